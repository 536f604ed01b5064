import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewWorkItem } from '@/api/types'

/** Fen in yuan, as people write money. */
export const yuan = (fen: number) => (fen / 100).toFixed(2).replace(/\.00$/, '')
/** Yuan as they were typed in fen; nothing when it is no sum. */
export function fen(typed: string): number | undefined {
  const text = typed.trim()
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined
}

/** The admission list as those who propose and decide see it. */
export function useWorkItems() {
  return useQuery({ queryKey: ['work-items'], queryFn: () => answer(api.GET('/api/work-items')) })
}

/** What may be asked of an area today. */
export function useDuties(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['duties', toValue(area)]),
    queryFn: () => answer(api.GET('/api/work-items/duties', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
  })
}

/** What was asked and refused, newest first. */
export function useRefusals() {
  return useQuery({
    queryKey: ['push-refusals'],
    queryFn: () => answer(api.GET('/api/work-items/refusals', { params: { query: { size: 100 } } })),
  })
}

/** Proposing an item. */
export function useProposing() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewWorkItem) => answer(api.POST('/api/work-items', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['work-items'] }),
  })
}

/** What can be done with one item. */
export function useWorkItem(id: MaybeRefOrGetter<string>, mayLook: MaybeRefOrGetter<boolean>) {
  const queries = useQueryClient()
  const path = () => ({ id: toValue(id) })
  const onSuccess = () =>
    Promise.all(['work-items', 'pushed', 'push-refusals'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
  const progress = useQuery({
    queryKey: computed(() => ['pushed', toValue(id)]),
    queryFn: () => answer(api.GET('/api/work-items/{id}/tasks', { params: { path: path() } })),
    enabled: computed(() => toValue(mayLook)),
  })
  const decide = useMutation({
    mutationFn: ({ admitted, note }: { admitted: boolean; note?: string }) =>
      admitted
        ? answer(api.POST('/api/work-items/{id}/admit', { params: { path: path() }, body: { note } }))
        : answer(api.POST('/api/work-items/{id}/decline', { params: { path: path() }, body: { note } })),
    onSuccess,
  })
  const end = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/work-items/{id}/end', { params: { path: path() }, body: { reason } })),
    onSuccess,
  })
  const push = useMutation({
    mutationFn: ({ key, ...body }: { key: string; areas: string[]; due: string; words?: string }) =>
      answer(api.POST('/api/work-items/{id}/tasks', { params: { path: path(), header: { 'Idempotency-Key': key } }, body })),
    onSettled: onSuccess,
  })
  return { progress, decide, end, push }
}
