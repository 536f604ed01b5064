import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

/** All open organisations of an area, column by column. */
export function useOrganisationTree(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['organisations', toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/organisations/tree', { params: { query: { area: toValue(area) } } })),
  })
}

/** One organisation, and what was done to it. */
export function useOrganisation(id: MaybeRefOrGetter<string | undefined>) {
  const path = () => ({ params: { path: { id: toValue(id) ?? '' } } })
  const enabled = computed(() => toValue(id) !== undefined)
  const one = useQuery({
    queryKey: computed(() => ['organisation', toValue(id)]),
    queryFn: () => answer(api.GET('/api/workforce/organisations/{id}', path())),
    enabled,
  })
  const history = useQuery({
    queryKey: computed(() => ['organisation', toValue(id), 'history']),
    queryFn: () => answer(api.GET('/api/workforce/organisations/{id}/history', path())),
    enabled,
  })
  return { one, history }
}
