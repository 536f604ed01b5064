import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

export interface Span {
  area?: string
  from?: string
  to?: string
}

/** What is measured; an indicator that was closed is gone with the next look. */
export function useIndicators() {
  return useQuery({ queryKey: ['insight', 'indicators'], queryFn: () => answer(api.GET('/api/insight/indicators')) })
}

/** All figures of an area and a time. */
export function useSheet(span: MaybeRefOrGetter<Span>) {
  return useQuery({
    queryKey: computed(() => ['insight', 'figures', toValue(span)]),
    queryFn: () => answer(api.GET('/api/insight/figures', { params: { query: toValue(span) } })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}

/** One figure in each area right below. */
export function useParts(code: MaybeRefOrGetter<string>, span: MaybeRefOrGetter<Span>) {
  return useQuery({
    queryKey: computed(() => ['insight', 'parts', toValue(code), toValue(span)]),
    queryFn: () =>
      answer(api.GET('/api/insight/figures/{code}/parts', { params: { path: { code: toValue(code) }, query: toValue(span) } })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}

/** One figure over time. */
export function useCourse(code: MaybeRefOrGetter<string>, span: MaybeRefOrGetter<Span>) {
  return useQuery({
    queryKey: computed(() => ['insight', 'course', toValue(code), toValue(span)]),
    queryFn: () =>
      answer(api.GET('/api/insight/figures/{code}/course', { params: { path: { code: toValue(code) }, query: toValue(span) } })),
    refetchInterval: 300_000,
  })
}

/** The incidents behind a figure. */
export function useRows(code: MaybeRefOrGetter<string | undefined>, span: MaybeRefOrGetter<Span & { after?: string }>) {
  return useQuery({
    queryKey: computed(() => ['insight', 'rows', toValue(code), toValue(span)]),
    queryFn: () =>
      answer(api.GET('/api/insight/figures/{code}/rows', { params: { path: { code: toValue(code) ?? '' }, query: toValue(span) } })),
    enabled: computed(() => toValue(code) !== undefined),
  })
}

/** What a figure is made of that is no incident. */
export function useCounted(code: MaybeRefOrGetter<string | undefined>, span: MaybeRefOrGetter<Span & { after?: string }>) {
  return useQuery({
    queryKey: computed(() => ['insight', 'counted', toValue(code), toValue(span)]),
    queryFn: () =>
      answer(api.GET('/api/insight/figures/{code}/counted', { params: { path: { code: toValue(code) ?? '' }, query: toValue(span) } })),
    enabled: computed(() => toValue(code) !== undefined),
  })
}
