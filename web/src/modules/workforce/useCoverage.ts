import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Cover, Covered } from '@/api/types'

const COVERAGE = 'ground-coverage'

/** How far organisations and their work reach over the grids of an area; without one, over all of them. */
export function useCoverage(area: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [COVERAGE, toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/coverage', { params: { query: { area: toValue(area) } } })),
  })
}

/** The grids or buildings that make up a number of it, and changing who answers for them. */
export function useCovered(
  area: MaybeRefOrGetter<string | undefined>,
  what: MaybeRefOrGetter<Covered>,
  covered: MaybeRefOrGetter<boolean>,
) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: [COVERAGE] })
  const list = useInfiniteQuery({
    queryKey: computed(() => [COVERAGE, 'items', toValue(area), toValue(what), toValue(covered)]),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workforce/coverage/items', {
          params: { query: { area: toValue(area), what: toValue(what), covered: toValue(covered), after: pageParam, size: 50 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
  const cover = useMutation({ mutationFn: (body: Cover) => answer(api.POST('/api/workforce/coverage', { body })), onSuccess })
  const end = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.POST('/api/workforce/coverage/{id}/end', { params: { path: { id } }, body: { reason } })),
    onSuccess,
  })
  return { list, cover, end }
}

/** The branches of a community that could answer for a grid of it. */
export function useBranches(community: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => [COVERAGE, 'branches', toValue(community)]),
    queryFn: async () => {
      const query = { area: toValue(community), party: true }
      const [tree, kinds] = await Promise.all([
        answer(api.GET('/api/workforce/organisations/tree', { params: { query } })),
        answer(api.GET('/api/workforce/kinds')),
      ])
      const branches = new Set(kinds.filter(({ branch }) => branch).map(({ code }) => code))
      return tree.ids
        .map((id, at) => ({ id, name: tree.names[at] ?? id, kind: tree.kinds[tree.kind[at] ?? -1] }))
        .filter(({ kind }) => kind !== undefined && branches.has(kind))
    },
  })
}

/** The six indicators of the grids of an area, what each lacks and who must act. */
export function useCompleteness(area: MaybeRefOrGetter<string | undefined>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['grid-completeness', toValue(area)]),
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/workforce/completeness', { params: { query: { area: toValue(area), after: pageParam, size: 20 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
}
