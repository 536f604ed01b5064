import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'
import type { Preferences, Way } from '@/api/types'

const KEY = ['notice-preferences']
type Channel = Way['channel']

/** What I want to be told, when and where. */
export function usePreferences() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: KEY })
  const wanted = useQuery({ queryKey: KEY, queryFn: () => answer(api.GET('/api/notices/preferences')) })

  const keep = useMutation({
    mutationFn: (body: Preferences) => answer(api.PUT('/api/notices/preferences', { body })),
    onSuccess,
  })
  const ask = useMutation({
    mutationFn: ({ channel, address }: { channel: Channel; address: string }) =>
      answer(api.PUT('/api/notices/addresses/{channel}', { params: { path: { channel } }, body: { address } })),
  })
  const prove = useMutation({
    mutationFn: ({ channel, code }: { channel: Channel; code: string }) =>
      answer(api.POST('/api/notices/addresses/{channel}/confirm', { params: { path: { channel } }, body: { code } })),
    onSuccess,
  })
  const forget = useMutation({
    mutationFn: (channel: Channel) => answer(api.DELETE('/api/notices/addresses/{channel}', { params: { path: { channel } } })),
    onSuccess,
  })
  return { wanted, keep, ask, prove, forget }
}
