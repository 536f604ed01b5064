import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Span } from './useFigures'

const A_MINUTE = 60_000
/** What is told of a matter that comes again and again, or of many at one place. */
const HOT = ['RECURRENCE', 'CLUSTER', 'SURGE', 'OBJECTED_AGAIN']

type Area = MaybeRefOrGetter<string | undefined>
const asks = (area: Area, wanted: MaybeRefOrGetter<boolean>) => computed(() => toValue(wanted) && toValue(area) !== undefined)

/** Warnings that nobody has closed yet. */
export function useOpenWarnings(area: Area, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['warnings', 'wall', toValue(area)]),
    queryFn: () => answer(api.GET('/api/warnings', { params: { query: { area: toValue(area), open: true, size: 20 } } })),
    enabled: asks(area, wanted),
    refetchInterval: A_MINUTE,
  })
}

/** What comes again and again, as the detectors found it lately. */
export function useHot(area: Area, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['signals', 'wall', toValue(area)]),
    queryFn: () => answer(api.GET('/api/signals', { params: { query: { area: toValue(area), size: 100 } } })),
    select: ({ items }) => items.filter(({ kind }) => HOT.includes(kind)),
    enabled: asks(area, wanted),
    refetchInterval: A_MINUTE,
  })
}

/** One figure of each unit. */
export function useUnits(code: string, span: MaybeRefOrGetter<Span>) {
  return useQuery({
    queryKey: computed(() => ['insight', 'units', code, toValue(span)]),
    queryFn: () => answer(api.GET('/api/insight/figures/{code}/units', { params: { path: { code }, query: toValue(span) } })),
    refetchInterval: A_MINUTE,
  })
}

/** How many are on duty outside, by the codes of the areas shown: never who, and never where in a grid. */
export function useOnDuty(area: Area, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['on-duty', toValue(area)]),
    queryFn: () => answer(api.GET('/api/patrols/on-duty', { params: { query: { area: toValue(area) ?? '' } } })),
    select: ({ items }) => items,
    enabled: asks(area, wanted),
    refetchInterval: A_MINUTE,
  })
}
