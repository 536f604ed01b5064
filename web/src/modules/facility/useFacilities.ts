import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'
import type { NewShelter, NewSupply } from '@/api/types'
import { newKey } from '@/ui/keys'

/** The shelters and supplies that serve the caller's ground, and keeping them. */
export function useFacilities() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['facilities'] })
  const shelters = useQuery({ queryKey: ['facilities', 'shelters'], queryFn: () => answer(api.GET('/api/facilities/shelters')) })
  const supplies = useQuery({ queryKey: ['facilities', 'supplies'], queryFn: () => answer(api.GET('/api/facilities/supplies')) })
  const header = () => ({ header: { 'Idempotency-Key': newKey() } })
  const saveShelter = useMutation({
    mutationFn: ({ id, ...body }: NewShelter & { id?: string }) =>
      id
        ? answer(api.PUT('/api/facilities/shelters/{id}', { params: { path: { id } }, body }))
        : answer(api.POST('/api/facilities/shelters', { params: header(), body })),
    onSuccess,
  })
  const saveSupply = useMutation({
    mutationFn: ({ id, ...body }: NewSupply & { id?: string }) =>
      id
        ? answer(api.PUT('/api/facilities/supplies/{id}', { params: { path: { id } }, body }))
        : answer(api.POST('/api/facilities/supplies', { params: header(), body })),
    onSuccess,
  })
  const close = useMutation({
    mutationFn: ({ what, id, reason }: { what: 'shelters' | 'supplies'; id: string; reason: string }) =>
      what === 'shelters'
        ? answer(api.POST('/api/facilities/shelters/{id}/close', { params: { path: { id } }, body: { reason } }))
        : answer(api.POST('/api/facilities/supplies/{id}/close', { params: { path: { id } }, body: { reason } })),
    onSuccess,
  })
  return { shelters, supplies, saveShelter, saveSupply, close }
}
