import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

/** Places by their risk index, the riskiest first. */
export function useRiskRanking(area: MaybeRefOrGetter<string | undefined>, by: MaybeRefOrGetter<'GRID' | 'CELL'>) {
  return useQuery({
    queryKey: computed(() => ['risk', toValue(area), toValue(by)]),
    queryFn: () => answer(api.GET('/api/analysis/risk', { params: { query: { area: toValue(area), by: toValue(by) } } })),
    placeholderData: keepPreviousData,
  })
}

/** What the index of one area comes from. */
export function useRiskOf(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['risk-of', toValue(area)]),
    queryFn: () => answer(api.GET('/api/analysis/risk/{area}', { params: { path: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}
