import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'

/** How the model does, and work on it that somebody asked for. */
export function useModel() {
  const queries = useQueryClient()
  const state = useQuery({
    queryKey: ['model-state'],
    queryFn: () => answer(api.GET('/api/analysis/model/state')),
    refetchInterval: (query) =>
      query.state.data?.drifting?.state === 'RUNNING' || query.state.data?.trainings.some(({ run }) => run.state === 'RUNNING')
        ? 2_000
        : 60_000,
  })
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['model-state'] })
  const train = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/analysis/model/trainings', { body: { reason } })),
    onSuccess,
  })
  const look = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/analysis/model/drift', { body: { reason } })),
    onSuccess,
  })
  return { state, train, look }
}

/** What many reports of the last days speak of on one's own ground, kept up by the server. */
export function useHot() {
  return useQuery({
    queryKey: ['hot'],
    queryFn: () => answer(api.GET('/api/analysis/hot')),
    refetchInterval: 60_000,
  })
}

/** The same of other times and the whole ground, as somebody asked for it last. */
export function useAskedHot() {
  const queries = useQueryClient()
  const asked = useQuery({
    queryKey: ['hot', 'asked'],
    queryFn: () => answer(api.GET('/api/analysis/hot/asked')),
    refetchInterval: (query) => (query.state.data?.running?.state === 'RUNNING' ? 2_000 : 60_000),
  })
  const reckon = useMutation({
    mutationFn: (body: { days: number; reason: string }) => answer(api.POST('/api/analysis/hot', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['hot', 'asked'] }),
  })
  return { asked, reckon }
}
