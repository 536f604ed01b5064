import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'
import type { Role } from '@/api/types'

/** What each role may do, and who changed it. */
export function useRoles() {
  const queries = useQueryClient()
  const templates = useQuery({ queryKey: ['roles', 'templates'], queryFn: () => answer(api.GET('/api/roles/templates')) })
  const roles = useQuery({ queryKey: ['roles', 'all'], queryFn: () => answer(api.GET('/api/roles')) })
  const changes = useQuery({
    queryKey: ['roles', 'changes'],
    queryFn: () => answer(api.GET('/api/roles/changes', { params: { query: { size: 50 } } })),
  })
  const change = useMutation({
    mutationFn: ({ role, permission, granted, reason }: { role: Role; permission: string; granted: boolean; reason: string }) =>
      answer(api.PUT('/api/roles/{role}/permissions/{permission}', { params: { path: { role, permission } }, body: { granted, reason } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['roles'] }),
  })
  return { templates, roles, changes, change }
}

/** Settings that are changed while the server runs, and who changed them. */
export function useSettings() {
  const queries = useQueryClient()
  const settings = useQuery({ queryKey: ['settings', 'all'], queryFn: () => answer(api.GET('/api/settings')) })
  const changes = useQuery({
    queryKey: ['settings', 'changes'],
    queryFn: () => answer(api.GET('/api/settings/changes', { params: { query: { size: 50 } } })),
  })
  const change = useMutation({
    mutationFn: ({ name, value, reason }: { name: string; value?: number; reason: string }) =>
      answer(api.PUT('/api/settings/{name}', { params: { path: { name } }, body: { value, reason } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['settings'] }),
  })
  return { settings, changes, change }
}

/** Who acts for whom: of my whole territory, or of one account. */
export function useDeputies(account?: string) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['deputies'] })
  const list = useQuery({
    queryKey: ['deputies', account],
    queryFn: () =>
      account
        ? answer(api.GET('/api/accounts/{id}/deputies', { params: { path: { id: account } } }))
        : answer(api.GET('/api/accounts/deputies', { params: { query: { size: 200 } } })),
  })
  const find = useMutation({
    mutationFn: (words: string) => answer(api.POST('/api/accounts/find', { body: { words, locked: false, size: 20 } })),
  })
  const name = useMutation({
    mutationFn: (body: { deputy: string; since?: string; until: string }) =>
      answer(api.POST('/api/accounts/{id}/deputies', { params: { path: { id: account ?? '' } }, body })),
    onSuccess,
  })
  const end = useMutation({
    mutationFn: ({ holder, deputy }: { holder: string; deputy: string }) =>
      answer(api.POST('/api/accounts/{id}/deputies/{deputy}/end', { params: { path: { id: holder, deputy } } })),
    onSuccess,
  })
  return { list, find, name, end }
}
