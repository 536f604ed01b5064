import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

export interface RiskAsked {
  area?: string
  by: 'GRID' | 'CELL' | 'BELOW'
  layer: 'ALL' | 'OPEN' | 'URGENT' | 'AGAIN'
  category?: string
  day?: string
  size?: number
}

/** Places by their risk index, the riskiest first. */
export function useRiskRanking(asked: MaybeRefOrGetter<RiskAsked>, wanted: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => ['risk', toValue(asked)]),
    queryFn: () => answer(api.GET('/api/analysis/risk', { params: { query: toValue(asked) } })),
    placeholderData: keepPreviousData,
    enabled: computed(() => toValue(wanted)),
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

const COMMUNITY = 12

/** The same by the buildings that reports name, of a community or a part of it. */
export function useRiskBuildings(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['risk-buildings', toValue(area)]),
    queryFn: () => answer(api.GET('/api/analysis/risk/{area}/buildings', { params: { path: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => (toValue(area)?.length ?? 0) >= COMMUNITY),
  })
}
