import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewAnnouncement } from '@/api/types'

const KEY = 'announcements'
const SOON = 2_000

/** What was announced on my ground, newest first. */
export function useAnnouncements(after: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [KEY, toValue(after)]),
    queryFn: () => answer(api.GET('/api/notices/announcements', { params: { query: { after: toValue(after), size: 20 } } })),
  })
}

/** Tells all in an area something; the key makes that they are told once. */
export function useAnnouncing() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key, draft }: { key: string; draft: NewAnnouncement }) =>
      answer(api.POST('/api/notices/announcements', { params: { header: { 'Idempotency-Key': key } }, body: draft })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [KEY] }),
  })
}

/** How far one came, by grid; looked at again while it is still on its way. */
export function useReceipts(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const key = computed(() => [KEY, 'receipts', toValue(id)])
  const path = () => ({ path: { id: toValue(id) } })
  const receipts = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/notices/announcements/{id}/receipts', { params: path() })),
    refetchInterval: ({ state }) => (state.data && state.data.announcement.state !== 'TOLD' ? SOON : false),
  })
  const remind = useMutation({
    mutationFn: () => answer(api.POST('/api/notices/announcements/{id}/remind', { params: path() })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: key.value }),
  })
  return { receipts, remind }
}
