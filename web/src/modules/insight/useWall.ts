import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Warning } from '@/api/types'
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

/** How grave, from the least. */
export const LEVELS: Warning['level'][] = ['BLUE', 'YELLOW', 'ORANGE', 'RED']

/** Where rain has reached a threshold and nobody has closed the warning yet: there may be waterlogging. */
export function useFloodWarnings(wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: ['warnings', 'flood'],
    queryFn: () => answer(api.GET('/api/warnings', { params: { query: { kind: 'RAIN', open: true, size: 200 } } })),
    select: ({ items }) => items,
    enabled: computed(() => toValue(wanted)),
    refetchInterval: A_MINUTE,
  })
}

/** The gravest that holds for an area: of one around it, of its own, or of a part of it. */
export function floodOf(area: string, warnings: Pick<Warning, 'area' | 'level'>[]): Warning['level'] | undefined {
  const ranks = warnings.filter(({ area: of }) => of.startsWith(area) || area.startsWith(of)).map(({ level }) => LEVELS.indexOf(level))
  return LEVELS[Math.max(-1, ...ranks)]
}

const COMMUNITY = 12

/** Buildings on low ground; of a community or a part of it, since the ground is compared with that around. */
export function useLowGround(area: Area, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['low-ground', toValue(area)]),
    queryFn: () => answer(api.GET('/api/evacuations/low-ground', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(wanted) && (toValue(area)?.length ?? 0) >= COMMUNITY),
    staleTime: 5 * A_MINUTE,
  })
}
