import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewPublicWarning, NewStation } from '@/api/types'

const MINUTE = 60_000

/** The stations whose rain concerns one's own ground. */
export function useStations() {
  return useQuery({
    queryKey: ['weather', 'stations'],
    queryFn: () => answer(api.GET('/api/weather/stations')),
    refetchInterval: MINUTE,
  })
}

/** What a station measured in the last 48 hours. */
export function useRain(station: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['weather', 'rain', toValue(station)]),
    queryFn: () => answer(api.GET('/api/weather/stations/{code}/rain', { params: { path: { code: toValue(station) ?? '' } } })),
    enabled: computed(() => !!toValue(station)),
    refetchInterval: MINUTE,
  })
}

/** Sums beside the official thresholds, of all stations or of those of an area. */
export function useRainSums(area?: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['weather', 'sums', toValue(area)]),
    queryFn: () => answer(api.GET('/api/analysis/rain', { params: { query: { area: toValue(area) } } })),
    refetchInterval: MINUTE,
  })
}

/** Warnings of those who may issue them. */
export function usePublicWarnings(inForce: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['weather', 'warnings', toValue(inForce)]),
    queryFn: () => answer(api.GET('/api/weather/warnings', { params: { query: { inForce: toValue(inForce) } } })),
    refetchInterval: MINUTE,
  })
}

/** What is written down by hand. */
export function useWeatherDesk() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['weather'] })
  const note = useMutation({
    mutationFn: ({ station, ...body }: { station: string; hour: string; millimetres: number }) =>
      answer(api.PUT('/api/weather/stations/{code}/rain', { params: { path: { code: station } }, body })),
    onSuccess,
  })
  const add = useMutation({
    mutationFn: (body: NewStation) => answer(api.POST('/api/weather/stations', { body })),
    onSuccess,
  })
  const warn = useMutation({
    mutationFn: (body: NewPublicWarning) => answer(api.POST('/api/weather/warnings/noted', { body })),
    onSuccess,
  })
  const end = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.POST('/api/weather/warnings/{id}/end', { params: { path: { id } }, body: { reason } })),
    onSuccess,
  })
  return { note, add, warn, end }
}
