import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'
import type { NewTagKind } from '@/api/types'

const KINDS = 'tag-kinds'

/** The dictionary of marks on people, and who changed it why. */
export function useTagKinds() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: [KINDS] })
  const kinds = useQuery({ queryKey: [KINDS, 'all'], queryFn: () => answer(api.GET('/api/residents/tag-kinds')) })
  const changes = useQuery({ queryKey: [KINDS, 'changes'], queryFn: () => answer(api.GET('/api/residents/tag-kinds/changes')) })
  const add = useMutation({
    mutationFn: (body: NewTagKind) => answer(api.POST('/api/residents/tag-kinds', { body })),
    onSuccess,
  })
  const base = useMutation({
    mutationFn: ({ code, ...body }: { code: string; basis: string; reason: string }) =>
      answer(api.POST('/api/residents/tag-kinds/{code}/basis', { params: { path: { code } }, body })),
    onSuccess,
  })
  const end = useMutation({
    mutationFn: ({ code, ...body }: { code: string; reason: string }) =>
      answer(api.POST('/api/residents/tag-kinds/{code}/end', { params: { path: { code } }, body })),
    onSuccess,
  })
  return { kinds, changes, add, base, end }
}
