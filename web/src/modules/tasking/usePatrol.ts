import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, inject, ref, shallowRef } from 'vue'
import { answer, api } from '@/api/client'
import { beginDuty, dutyOf, endDuty } from '@/app/duty'
import { OUTBOX, type Outbox } from '@/app/outbox'
import { useSession } from '@/app/session'
import { newKey } from '@/ui/keys'

interface Fix {
  at: string
  longitude: number
  latitude: number
}

/** What is on duty now on this phone; the watch goes on while other pages are open. */
const duty = shallowRef<{ id: string; watch: number }>()
const fixes: Fix[] = []
/** Why no place comes in. */
const silent = ref(false)
const SEND_AT = 12
const EVERY = 15_000

/** Being on duty outside: places are taken in from the start to the stop, and at no other time. */
export function usePatrol() {
  const queries = useQueryClient()
  const outbox = inject(OUTBOX, undefined)
  const me = useSession().me?.username ?? ''
  const mine = useQuery({ queryKey: ['patrols', 'mine'], queryFn: () => answer(api.GET('/api/patrols/mine')) })
  const open = computed(() => mine.data.value?.items.find((patrol) => !patrol.endedAt))
  // without network the server does not know of it yet, nor does the page after a reload
  const current = computed(() => duty.value?.id ?? open.value?.id ?? (outbox?.works.value ? dutyOf(me)?.patrol : undefined))

  async function send(id: string, step: 'start' | 'track' | 'stop', body: Record<string, unknown>, title: string) {
    if (outbox?.works.value) return put(outbox, id, step, body, title)
    const params = { path: { id }, header: { 'Idempotency-Key': newKey() } }
    await answer(api.POST(`/api/patrols/{id}/${step}` as '/api/patrols/{id}/stop', { params, body }))
  }

  async function begin(area: string, title: string) {
    const id = newKey()
    await send(id, 'start', { area }, title)
    beginDuty(me, id)
    follow(id, title)
    void queries.invalidateQueries({ queryKey: ['patrols'] })
  }

  /** Goes on with what was begun before the page was opened anew. */
  function follow(id: string, title: string) {
    beginDuty(me, id)
    if (duty.value || !('geolocation' in navigator)) return
    let last = 0
    const watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        silent.value = false
        if (timestamp - last < EVERY) return
        last = timestamp
        fixes.push({
          at: new Date(timestamp).toISOString(),
          longitude: +coords.longitude.toFixed(5),
          latitude: +coords.latitude.toFixed(5),
        })
        if (fixes.length >= SEND_AT) void flush(id, title)
      },
      () => (silent.value = true),
      { enableHighAccuracy: true, maximumAge: EVERY },
    )
    duty.value = { id, watch }
  }

  async function flush(id: string, title: string) {
    const points = fixes.splice(0)
    if (points.length) await send(id, 'track', { points, crs: 'wgs84' }, title)
  }

  async function end(id: string, title: string) {
    const findings = dutyOf(me)?.patrol === id ? (dutyOf(me)?.findings ?? []) : []
    if (duty.value) navigator.geolocation.clearWatch(duty.value.watch)
    duty.value = undefined
    await flush(id, title)
    await send(id, 'stop', { findings }, title)
    endDuty(me, id)
    void queries.invalidateQueries({ queryKey: ['patrols'] })
  }

  return { mine, current, silent, begin, follow, end, isFollowed: computed(() => duty.value !== undefined) }
}

const put = (outbox: Outbox, id: string, step: string, body: Record<string, unknown>, title: string) =>
  outbox.put({ id: newKey(), matter: id, name: `patrol:${step}`, body, title })
