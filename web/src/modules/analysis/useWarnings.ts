import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Warning, WarningOutcome } from '@/api/types'

/** What is asked of the list; what is missing is not asked about. */
export interface WarningFilter {
  area?: string
  kind?: Warning['kind']
  level?: Warning['level']
  open?: boolean
  after?: string
}

/** The warnings of one's own ground. */
export function useWarnings(filter: MaybeRefOrGetter<WarningFilter>) {
  return useQuery({
    queryKey: computed(() => ['warnings', toValue(filter)]),
    queryFn: () => answer(api.GET('/api/warnings', { params: { query: toValue(filter) } })),
    refetchInterval: 60_000,
  })
}

/** One warning, the signals that it is made of, and what can be done about it. */
export function useWarning(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const path = () => ({ params: { path: { id: toValue(id) } } })
  const warning = useQuery({
    queryKey: computed(() => ['warning', toValue(id)]),
    queryFn: () => answer(api.GET('/api/warnings/{id}', path())),
  })
  const signals = useQuery({
    queryKey: computed(() => ['warning', toValue(id), 'signals']),
    queryFn: () => answer(api.GET('/api/warnings/{id}/signals', path())),
  })
  const renew = () => {
    void queries.invalidateQueries({ queryKey: ['warning', toValue(id)] })
    void queries.invalidateQueries({ queryKey: ['warnings'] })
  }
  const acknowledge = useMutation({
    mutationFn: (note: string) => answer(api.POST('/api/warnings/{id}/acknowledge', { ...path(), body: { note } })),
    onSuccess: renew,
  })
  const act = useMutation({
    mutationFn: (note: string) => answer(api.POST('/api/warnings/{id}/act', { ...path(), body: { note } })),
    onSuccess: renew,
  })
  const close = useMutation({
    mutationFn: (body: { outcome: WarningOutcome; note: string }) => answer(api.POST('/api/warnings/{id}/close', { ...path(), body })),
    onSuccess: renew,
  })
  const mute = useMutation({
    mutationFn: (body: { whole: boolean; reason: string; until: string }) =>
      answer(api.POST('/api/warnings/{id}/mute', { ...path(), body })),
    onSuccess: renew,
  })
  return { warning, signals, acknowledge, act, close, mute }
}

/** What became of the signals of the last ninety days. */
export function useClosedLoop(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['closed-loop', toValue(area)]),
    queryFn: () => answer(api.GET('/api/warnings/closed-loop', { params: { query: { area: toValue(area) } } })),
  })
}
