import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { ResidentFilters, Wanted } from '@/api/types'

/** One page of the people of an area, masked. */
export function useResidents(filters: MaybeRefOrGetter<ResidentFilters>) {
  return useQuery({
    queryKey: computed(() => ['residents', toValue(filters)]),
    queryFn: () => answer(api.GET('/api/residents', { params: { query: toValue(filters) } })),
    placeholderData: keepPreviousData,
  })
}

/** Somebody found by a number or a name. Never from the cache: each search is written down. */
export function useFinding() {
  return useMutation({ mutationFn: (wanted: Wanted) => answer(api.POST('/api/residents/find', { body: wanted })) })
}

/** One person's card, masked, and the same in full once a reason was given. */
export function useResident(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const key = computed(() => ['resident', toValue(id)])
  const card = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/residents/{id}', { params: { path: { id: toValue(id) } } })),
  })
  const open = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/residents/{id}/open', { params: { path: { id: toValue(id) } }, body: { reason } })),
    // what was opened is not kept: who comes back gives a reason again
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: key.value }),
  })
  return { card, open }
}

/** The marks of one person that hold today and that I may see. */
export function useTags(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['resident-tags', toValue(id)]),
    queryFn: () => answer(api.GET('/api/residents/{id}/tags', { params: { path: { id: toValue(id) } } })),
  })
}
