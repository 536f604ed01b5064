import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, inject, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { TaskDetail, TaskEnded } from '@/api/types'
import { OUTBOX } from '@/app/outbox'
import { newKey } from '@/ui/keys'

/** One task that ends here, and what can be done with it; without network it waits on the phone. */
export function useTask(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const outbox = inject(OUTBOX, undefined)
  const key = computed(() => ['task', toValue(id)])
  const path = () => ({ id: toValue(id) })
  const task = useQuery({ queryKey: key, queryFn: () => answer(api.GET('/api/tasks/{id}', { params: { path: path() } })) })

  function changed(now: TaskDetail | undefined) {
    if (now) queries.setQueryData(key.value, now)
    void queries.invalidateQueries({ queryKey: ['tasks'] })
  }
  const title = () => task.data.value?.task.title ?? ''

  const take = useMutation({
    mutationFn: (intention: string) =>
      outbox?.works.value
        ? outbox.put<TaskDetail>({ id: intention, matter: toValue(id), name: 'task:take', body: {}, title: title() })
        : answer(api.POST('/api/tasks/{id}/take', { params: { path: path(), header: { 'Idempotency-Key': intention } }, body: {} })),
    onSuccess: changed,
  })
  const done = useMutation({
    mutationFn: ({ key: intention = newKey(), ...body }: TaskEnded & { key?: string }) =>
      outbox?.works.value
        ? outbox.put<TaskDetail>({
            id: intention,
            matter: toValue(id),
            name: 'task:done',
            body,
            photos: (body.photos ?? []).map((photo) => ({ id: photo })),
            title: title(),
          })
        : answer(api.POST('/api/tasks/{id}/done', { params: { path: path(), header: { 'Idempotency-Key': intention } }, body })),
    onSuccess: changed,
  })
  const decline = useMutation({
    mutationFn: ({ key: intention, note }: { key: string; note: string }) =>
      outbox?.works.value
        ? outbox.put<TaskDetail>({ id: intention, matter: toValue(id), name: 'task:decline', body: { note }, title: title() })
        : answer(
            api.POST('/api/tasks/{id}/decline', {
              params: { path: path(), header: { 'Idempotency-Key': intention } },
              body: { note },
            }),
          ),
    onSuccess: changed,
  })
  const waiting = computed(() => outbox?.pending(toValue(id)) ?? [])
  return { task, take, done, decline, waiting }
}
