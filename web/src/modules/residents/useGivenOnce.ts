import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'

// a purpose that the server knows, no text of ours
const PURPOSE = { params: { path: { purpose: `residents.reuse` } } }

/** What I gave once and which of my applications took it over, as long as I agree to that. */
export function useGivenOnce() {
  const queries = useQueryClient()
  // the page of my data tells of the same consent
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['my-data'] })
  const given = useQuery({
    queryKey: ['my-data', 'given'],
    queryFn: () => answer(api.GET('/api/residents/mine/given')),
  })
  const agree = useMutation({
    mutationFn: () => answer(api.PUT('/api/my-data/consents/{purpose}', { ...PURPOSE, body: {} })),
    onSuccess,
  })
  const stop = useMutation({
    mutationFn: () => answer(api.DELETE('/api/my-data/consents/{purpose}', PURPOSE)),
    onSuccess,
  })
  return { given, agree, stop }
}
