import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Relation } from '@/api/types'

/** How many people and households live behind the doors of an area. */
export function useDoors(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['doors', toValue(area)]),
    queryFn: () => answer(api.GET('/api/buildings/people', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}

/** Who keeps house behind one door. */
export function useHouseholds(home: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['households', toValue(home)]),
    queryFn: () => answer(api.GET('/api/households', { params: { query: { home: toValue(home), size: 50 } } })),
  })
}

/** The households of an area, as a workbook. */
export function takeHouseholds(area: string, approval?: string) {
  return answer<Blob>(api.GET('/api/households/export', { params: { query: { area, approval } }, parseAs: 'blob' }))
}

/** One household with its members, masked, and what can be said anew of it. */
export function useHousehold(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const key = computed(() => ['household', toValue(id)])
  const path = () => ({ path: { id: toValue(id) } })
  const card = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/households/{id}', { params: path() })),
  })
  const onSuccess = (now: NonNullable<typeof card.data.value>) => {
    queries.setQueryData(key.value, now)
    return queries.invalidateQueries({ queryKey: ['households'] })
  }
  const appoint = useMutation({
    mutationFn: (head: string) => answer(api.POST('/api/households/{id}/head', { params: path(), body: { head } })),
    onSuccess,
  })
  const relate = useMutation({
    mutationFn: (said: { person: string; relation: Relation }) =>
      answer(api.POST('/api/households/{id}/relation', { params: path(), body: said })),
    onSuccess,
  })
  return { card, appoint, relate }
}

/** The homes that no grid looks after, or two. */
export function useUncovered(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['uncovered', toValue(area)]),
    queryFn: () => answer(api.GET('/api/residents/uncovered', { params: { query: { area: toValue(area) } } })),
  })
}
