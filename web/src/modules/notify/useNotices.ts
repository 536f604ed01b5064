import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, onScopeDispose, ref, toValue, watch } from 'vue'
import { answer, api } from '@/api/client'
import type { Notice } from '@/api/types'
import type { Face } from '@/app/module'

/** What one was told, newest first. */
export function useNotices(unread: MaybeRefOrGetter<boolean>, after: MaybeRefOrGetter<string | undefined>) {
  const queries = useQueryClient()
  const changed = () => queries.invalidateQueries({ queryKey: ['notices'] })

  const page = useQuery({
    queryKey: computed(() => ['notices', 'list', toValue(unread), toValue(after)]),
    queryFn: () => answer(api.GET('/api/notices', { params: { query: { unread: toValue(unread), after: toValue(after) } } })),
  })

  const read = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/notices/{id}/read', { params: { path: { id } } })),
    onSuccess: changed,
  })

  const readAll = useMutation({
    mutationFn: () => answer(api.POST('/api/notices/read-all')),
    onSuccess: changed,
  })

  return { page, read, readAll }
}

/** How many are unread: told at once by an open line to the server, and asked for now and then where there is none. */
export function useUnread(wanted: MaybeRefOrGetter<boolean>) {
  const queries = useQueryClient()
  const came = ref(0)
  const count = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => answer(api.GET('/api/notices', { params: { query: { unread: true, size: 1 } } })),
    enabled: computed(() => toValue(wanted)),
    refetchInterval: 120_000,
  })
  let line: EventSource | undefined

  function open() {
    if (typeof EventSource === 'undefined') return
    line = new EventSource('/api/notices/stream')
    line.addEventListener('notice', () => came.value++)
    line.addEventListener('unread', () => void queries.invalidateQueries({ queryKey: ['notices'] }))
  }

  function close() {
    line?.close()
    line = undefined
  }

  watch(
    () => toValue(wanted),
    (now) => {
      close()
      if (now) open()
    },
    { immediate: true },
  )
  onScopeDispose(close)
  return { unread: computed(() => count.data.value?.unread ?? 0), came }
}

/** Where a notice leads to on this face; nowhere when the face has no page for it. */
export function leadsTo(notice: Notice, face: Face): string | undefined {
  const [kind, id] = (notice.matter ?? '').split(':')
  if (!id) return undefined
  if (kind === 'announcement') return `/announcements/${id}`
  if (kind === 'insight-report') return face === 'desk' ? `/figures/kept/${id}` : undefined
  if (kind === 'assistance') return face === 'portal' ? undefined : '/assistance'
  if (kind === 'followed') return face === 'portal' ? '/followed' : undefined
  if (kind === 'task') return face === 'portal' ? undefined : `/tasks/${id}`
  if (kind !== 'incident') return undefined
  return face === 'portal' ? `/my/${id}` : `/incidents/${id}`
}
