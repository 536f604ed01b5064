import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewTaskBeside } from '@/api/types'

/** What was given to be done beside an incident, and giving more. */
export function useTasksBeside(id: MaybeRefOrGetter<string>, wanted: MaybeRefOrGetter<boolean>) {
  const queries = useQueryClient()
  const key = computed(() => ['incident', toValue(id), 'tasks'])
  const tasks = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/incidents/{id}/tasks', { params: { path: { id: toValue(id) } } })),
    enabled: computed(() => toValue(wanted)),
  })
  const give = useMutation({
    mutationFn: ({ key: intention, ...body }: NewTaskBeside & { key: string }) =>
      answer(
        api.POST('/api/incidents/{id}/tasks', {
          params: { path: { id: toValue(id) }, header: { 'Idempotency-Key': intention } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: key.value }),
  })
  return { tasks, give }
}

/** Who could be given it at an area. */
export function useTakers(id: MaybeRefOrGetter<string>, area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['incident', toValue(id), 'takers', toValue(area) ?? '']),
    queryFn: () =>
      answer(api.GET('/api/incidents/{id}/tasks/takers', { params: { path: { id: toValue(id) }, query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
    retry: false, // an area outside one's territory is refused, which the form says
  })
}
