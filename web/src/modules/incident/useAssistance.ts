import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Assistance, NewAssistance } from '@/api/types'

/** What units were asked: of one incident, or all that concern me. */
export function useAssistance(incident?: MaybeRefOrGetter<string>, open: MaybeRefOrGetter<boolean> = true, wanted = true) {
  const queries = useQueryClient()
  const id = () => (incident === undefined ? undefined : toValue(incident))
  const key = computed(() => ['assistance', id() ?? 'mine', toValue(open)])
  const asked = useQuery({
    queryKey: key,
    queryFn: () => {
      const of = id()
      return of
        ? answer(api.GET('/api/incidents/{id}/assistance', { params: { path: { id: of } } }))
        : answer(api.GET('/api/assistance', { params: { query: { open: toValue(open) } } }))
    },
    enabled: wanted,
  })
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: ['assistance'] })
    void queries.invalidateQueries({ queryKey: ['tasks'] })
  }
  const ask = useMutation({
    mutationFn: (body: NewAssistance) => answer(api.POST('/api/incidents/{id}/assistance', { params: { path: { id: id() ?? '' } }, body })),
    onSuccess,
  })
  const path = (one: Assistance) => ({ path: { id: one.id } })
  const arrive = useMutation({
    mutationFn: (one: Assistance) => answer(api.POST('/api/assistance/{id}/arrive', { params: path(one) })),
    onSuccess,
  })
  const reply = useMutation({
    mutationFn: ({ one, note }: { one: Assistance; note: string }) =>
      answer(api.POST('/api/assistance/{id}/answer', { params: path(one), body: { note } })),
    onSuccess,
  })
  const rate = useMutation({
    mutationFn: ({ one, stars }: { one: Assistance; stars: number }) =>
      answer(api.POST('/api/assistance/{id}/rate', { params: path(one), body: { stars } })),
    onSuccess,
  })
  return { asked, ask, arrive, reply, rate }
}

/** Whom one can ask to help. */
export function useHelpers(wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: ['helpers'],
    queryFn: () => answer(api.GET('/api/assistance/units')),
    enabled: computed(() => toValue(wanted)),
    staleTime: Infinity,
  })
}
