import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { RecordFilters } from '@/api/types'

/** One page of what was done, newest first. Asking for it is written down too. */
export function useRecord(filters: MaybeRefOrGetter<RecordFilters>) {
  return useQuery({
    queryKey: computed(() => ['audit', toValue(filters)]),
    queryFn: () => answer(api.GET('/api/audit', { params: { query: toValue(filters) } })),
    placeholderData: keepPreviousData,
    staleTime: Infinity, // each time it is asked for is one more record
  })
}

/** Who looked at the data of whoever asks. */
export function useLooks(after: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['looks', toValue(after)]),
    queryFn: () => answer(api.GET('/api/audit/mine', { params: { query: { after: toValue(after), size: 20 } } })),
    placeholderData: keepPreviousData,
  })
}

/** The looks that their persons are not told of yet, and the word of whoever reviews. */
export function useWithholdings() {
  const queries = useQueryClient()
  const waiting = useQuery({
    queryKey: ['withholdings'],
    queryFn: () => answer(api.GET('/api/audit/withholdings', { params: { query: { size: 200 } } })),
  })
  const review = useMutation({
    mutationFn: ({ id, upheld }: { id: string; upheld: boolean }) =>
      answer(api.POST('/api/audit/withholdings/{id}/review', { params: { path: { id } }, body: { upheld } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['withholdings'] }),
  })
  return { waiting, review }
}
