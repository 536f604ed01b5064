import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Filters } from '@/api/types'

/** One page of the incidents that the caller may see. */
export function useIncidents(filters: MaybeRefOrGetter<Filters>) {
  return useQuery({
    queryKey: computed(() => ['incidents', toValue(filters)]),
    queryFn: () => answer(api.GET('/api/incidents', { params: { query: toValue(filters) } })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}

/** How many there are of each state, and of what presses. */
export function useCounts(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['incidents', 'counts', toValue(area)]),
    queryFn: () => answer(api.GET('/api/incidents/counts', { params: { query: { area: toValue(area) } } })),
    refetchInterval: 60_000,
  }).data
}

/** The categories with their names, the ones above first. */
export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    queryFn: () => answer(api.GET('/api/incidents/categories')),
    staleTime: Infinity,
  }).data
}

/** Whom a report from an area can be about, by name. */
export function useParties(area: MaybeRefOrGetter<string | undefined>, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['parties', toValue(area)]),
    queryFn: () => answer(api.GET('/api/incidents/parties', { params: { query: { area: toValue(area) } } })),
    enabled: computed(() => toValue(wanted)),
    staleTime: Infinity,
  }).data
}
