import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { answer, api, Refused } from '@/api/client'
import type { NewClaim, NewCorrection } from '@/api/types'

const OWN = 'own-home'

/** My own record; null while nobody has recorded me. */
export function useOwnRecord() {
  return useQuery({
    queryKey: [OWN, 'record'],
    queryFn: async () => {
      try {
        return await answer(api.GET('/api/residents/mine'))
      } catch (e) {
        if (e instanceof Refused && e.status === 404) return null
        throw e
      }
    },
  })
}

/** Everything of mine that a worker has to look at, or has looked at. */
export function useOwnRequests() {
  const claims = useQuery({ queryKey: [OWN, 'claims'], queryFn: () => answer(api.GET('/api/homes/claims/mine')) })
  const corrections = useQuery({ queryKey: [OWN, 'corrections'], queryFn: () => answer(api.GET('/api/residents/mine/corrections')) })
  return { claims, corrections }
}

/** What I can do about my homes and my data. */
export function useOwnSteps() {
  const queries = useQueryClient()
  // not waited for: what is told of it comes from a card that the new list may no longer have
  const onSuccess = () => void queries.invalidateQueries({ queryKey: [OWN] })

  const claim = useMutation({
    mutationFn: ({ home, said }: { home: string; said: NewClaim }) =>
      answer(api.POST('/api/homes/{id}/claims', { params: { path: { id: home } }, body: said })),
    onSuccess,
  })
  const prove = useMutation({
    mutationFn: ({ id, code }: { id: string; code: string }) =>
      answer(api.POST('/api/homes/claims/{id}/code', { params: { path: { id } }, body: { code } })),
    onSuccess,
  })
  const withdraw = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/homes/claims/{id}/withdraw', { params: { path: { id } } })),
    onSuccess,
  })
  const leave = useMutation({
    mutationFn: ({ home, newHead }: { home: string; newHead?: string }) =>
      answer(api.POST('/api/residents/mine/homes/{home}/leave', { params: { path: { home } }, body: { newHead } })),
    onSuccess,
  })
  const correct = useMutation({
    mutationFn: (wanted: NewCorrection) => answer(api.POST('/api/residents/mine/corrections', { body: wanted })),
    onSuccess,
  })
  return { claim, prove, withdraw, leave, correct }
}

/** The buildings of an area with their units and homes. */
export function useBuildings(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['buildings', toValue(area)]),
    queryFn: () => answer(api.GET('/api/buildings', { params: { query: { area: toValue(area) ?? '' } } })),
    enabled: computed(() => toValue(area) !== undefined),
    staleTime: 60_000,
  })
}
