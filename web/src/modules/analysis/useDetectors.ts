import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

/** The detectors, and how far they are. */
export function useDetectors() {
  return useQuery({
    queryKey: ['detectors'],
    queryFn: () => answer(api.GET('/api/analysis/detectors')),
    refetchInterval: 15_000,
  })
}

/** One detector, its numbers, and its runs over the past. */
export function useDetector(name: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const path = () => ({ params: { path: { name: toValue(name) } } })
  const detector = useQuery({
    queryKey: computed(() => ['detector', toValue(name)]),
    queryFn: () => answer(api.GET('/api/analysis/detectors/{name}', path())),
  })
  const replays = useQuery({
    queryKey: computed(() => ['replays', toValue(name)]),
    queryFn: () => answer(api.GET('/api/analysis/detectors/{name}/replays', path())),
    refetchInterval: (query) => (query.state.data?.some((run) => run.state === 'RUNNING') ? 2_000 : 60_000),
  })
  const tune = useMutation({
    mutationFn: (body: { values: Record<string, number>; reason: string }) =>
      answer(api.PUT('/api/analysis/detectors/{name}/parameters', { ...path(), body })),
    onSuccess: (changed) => queries.setQueryData(['detector', toValue(name)], changed),
  })
  const replay = useMutation({
    mutationFn: (values?: Record<string, number>) =>
      answer(api.POST('/api/analysis/detectors/{name}/replays', { ...path(), body: values ? { values } : {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['replays', toValue(name)] }),
  })
  return { detector, replays, tune, replay }
}
