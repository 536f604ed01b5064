import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewPatrolPlan } from '@/api/types'

/** The plans of patrols, and making and ending them. */
export function usePatrolPlans() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['patrol-plans'] })
  const plans = useQuery({ queryKey: ['patrol-plans'], queryFn: () => answer(api.GET('/api/patrols/plans')) })
  const lists = useQuery({ queryKey: ['checklists'], queryFn: () => answer(api.GET('/api/checklists')) })
  const make = useMutation({
    mutationFn: (body: NewPatrolPlan) => answer(api.POST('/api/patrols/plans', { body })),
    onSuccess,
  })
  const end = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.POST('/api/patrols/plans/{id}/end', { params: { path: { id } }, body: { reason } })),
    onSuccess,
  })
  const reroute = useMutation({
    mutationFn: ({ id, route }: { id: string; route: NonNullable<NewPatrolPlan['route']> }) =>
      answer(api.PUT('/api/patrols/plans/{id}/route', { params: { path: { id } }, body: { route } })),
    onSuccess,
  })
  return { plans, lists, make, end, reroute }
}

/** Which part of an area somebody came by. */
export function useCoverage(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['patrol-coverage', toValue(area)]),
    queryFn: () => answer(api.GET('/api/patrols/coverage', { params: { query: { area: toValue(area) ?? '', days: 30 } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}

/** The same as a workbook. */
export function takeBurden(area: string, approval?: string) {
  return answer<Blob>(api.GET('/api/tasks/burden/export', { params: { query: { area, approval } }, parseAs: 'blob' }))
}

/** How much the workers of an area have in hand this week. */
export function useBurden(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['burden', toValue(area)]),
    queryFn: () => answer(api.GET('/api/tasks/burden', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}
