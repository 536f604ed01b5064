import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Filters, Status } from '@/api/types'
import { dayStart } from '@/ui/time'

/** What can be asked of the list, as it stands in the address of the page. */
export interface ListFilters {
  status?: Status
  area?: string
  category?: string
  queue?: Filters['queue']
  mine?: Filters['mine']
  q?: string
  from?: string
  to?: string
  sort?: Filters['sort']
  after?: string
}

const NAMES = ['status', 'area', 'category', 'queue', 'mine', 'q', 'from', 'to', 'sort', 'after'] as const

/** The filters of the list live in its address, so that they can be sent to a colleague and survive going back. */
export function useListFilters() {
  const route = useRoute()
  const router = useRouter()

  const filters = computed<ListFilters>(() =>
    Object.fromEntries(NAMES.map((name) => [name, route.query[name]]).filter(([, value]) => typeof value === 'string' && value)),
  )

  /** Another choice starts at the first page again. */
  function set(changes: Partial<ListFilters>) {
    const query = { ...filters.value, after: undefined, ...changes }
    return router.push({ query: Object.fromEntries(Object.entries(query).filter(([, value]) => value)) as Record<string, string> })
  }

  const isFiltered = computed(() => NAMES.some((name) => name !== 'sort' && name !== 'after' && filters.value[name]))
  return { filters, set, isFiltered }
}

/** The same as the server takes it: days are days in China, the last one included. */
export function asked({ status, q, from, to, ...rest }: ListFilters): Filters {
  const isNumber = q !== undefined && /^[A-Z]{2}-\d+-\d+-\d+$/.test(q)
  return {
    ...rest,
    ...(status ? { status: [status] } : {}),
    ...(q ? (isNumber ? { number: q } : { q }) : {}),
    ...(from ? { from: dayStart(from) } : {}),
    ...(to ? { to: dayStart(to, 1) } : {}),
  }
}
