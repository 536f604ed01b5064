import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { ArrivalAtGrid } from '@/api/types'

const PRESENCES = 'presences'

/** Which grids and cadres of an area are not linked yet. */
export function useGaps(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['link-gaps', toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/links/gaps', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}

/** When cadres came to their grids, and who did not in so many days. */
export function usePresences(area: MaybeRefOrGetter<string | undefined>, days: MaybeRefOrGetter<number>) {
  const enabled = computed(() => toValue(area) !== undefined)
  const stays = useQuery({
    queryKey: computed(() => [PRESENCES, 'list', toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/presences', { params: { query: { area: toValue(area), size: 50 } } })),
    enabled,
  })
  const absent = useQuery({
    queryKey: computed(() => [PRESENCES, 'absent', toValue(area), toValue(days)]),
    queryFn: () =>
      answer(api.GET('/api/workforce/presences/absent', { params: { query: { area: toValue(area) ?? '', days: toValue(days) } } })),
    enabled,
  })
  return { stays, absent }
}

/** My own grids to support, and signing in and out there. */
export function useOwnPresence() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: [PRESENCES] })
  const own = useQuery({ queryKey: [PRESENCES, 'own'], queryFn: () => answer(api.GET('/api/workforce/presences/own')) })
  const arrive = useMutation({
    mutationFn: (body: ArrivalAtGrid) => answer(api.POST('/api/workforce/presences', { body })),
    onSuccess,
  })
  const leave = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/workforce/presences/{id}/leave', { params: { path: { id } } })),
    onSuccess,
  })
  return { own, arrive, leave }
}

/** What is recorded of the three duties of the workers of an area in a month. */
export function useDuties(area: MaybeRefOrGetter<string | undefined>, month: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['grid-duties', toValue(area), toValue(month)]),
    queryFn: () => answer(api.GET('/api/workforce/duties', { params: { query: { area: toValue(area) ?? '', month: toValue(month) } } })),
    enabled: computed(() => toValue(area) !== undefined && /^\d{4}-\d{2}$/.test(toValue(month))),
  })
}
