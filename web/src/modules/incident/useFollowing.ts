import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

/** Open things near a place, which can be followed instead of reported once more. */
export function useNearby(place: MaybeRefOrGetter<{ longitude?: number; latitude?: number }>) {
  const point = computed(() => {
    const { longitude, latitude } = toValue(place)
    return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude }
  })
  return useQuery({
    queryKey: computed(() => ['nearby', point.value]),
    queryFn: () => answer(api.GET('/api/incidents/nearby', { params: { query: point.value ?? { longitude: 0, latitude: 0 } } })),
    enabled: computed(() => point.value !== undefined),
  })
}

/** What I follow, and following more or less. */
export function useFollowing(wanted: MaybeRefOrGetter<boolean> = true) {
  const queries = useQueryClient()
  const followed = useQuery({
    queryKey: ['followed'],
    queryFn: () => answer(api.GET('/api/incidents/followed')),
    enabled: computed(() => toValue(wanted)),
  })
  const onSuccess = () => Promise.all(['followed', 'nearby'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
  const path = (id: string) => ({ params: { path: { id } } })
  const follow = useMutation({ mutationFn: (id: string) => answer(api.PUT('/api/incidents/{id}/follower', path(id))), onSuccess })
  const leave = useMutation({ mutationFn: (id: string) => answer(api.DELETE('/api/incidents/{id}/follower', path(id))), onSuccess })
  return { followed, follow, leave }
}
