import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

/** The caller's own tasks. */
export function useTasks(state: MaybeRefOrGetter<'open' | 'done'>, after: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['tasks', toValue(state), toValue(after)]),
    queryFn: () => answer(api.GET('/api/tasks', { params: { query: { state: toValue(state), after: toValue(after) } } })),
    refetchInterval: 60_000,
  })
}
