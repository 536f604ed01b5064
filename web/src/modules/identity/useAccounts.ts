import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewPost, NewStaff, Role } from '@/api/types'

export const ROLES: Role[] = [
  'GRID_WORKER',
  'COMMUNITY_WORKER',
  'STREET_STAFF',
  'DISTRICT_STAFF',
  'DEPARTMENT_STAFF',
  'POLICE_OFFICER',
  'PROPERTY_STAFF',
  'HOTLINE_OPERATOR',
  'MEDIATOR',
  'ADMINISTRATOR',
  'AUDITOR',
]

/** The staff of the caller's territory, and the opening of accounts. What is looked for stands in no address. */
export function useAccounts(filters: MaybeRefOrGetter<{ words?: string; role?: Role; after?: string }>) {
  const queries = useQueryClient()
  const list = useQuery({
    queryKey: computed(() => ['accounts', toValue(filters)]),
    queryFn: () => {
      const { words, ...others } = toValue(filters)
      return words
        ? answer(api.POST('/api/accounts/find', { body: { words, ...others, size: 50 } }))
        : answer(api.GET('/api/accounts', { params: { query: { ...others, size: 50 } } }))
    },
  })
  const take = (approval?: string) => {
    const { words, role } = toValue(filters)
    return answer<Blob>(api.POST('/api/accounts/export', { body: { words, role, approval }, parseAs: 'blob' }))
  }
  const open = useMutation({
    mutationFn: (body: NewStaff) => answer(api.POST('/api/accounts', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  })
  return { list, take, open }
}

/** One of them, and what can be done with it. */
export function useAccount(id: string) {
  const queries = useQueryClient()
  const path = { id }
  const account = useQuery({
    queryKey: ['account', id],
    queryFn: () => answer(api.GET('/api/accounts/{id}', { params: { path } })),
  })
  const onSuccess = () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['account', id] }), queries.invalidateQueries({ queryKey: ['accounts'] })])

  const lock = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/accounts/{id}/lock', { params: { path }, body: { reason } })),
    onSuccess,
  })
  const unlock = useMutation({ mutationFn: () => answer(api.POST('/api/accounts/{id}/unlock', { params: { path } })), onSuccess })
  const reset = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/accounts/{id}/reset', { params: { path }, body: { reason } })),
    onSuccess,
  })
  const resetFactor = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/accounts/{id}/second-factor/reset', { params: { path }, body: { reason } })),
    onSuccess,
  })
  const appoint = useMutation({
    mutationFn: (body: NewPost) => answer(api.POST('/api/accounts/{id}/posts', { params: { path }, body })),
    onSuccess,
  })
  const dismiss = useMutation({
    mutationFn: (post: string) => answer(api.POST('/api/accounts/{id}/posts/{post}/end', { params: { path: { id, post } }, body: {} })),
    onSuccess,
  })
  return { account, lock, unlock, reset, resetFactor, appoint, dismiss }
}
