import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

/** Filters of a list under a name: a view is an address. */
export interface SavedView {
  name: string
  query: Record<string, string>
}

/** The views that I keep of a list, wherever I sign in. */
export function useSavedViews(list: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const key = computed(() => ['views', toValue(list)])
  const path = () => ({ path: { list: toValue(list) } })
  const views = useQuery({
    queryKey: key,
    queryFn: async () => (await answer(api.GET('/api/account/views/{list}', { params: path() }))).items as SavedView[],
    staleTime: Infinity,
  })
  const keep = useMutation({
    mutationFn: (items: SavedView[]) => answer(api.PUT('/api/account/views/{list}', { params: path(), body: { items } })),
    onError: () => void queries.invalidateQueries({ queryKey: key.value }),
  })

  /** Shown at once; taken back when the server does not take it. */
  function save(items: SavedView[]) {
    queries.setQueryData(key.value, items)
    keep.mutate(items)
  }

  return { kept: computed(() => views.data.value ?? []), save, fault: keep.error }
}
