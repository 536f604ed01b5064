import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewAccess, NewAssessment, NewDrill } from '@/api/types'

/** What everybody is told before their first data are taken. */
export function useNotice() {
  return useQuery({ queryKey: ['privacy-notice'], queryFn: () => answer(api.GET('/api/privacy-notice')) })
}

/** What is kept about whoever asks, and what they can do about it. */
export function useMyData(wanted: MaybeRefOrGetter<boolean> = true) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['my-data'] })
  const data = useQuery({
    queryKey: ['my-data'],
    queryFn: () => answer(api.GET('/api/my-data')),
    enabled: computed(() => toValue(wanted)),
  })
  const shown = useMutation({
    mutationFn: (version: number) => answer(api.POST('/api/my-data/notice', { body: { version } })),
    onSuccess,
  })
  const agree = useMutation({
    mutationFn: ({ purpose, guardian }: { purpose: string; guardian?: string }) =>
      answer(api.PUT('/api/my-data/consents/{purpose}', { params: { path: { purpose } }, body: { guardian } })),
    onSuccess,
  })
  const withdraw = useMutation({
    mutationFn: (purpose: string) => answer(api.DELETE('/api/my-data/consents/{purpose}', { params: { path: { purpose } } })),
    onSuccess,
  })
  const erase = useMutation({
    mutationFn: (reason: string) => answer(api.POST('/api/my-data/erasure', { body: { reason } })),
    onSuccess,
  })
  return { data, shown, agree, withdraw, erase }
}

/** Every kind of personal data that the program keeps. */
export function useInventory() {
  const queries = useQueryClient()
  const inventory = useQuery({
    queryKey: ['inventory'],
    queryFn: () => answer(api.GET('/api/data-protection/inventory')),
  })
  const confirm = useMutation({
    mutationFn: (body: { kind: string; law: string }) => answer(api.POST('/api/data-protection/inventory/basis', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inventory'] }),
  })
  return { inventory, confirm }
}

/** How long what is kept, what is held, and what was erased. */
export function useRetention() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['retention'] })
  const overview = useQuery({
    queryKey: ['retention', 'rules'],
    queryFn: () => answer(api.GET('/api/data-protection/retention')),
  })
  const runs = useQuery({
    queryKey: ['retention', 'runs'],
    queryFn: () => answer(api.GET('/api/data-protection/retention/runs', { params: { query: { size: 10 } } })),
  })
  const set = useMutation({
    mutationFn: (body: { kind: string; days: number; source: string }) =>
      answer(api.POST('/api/data-protection/retention/rules', { body })),
    onSuccess,
  })
  const hold = useMutation({
    mutationFn: (body: { kind?: string; subject?: string; reason: string }) =>
      answer(api.POST('/api/data-protection/retention/holds', { body })),
    onSuccess,
  })
  const lift = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/data-protection/retention/holds/{id}/lift', { params: { path: { id } } })),
    onSuccess,
  })
  const run = useMutation({
    mutationFn: (dry: boolean) => answer(api.POST('/api/data-protection/retention/runs', { body: { dry } })),
    onSuccess,
  })
  return { overview, runs, set, hold, lift, run }
}

/** Requests on the ground of whoever decides. */
export function useRequests() {
  const queries = useQueryClient()
  const requests = useQuery({
    queryKey: ['protection-requests'],
    queryFn: () => answer(api.GET('/api/data-protection/requests', { params: { query: { size: 100 } } })),
  })
  const decide = useMutation({
    mutationFn: ({ id, ...body }: { id: string; granted: boolean; answer?: string }) =>
      answer(api.POST('/api/data-protection/requests/{id}/decide', { params: { path: { id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['protection-requests'] }),
  })
  return { requests, decide }
}

/** One's own requests, and what was granted. */
export function useAccess(wanted: MaybeRefOrGetter<boolean> = true) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['own-requests'] })
  const own = useQuery({
    queryKey: ['own-requests'],
    queryFn: () => answer(api.GET('/api/data-protection/requests/mine', { params: { query: { size: 100 } } })),
    enabled: computed(() => toValue(wanted)),
  })
  const ask = useMutation({
    mutationFn: (body: NewAccess) => answer(api.POST('/api/data-protection/requests/access', { body })),
    onSuccess,
  })
  const askExport = useMutation({
    mutationFn: (body: { list: string; most: number; purpose: string }) =>
      answer(api.POST('/api/data-protection/requests/export', { body })),
    onSuccess,
  })
  // each page is a look that is written down: never from the cache
  const look = useMutation({
    mutationFn: ({ id, ...body }: { id: string; kind: string; after?: string }) =>
      answer(api.POST('/api/data-protection/requests/{id}/people', { params: { path: { id } }, body })),
    gcTime: 0,
  })
  return { own, ask, askExport, look }
}

/** Assessments of the impact on people, and drills of a breach. */
export function useRecords() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['protection-records'] })
  const assessments = useQuery({
    queryKey: ['protection-records', 'assessments'],
    queryFn: () => answer(api.GET('/api/data-protection/assessments')),
  })
  const drills = useQuery({
    queryKey: ['protection-records', 'drills'],
    queryFn: () => answer(api.GET('/api/data-protection/drills')),
  })
  const assess = useMutation({
    mutationFn: (body: NewAssessment) => answer(api.POST('/api/data-protection/assessments', { body })),
    onSuccess,
  })
  const drill = useMutation({
    mutationFn: (body: NewDrill) => answer(api.POST('/api/data-protection/drills', { body })),
    onSuccess,
  })
  return { assessments, drills, assess, drill }
}
