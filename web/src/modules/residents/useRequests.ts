import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'

const REQUESTS = 'residents-requests'

/** What residents of my ground claim and want corrected, and what I can say to it. */
export function useRequests() {
  const queries = useQueryClient()
  // not waited for: what is told of it comes from a card that the new list may no longer have
  const onSuccess = () => void queries.invalidateQueries({ queryKey: [REQUESTS] })
  const query = { params: { query: { size: 200 } } }

  const claims = useQuery({ queryKey: [REQUESTS, 'claims'], queryFn: () => answer(api.GET('/api/homes/claims', query)) })
  const corrections = useQuery({ queryKey: [REQUESTS, 'corrections'], queryFn: () => answer(api.GET('/api/residents/corrections', query)) })

  const confirm = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/homes/claims/{id}/confirm', { params: { path: { id } } })),
    onSuccess,
  })
  const refuse = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.POST('/api/homes/claims/{id}/refuse', { params: { path: { id } }, body: { reason } })),
    onSuccess,
  })
  // shown this once, so not kept
  const letter = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/homes/claims/{id}/letter', { params: { path: { id } } })),
    gcTime: 0,
    onSuccess,
  })
  const open = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.POST('/api/residents/corrections/{id}/open', { params: { path: { id } }, body: { reason } })),
    gcTime: 0,
  })
  const decide = useMutation({
    mutationFn: ({ id, accepted, reason }: { id: string; accepted: boolean; reason?: string }) =>
      answer(api.POST('/api/residents/corrections/{id}/decide', { params: { path: { id } }, body: { accepted, reason } })),
    onSuccess,
  })
  return { claims, corrections, confirm, refuse, letter, open, decide }
}
