import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, ref, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { Import } from '@/api/types'
import { uploadTo } from '@/api/upload'
import { save } from '@/ui/save'

const IMPORTS = 'imports'
const SOON = 1_000

/** While something is done in the background one looks again. */
export const isMoving = (one?: Import) => one?.state === 'CHECKING' || one?.state === 'RUNNING'

/** What I may bring. */
export function useOffers() {
  return useQuery({ queryKey: [IMPORTS, 'offers'], queryFn: () => answer(api.GET('/api/imports/lists')) })
}

/** My own imports, newest first. */
export function useImports(after: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [IMPORTS, 'list', toValue(after)]),
    queryFn: () => answer(api.GET('/api/imports', { params: { query: { after: toValue(after), size: 20 } } })),
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? SOON : false),
  })
}

/** One file on its way to the server. */
export function useBringing() {
  const queries = useQueryClient()
  const part = ref(0)
  const bring = useMutation({
    mutationFn: ({ list, file }: { list: string; file: File }) => {
      part.value = 0
      return uploadTo<Import>(`/api/imports?list=${encodeURIComponent(list)}`, file, file.name, (now) => (part.value = now))
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: [IMPORTS, 'list'] }),
  })
  return { bring, part }
}

/** How far one import is, and what can be done with it now. */
export function useImport(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const key = computed(() => [IMPORTS, 'one', toValue(id)])
  const path = () => ({ path: { id: toValue(id) } })
  const one = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/imports/{id}', { params: path() })),
    refetchInterval: ({ state }) => (isMoving(state.data) ? SOON : false),
  })
  const onSuccess = (now: Import) => {
    queries.setQueryData(key.value, now)
    void queries.invalidateQueries({ queryKey: [IMPORTS] })
  }
  const confirm = useMutation({ mutationFn: () => answer(api.POST('/api/imports/{id}/confirm', { params: path() })), onSuccess })
  const cancel = useMutation({ mutationFn: () => answer(api.POST('/api/imports/{id}/cancel', { params: path() })), onSuccess })
  return { one, confirm, cancel }
}

/** What is wrong in its file, cell by cell. */
export function useImportFaults(id: MaybeRefOrGetter<string>, after: MaybeRefOrGetter<string | undefined>, bad: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: computed(() => [IMPORTS, 'faults', toValue(id), toValue(after), toValue(bad)]),
    queryFn: () =>
      answer(api.GET('/api/imports/{id}/faults', { params: { path: { id: toValue(id) }, query: { after: toValue(after), size: 50 } } })),
    enabled: computed(() => toValue(bad) > 0),
  })
}

/** Fetches a workbook and hands it to the browser to keep; what is refused is said on the page and not saved as a file. */
export function useWorkbook() {
  return useMutation({
    mutationFn: async ({ what, of, name }: { what: 'template' | 'result'; of: string; name: string }) => {
      const asked = { parseAs: 'blob' } as const
      const file = await (what === 'template'
        ? answer<Blob>(api.GET('/api/imports/lists/{list}/template', { params: { path: { list: of } }, ...asked }))
        : answer<Blob>(api.GET('/api/imports/{id}/result', { params: { path: { id: of } }, ...asked })))
      save(file, `${name}.xlsx`)
    },
  })
}
