import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RecordFilters } from '@/api/types'
import { dayStart } from '@/ui/time'

const NAMES = ['actor', 'action', 'object', 'network', 'from', 'to'] as const
type Name = (typeof NAMES)[number]
type Asked = Partial<Record<Name, string>>

/** What is asked of the record stands in the address, so that it can be asked again. */
export function useRecordFilters() {
  const route = useRoute()
  const router = useRouter()
  const asked = computed<Asked>(() =>
    Object.fromEntries(NAMES.map((name) => [name, route.query[name]]).filter(([, value]) => typeof value === 'string' && value)),
  )
  const after = computed(() => (typeof route.query.after === 'string' ? route.query.after : undefined))

  const ask = (wanted: Asked) => router.push({ query: Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)) })
  const from = (page: string | undefined) => router.push({ query: { ...asked.value, ...(page ? { after: page } : {}) } })
  return { asked, after, ask, from }
}

/** The same as the server takes it: days are days in China, the last one included. */
export function wanted({ from, to, ...rest }: Asked): RecordFilters {
  return { ...rest, ...(from ? { from: dayStart(from) } : {}), ...(to ? { to: dayStart(to, 1) } : {}) }
}
