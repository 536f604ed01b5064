import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, inject, type MaybeRefOrGetter, ref, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { EvacueeNeeds, EvacueeSafe, Evacuees, NewEvacuation, Terrain } from '@/api/types'
import { uploadTo } from '@/api/upload'
import { OUTBOX } from '@/app/outbox'
import { newKey } from '@/ui/keys'

/** The emergencies of one's own ground, and opening one. */
export function useEvacuations() {
  const queries = useQueryClient()
  const list = useQuery({ queryKey: ['evacuations'], queryFn: () => answer(api.GET('/api/evacuations')) })
  const open = useMutation({
    mutationFn: ({ key, ...body }: NewEvacuation & { key: string }) =>
      answer(api.POST('/api/evacuations', { params: { header: { 'Idempotency-Key': key } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['evacuations'] }),
  })
  return { list, open }
}

/** The homes of an area that lie low. */
export function useLowHomes(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['low-homes', toValue(area)]),
    queryFn: () => answer(api.GET('/api/evacuations/low-homes', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => (toValue(area)?.length ?? 0) >= 12),
  })
}

/** One emergency, how far it is, and its households. */
export function useEvacuation(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const path = () => ({ params: { path: { id: toValue(id) } } })
  const view = useQuery({
    queryKey: computed(() => ['evacuation', toValue(id)]),
    queryFn: () => answer(api.GET('/api/evacuations/{id}', path())),
    refetchInterval: 30_000,
  })
  const households = useQuery({
    queryKey: computed(() => ['evacuees', toValue(id)]),
    queryFn: () => answer(api.GET('/api/evacuations/{id}/households', path())),
  })
  const take = (approval?: string) =>
    answer<Blob>(
      api.GET('/api/evacuations/{id}/households/export', {
        params: { path: { id: toValue(id) }, query: { approval } },
        parseAs: 'blob',
      }),
    )
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: ['evacuation', toValue(id)] })
    void queries.invalidateQueries({ queryKey: ['evacuees'] })
    void queries.invalidateQueries({ queryKey: ['evacuations'] })
  }
  const give = useMutation({ mutationFn: () => answer(api.POST('/api/evacuations/{id}/give', path())), onSuccess })
  const close = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/evacuations/{id}/close', { ...path(), body: { reason } })),
    onSuccess,
  })
  return { view, households, take, give, close }
}

/** Where the homes of an emergency stand, with the shelters and vehicles around; the look is recorded. */
export function useEvacuationMap(id: MaybeRefOrGetter<string>, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['evacuees', 'map', toValue(id)]),
    queryFn: () => answer(api.GET('/api/evacuations/{id}/map', { params: { path: { id: toValue(id) } } })),
    enabled: computed(() => toValue(wanted)),
    gcTime: 0, // nothing of it stays when the page is left
  })
}

/** The grids of heights that were brought for one's own ground. */
export function useTerrain() {
  const queries = useQueryClient()
  const part = ref(0)
  const list = useQuery({ queryKey: ['terrain'], queryFn: () => answer(api.GET('/api/evacuations/terrain')) })
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: ['terrain'] })
    void queries.invalidateQueries({ queryKey: ['low-homes'] })
  }
  const bring = useMutation({
    mutationFn: ({ file, ...said }: { area: string; source: string; surveyedOn: string; file: File }) => {
      part.value = 0
      return uploadTo<Terrain>(`/api/evacuations/terrain?${new URLSearchParams(said)}`, file, file.name, (now) => (part.value = now))
    },
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.POST('/api/evacuations/terrain/{id}/remove', { params: { path: { id } }, body: { reason } })),
    onSuccess,
  })
  return { list, bring, part, remove }
}

/** Where one goes to. */
export function useMyEvacuees() {
  return useQuery({
    queryKey: ['evacuees', 'mine'],
    queryFn: () => answer(api.GET('/api/evacuations/households/mine')),
    refetchInterval: 60_000,
  })
}

/** One household in full; the look is recorded. */
export function useEvacuee(id: MaybeRefOrGetter<string>, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['evacuees', 'one', toValue(id)]),
    queryFn: () => answer(api.GET('/api/evacuations/households/{id}', { params: { path: { id: toValue(id) } } })),
    enabled: computed(() => toValue(wanted)),
  })
}

export type EvacueeStep =
  | { step: 'safe'; body: EvacueeSafe }
  | { step: 'refused'; body: { note: string } }
  | { step: 'absent'; body: { note?: string } }
  | { step: 'needs'; body: EvacueeNeeds }
  | { step: 'arrived'; body: { heads: number } }

/** What one says of a household; without network it waits on the phone. */
export function useEvacueeSteps(household: () => { id: string; place?: string }) {
  const queries = useQueryClient()
  const outbox = inject(OUTBOX, undefined)
  const say = useMutation({
    mutationFn: (said: EvacueeStep & { key?: string }): Promise<Evacuees | undefined> => {
      const { id, place } = household()
      const key = said.key ?? newKey()
      if (outbox?.works.value)
        return outbox.put<Evacuees>({
          id: key,
          matter: id,
          name: `evacuation:${said.step}`,
          body: { ...said.body },
          title: place ?? '',
        })
      const params = { path: { id }, header: { 'Idempotency-Key': key } }
      switch (said.step) {
        case 'safe':
          return answer(api.POST('/api/evacuations/households/{id}/safe', { params, body: said.body }))
        case 'refused':
          return answer(api.POST('/api/evacuations/households/{id}/refused', { params, body: said.body }))
        case 'absent':
          return answer(api.POST('/api/evacuations/households/{id}/absent', { params, body: said.body }))
        case 'needs':
          return answer(api.POST('/api/evacuations/households/{id}/needs', { params, body: said.body }))
        case 'arrived':
          return answer(api.POST('/api/evacuations/households/{id}/arrived', { params, body: said.body }))
      }
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['evacuees'] })
      void queries.invalidateQueries({ queryKey: ['evacuation'] })
      void queries.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
  const waiting = computed(() => outbox?.pending(household().id).filter((name) => name.startsWith('evacuation:')) ?? [])
  return { say, waiting }
}
