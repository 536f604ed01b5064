import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { ArrivalAtGrid, EndOfLink, NewLink } from '@/api/types'

const PRESENCES = 'presences'
const LINKS = 'grid-links'

/** Which grids and cadres of an area are not linked yet. */
export function useGaps(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [LINKS, 'gaps', toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/links/gaps', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}

/** Who is linked to which grid of an area, or was; and beginning and ending it. */
export function useLinks(area: MaybeRefOrGetter<string>, ended: MaybeRefOrGetter<boolean> = false) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: [LINKS] })
  const list = useQuery({
    queryKey: computed(() => [LINKS, 'list', toValue(area), toValue(ended)]),
    queryFn: () =>
      answer(api.GET('/api/workforce/links', { params: { query: { area: toValue(area), ended: toValue(ended), size: 200 } } })),
  })
  const begin = useMutation({ mutationFn: (body: NewLink) => answer(api.POST('/api/workforce/links', { body })), onSuccess })
  const end = useMutation({
    mutationFn: ({ id, ...body }: EndOfLink & { id: string }) =>
      answer(api.POST('/api/workforce/links/{id}/end', { params: { path: { id } }, body })),
    onSuccess,
  })
  return { list, begin, end }
}

/** Who could be linked to a grid. */
export function useCandidates(grid: MaybeRefOrGetter<string>, kind: MaybeRefOrGetter<NewLink['kind']>) {
  return useQuery({
    queryKey: computed(() => [LINKS, 'candidates', toValue(grid), toValue(kind)]),
    queryFn: () => answer(api.GET('/api/workforce/links/candidates', { params: { query: { grid: toValue(grid), kind: toValue(kind) } } })),
  })
}

/** Which workers of an area are party members; reading it is a recorded look, so only when it is wanted. */
export function useMembers(area: MaybeRefOrGetter<string>, wanted: MaybeRefOrGetter<boolean>) {
  const queries = useQueryClient()
  const workers = useQuery({
    queryKey: computed(() => [LINKS, 'workers', toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/workers', { params: { query: { area: toValue(area) } } })),
    enabled: computed(() => toValue(wanted)),
  })
  const set = useMutation({
    mutationFn: ({ account, member }: { account: string; member?: boolean }) =>
      answer(api.PUT('/api/workforce/workers/{account}/party-member', { params: { path: { account } }, body: { member } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [LINKS] }),
  })
  return { workers, set }
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
