import { useQuery } from '@tanstack/vue-query'
import { answer, api } from '@/api/client'

/** Which installation this is: its name, its ground, and whether its data are made up. */
export function useInstance() {
  return useQuery({ queryKey: ['instance'], queryFn: () => answer(api.GET('/api/instance')), staleTime: Infinity }).data
}
