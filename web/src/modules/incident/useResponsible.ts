import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'

/** Whoever has an incident: how to reach them, and urging them. */
export function useResponsible(id: MaybeRefOrGetter<string>, wanted: MaybeRefOrGetter<boolean>) {
  const queries = useQueryClient()
  const path = () => ({ id: toValue(id) })
  const whom = useQuery({
    queryKey: computed(() => ['incident', toValue(id), 'responsible']),
    queryFn: () => answer(api.GET('/api/incidents/{id}/responsible', { params: { path: path() } })),
    enabled: computed(() => toValue(wanted)),
    retry: false, // on other ground it is refused, and nothing is to be shown
  })

  // shown until the page is left: each look is recorded
  const phones = ref<Record<string, string>>({})
  const look = useMutation({
    mutationFn: (account: string) =>
      answer(api.POST('/api/incidents/{id}/responsible/{account}/phone', { params: { path: { ...path(), account } } })),
    onSuccess: ({ phone }, account) => {
      phones.value[account] = phone
    },
  })

  const urge = useMutation({
    mutationFn: ({ note, key }: { note?: string; key: string }) =>
      answer(api.POST('/api/incidents/{id}/urge', { params: { path: path(), header: { 'Idempotency-Key': key } }, body: { note } })),
    onSuccess: (changed) => queries.setQueryData(['incident', changed.id], changed),
  })

  return { whom, phones, look, urge }
}
