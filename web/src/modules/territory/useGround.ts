import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

const A_DAY = 24 * 60 * 60 * 1000

/** One area, and who answers for it. */
export function useArea(code: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['area', toValue(code)]),
    queryFn: () => answer(api.GET('/api/territory/areas/{code}', { params: { path: { code: toValue(code) } } })),
  })
}

/** The areas one level below. */
export function useAreasBelow(parent: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['areas', toValue(parent)]),
    queryFn: () => answer(api.GET('/api/territory/areas', { params: { query: { parent: toValue(parent) } } })),
    enabled: computed(() => toValue(parent) !== undefined),
    staleTime: A_DAY,
  })
}

/** The outlines of the areas one level below. */
export function useBoundaries(parent: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['boundaries', toValue(parent)]),
    queryFn: () => answer(api.GET('/api/territory/boundaries', { params: { query: { parent: toValue(parent) } } })),
    enabled: computed(() => toValue(parent) !== undefined),
    staleTime: A_DAY,
  }).data
}

/** Whose ground a point is. */
export function useLocated(place: MaybeRefOrGetter<{ longitude?: number; latitude?: number } | undefined>) {
  const point = computed(() => {
    const { longitude, latitude } = toValue(place) ?? {}
    return longitude === undefined || latitude === undefined ? undefined : { lon: longitude, lat: latitude }
  })
  return useQuery({
    queryKey: computed(() => ['located', point.value]),
    queryFn: () => answer(api.GET('/api/territory/locate', { params: { query: point.value ?? { lon: 0, lat: 0 } } })),
    enabled: computed(() => point.value !== undefined),
  })
}
