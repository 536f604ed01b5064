import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, inject, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewSurvey, SurveyAnswers } from '@/api/types'
import { OUTBOX } from '@/app/outbox'

/** The surveys of my ground; of those who ask, the open ones only. */
export function useSurveys(open: boolean) {
  return useQuery({
    queryKey: ['surveys', open],
    queryFn: () => answer(api.GET('/api/surveys', { params: { query: { open } } })),
  })
}

/** Building surveys at the desk. */
export function useSurveyDesk(id: MaybeRefOrGetter<string | undefined>) {
  const queries = useQueryClient()
  const path = () => ({ params: { path: { id: toValue(id) ?? '' } } })
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['surveys'] })
  const figures = useQuery({
    queryKey: computed(() => ['survey-figures', toValue(id)]),
    queryFn: () => answer(api.GET('/api/surveys/{id}/statistics', path())),
    enabled: computed(() => toValue(id) !== undefined),
  })
  const draft = useMutation({ mutationFn: (body: NewSurvey) => answer(api.POST('/api/surveys', { body })), onSuccess })
  const open = useMutation({ mutationFn: () => answer(api.POST('/api/surveys/{id}/open', path())), onSuccess })
  const close = useMutation({ mutationFn: () => answer(api.POST('/api/surveys/{id}/close', path())), onSuccess })
  return { figures, draft, open, close }
}

/** Taking down what a home says; without network it waits on the phone. */
export function useAsking(id: MaybeRefOrGetter<string>) {
  const outbox = inject(OUTBOX, undefined)
  return useMutation({
    mutationFn: ({ key, title, ...body }: SurveyAnswers & { key: string; title: string }) =>
      outbox?.works.value
        ? // homes do not wait for each other
          outbox.put<{ receipt: string }>({
            id: key,
            matter: `${toValue(id)}/${body.home}`,
            name: 'survey:answers',
            body: { ...body },
            title,
          })
        : answer(
            api.POST('/api/surveys/{id}/answers', {
              params: { path: { id: toValue(id) }, header: { 'Idempotency-Key': key } },
              body,
            }),
          ),
  })
}
