import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { components } from '@/api/schema'
import { draftOf, type Form } from './planner'

const SOON = 2_000

// how deep the positions of an outline are nested is more than the description of the API can say
const body = (form: Form) => draftOf(form) as unknown as components['schemas']['PlanDraft']

/** The plans of the caller's ground. */
export function usePlans() {
  return useQuery({
    queryKey: ['plans'],
    queryFn: () => answer(api.GET('/api/territory/plans', { params: { query: { size: 200 } } })),
  })
}

/** One plan, and the steps that can be taken on it. While it is being published it is asked for again and again. */
export function usePlan(id: MaybeRefOrGetter<string | undefined>) {
  const queries = useQueryClient()
  const path = () => ({ id: toValue(id) ?? '' })
  const plan = useQuery({
    queryKey: computed(() => ['plan', toValue(id)]),
    queryFn: () => answer(api.GET('/api/territory/plans/{id}', { params: { path: path() } })),
    enabled: computed(() => toValue(id) !== undefined),
    refetchInterval: (query) => (query.state.data?.state === 'PUBLISHING' ? SOON : false),
  })
  const version = () => ({ path: path(), query: { version: plan.data.value?.version ?? 1 } })
  const changed = () => Promise.all([queries.invalidateQueries({ queryKey: ['plan'] }), queries.invalidateQueries({ queryKey: ['plans'] })])

  const save = useMutation({
    mutationFn: (form: Form) =>
      toValue(id)
        ? answer(api.PUT('/api/territory/plans/{id}', { params: version(), body: body(form) }))
        : answer(api.POST('/api/territory/plans', { body: body(form) })),
    onSuccess: changed,
  })
  const preview = useMutation({
    mutationFn: () => answer(api.POST('/api/territory/plans/{id}/preview', { params: { path: path() } })),
    onSuccess: changed,
  })
  const publish = useMutation({
    mutationFn: () => answer(api.POST('/api/territory/plans/{id}/publish', { params: version() })),
    onSuccess: changed,
  })
  const drop = useMutation({
    mutationFn: () => answer(api.POST('/api/territory/plans/{id}/drop', { params: version() })),
    onSuccess: changed,
  })
  return { plan, save, preview, publish, drop }
}

/** The buildings of a grid, to let some of them go by themselves. */
export function useBuildings(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['buildings', toValue(area)]),
    queryFn: () => answer(api.GET('/api/buildings', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}
