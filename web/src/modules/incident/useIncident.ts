import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, inject, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Answers, Disclosure, Incident, Location } from '@/api/types'
import { OUTBOX } from '@/app/outbox'
import { newKey } from '@/ui/keys'
import type { Spot } from '@/ui/spot'

/** What is said with a step; the name of the step tells which of it counts. */
export type StepTaken =
  | { name: 'file' | 'take' | 'resume'; note?: string }
  | { name: 'reject' | 'withdraw' | 'suspend' | 'advance'; note: string }
  | { name: 'dispatch'; assignee?: string; unit?: string; note?: string }
  | { name: 'feedback'; note: string; photos: string[]; takenAt?: Spot }
  | { name: 'inspect'; result: 'PASSED' | 'REWORK' | 'UNSOLVABLE'; note: string; photos: string[]; takenAt?: Spot }
  | { name: 'place'; location: Location }
  | ({ name: 'rate' } & Answers)

/** The steps by which it goes to and fro. */
export type TurnTaken =
  | { name: 'verify'; note: string; photos: string[]; takenAt?: Spot }
  | { name: 'object'; note: string; unit?: string }
  | { name: 'review'; note: string; upheld: boolean; assignee?: string; unit?: string }
  | { name: 'merge'; note: string; into: string }
  | { name: 'reopen' | 'follow_up'; note: string }
  | { name: 'recategorise'; category: string; note?: string; suggestedBy?: string }
  | { name: 'check'; note: string; passed: boolean; photos: string[] }
  | { name: 'call_back'; reached: boolean; contacted?: boolean; solved?: boolean; satisfied?: boolean; note?: string }

/** What can be done without network: nothing of it asks the server for a choice first. */
const OFFLINE: readonly string[] = ['file', 'take', 'feedback', 'inspect', 'reject', 'withdraw', 'verify']

/** One incident, and the steps that can be taken on it. */
export function useIncident(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const key = computed(() => ['incident', toValue(id)])
  const path = () => ({ path: { id: toValue(id) } })

  const incident = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/incidents/{id}', { params: path() })),
  })

  const outbox = inject(OUTBOX, undefined)

  /** Answers nothing when it is kept on the phone, to be sent later. */
  async function stepOrKeep({ name, ...body }: StepTaken | TurnTaken, intention = newKey()): Promise<Incident | undefined> {
    if (outbox?.works.value && OFFLINE.includes(name)) {
      const photos = 'photos' in body ? body.photos.map((photo) => ({ id: photo })) : []
      const title = incident.data.value?.title ?? ''
      return outbox.put<Incident>({ id: intention, matter: toValue(id), name, body: { ...body }, photos, title })
    }
    const headers = { 'Idempotency-Key': intention }
    return answer(api.POST(`/api/incidents/{id}/${name}` as '/api/incidents/{id}/file', { params: path(), body, headers }))
  }

  const step = useMutation({
    mutationFn: (taken: (StepTaken | TurnTaken) & { key?: string }) => {
      const { key: intention, ...said } = taken
      return stepOrKeep(said as StepTaken | TurnTaken, intention)
    },
    onSuccess: (changed) => {
      if (changed) queries.setQueryData(key.value, changed)
      void queries.invalidateQueries({ queryKey: ['incidents'] })
      void queries.invalidateQueries({ queryKey: ['tasks'] })
    },
  })

  return { incident, step }
}

/** More time for an incident: who asked for it, and what became of it. */
export function useExtensions(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const key = computed(() => ['extensions', toValue(id)])
  const path = () => ({ id: toValue(id) })
  const extensions = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/incidents/{id}/extensions', { params: { path: path() } })),
  })
  const onSuccess = (changed: Incident) => {
    queries.setQueryData(['incident', toValue(id)], changed)
    void queries.invalidateQueries({ queryKey: key.value })
  }
  const ask = useMutation({
    mutationFn: (body: { amount: number; note: string }) =>
      answer(api.POST('/api/incidents/{id}/extensions', { params: { path: path() }, body })),
    onSuccess,
  })
  const decide = useMutation({
    mutationFn: ({ extension, granted, note }: { extension: string; granted: boolean; note: string }) => {
      const params = { path: { ...path(), extension } }
      return granted
        ? answer(api.POST('/api/incidents/{id}/extensions/{extension}/grant', { params, body: { note: note || undefined } }))
        : answer(api.POST('/api/incidents/{id}/extensions/{extension}/refuse', { params, body: { note } }))
    },
    onSuccess,
  })
  return { extensions, ask, decide }
}

/** Who could be given an incident. */
export function useHandlers(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['handlers', toValue(id)]),
    queryFn: () => answer(api.GET('/api/incidents/{id}/candidates', { params: { path: { id: toValue(id) } } })),
  })
}

/** Asks who made a report, which is recorded; of a confidential one, asks for a second person's consent. */
export function useReporter(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const params = () => ({ path: { id: toValue(id) } })
  const changed = () => void queries.invalidateQueries({ queryKey: ['disclosures'] })
  const reveal = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/incidents/{id}/reporter', { params: params(), body: { reason } })),
  })
  const ask = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/incidents/{id}/disclosures', { params: params(), body: { reason } })),
    onSuccess: changed,
  })
  return { reveal, ask }
}

/** The requests to open a confidential reporter that wait for a second person: of one incident, or all. */
export function useDisclosures(incident: MaybeRefOrGetter<string | undefined>, wanted: MaybeRefOrGetter<boolean> = true) {
  const queries = useQueryClient()
  const waiting = useQuery({
    queryKey: computed(() => ['disclosures', toValue(incident)]),
    queryFn: () => answer(api.GET('/api/incidents/disclosures', { params: { query: { incident: toValue(incident) } } })),
    enabled: computed(() => toValue(wanted)),
    refetchInterval: 60_000,
  })
  const path = (asked: Disclosure) => ({ path: { id: asked.incident, disclosure: asked.id } })
  const decided = (incident: string) => {
    void queries.invalidateQueries({ queryKey: ['disclosures'] })
    void queries.invalidateQueries({ queryKey: ['incident', incident] })
  }
  const approve = useMutation({
    mutationFn: (asked: Disclosure) => answer(api.POST('/api/incidents/{id}/disclosures/{disclosure}/approve', { params: path(asked) })),
    onSuccess: (_, asked) => decided(asked.incident),
  })
  const decline = useMutation({
    mutationFn: ({ asked, reason }: { asked: Disclosure; reason: string }) =>
      answer(api.POST('/api/incidents/{id}/disclosures/{disclosure}/decline', { params: path(asked), body: { reason } })),
    onSuccess: (_, { asked }) => decided(asked.incident),
  })
  return { waiting, approve, decline }
}
