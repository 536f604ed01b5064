import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { CategoryContent } from '@/api/types'

/** All kinds of matters as those who keep them see them. */
export function useCategoryList() {
  return useQuery({ queryKey: ['category-desk'], queryFn: () => answer(api.GET('/api/categories')) })
}

/** One kind with its versions, and what can be done with it. */
export function useCategory(code: MaybeRefOrGetter<string | undefined>) {
  const queries = useQueryClient()
  const params = () => ({ path: { code: toValue(code) ?? '' } })
  const one = useQuery({
    queryKey: computed(() => ['category-desk', toValue(code)]),
    queryFn: () => answer(api.GET('/api/categories/{code}', { params: params() })),
    enabled: computed(() => toValue(code) !== undefined),
  })
  const onSuccess = () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['category-desk'] }), queries.invalidateQueries({ queryKey: ['categories'] })])

  const draft = useMutation({
    mutationFn: (body: { definition: CategoryContent; basedOn: number }) =>
      answer(api.PUT('/api/categories/{code}/draft', { params: params(), body })),
    onSuccess,
  })
  const drop = useMutation({ mutationFn: () => answer(api.DELETE('/api/categories/{code}/draft', { params: params() })), onSuccess })
  const publish = useMutation({
    mutationFn: (effectiveFrom: string | undefined) =>
      answer(api.POST('/api/categories/{code}/publish', { params: params(), body: { effectiveFrom } })),
    onSuccess,
  })
  const close = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/categories/{code}/close', { params: params(), body: { reason } })),
    onSuccess,
  })
  const reopen = useMutation({ mutationFn: () => answer(api.POST('/api/categories/{code}/reopen', { params: params() })), onSuccess })
  const add = useMutation({
    mutationFn: (body: { parent?: string; definition: CategoryContent }) => answer(api.POST('/api/categories', { body })),
    onSuccess,
  })
  return { one, draft, drop, publish, close, reopen, add }
}

/** What cannot happen by itself, and which years are known. */
export function useSelfCheck() {
  const check = useQuery({ queryKey: ['self-check'], queryFn: () => answer(api.GET('/api/categories/self-check')) })
  const years = useQuery({ queryKey: ['calendar-years'], queryFn: () => answer(api.GET('/api/calendar/years')) })
  return { check, years }
}

/** Takes in the notice of a year's days off. */
export function usePublishYear() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ year, ...body }: { year: number; source: string; lines: string[] }) =>
      answer(api.PUT('/api/calendar/years/{year}', { params: { path: { year } }, body })),
    onSuccess: () =>
      Promise.all([queries.invalidateQueries({ queryKey: ['calendar-years'] }), queries.invalidateQueries({ queryKey: ['self-check'] })]),
  })
}
