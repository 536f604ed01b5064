import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, ref } from 'vue'
import type { News } from '@/api/types'

const KEPT = 60
/** The server says something every ten seconds, if only that nothing happened. */
const SILENT = 25_000
const AGAIN_AFTER = 5_000
/** Figures are asked for again at most that often, however much happens. */
const ASK_EACH = 4_000

export type Row = News & { key: string }

/**
 * What happens on the ground, told by an open line to the server. When the line breaks it says since when the screen is
 * old, and catches up by itself: the browser goes on behind the last it was told.
 */
export function useStream() {
  const queries = useQueryClient()
  const rows = ref<Row[]>([])
  const heard = ref<Date>()
  /** Since when nothing is known any more; undefined while the line stands. */
  const silentSince = ref<Date>()
  let line: EventSource | undefined
  let asked = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  function ask() {
    asked = Date.now()
    waiting = undefined
    void queries.invalidateQueries({ queryKey: ['insight'] })
    void queries.invalidateQueries({ queryKey: ['incidents'] })
    void queries.invalidateQueries({ queryKey: ['incident'] }) // the steps that are offered for the one that is open
  }

  function askSoon() {
    waiting ??= setTimeout(ask, Math.max(0, asked + ASK_EACH - Date.now()))
  }

  function hear() {
    heard.value = new Date()
    if (silentSince.value) askSoon()
    silentSince.value = undefined
  }

  function told(event: MessageEvent<string>) {
    hear()
    const { items } = JSON.parse(event.data) as { items: News[] }
    const ids = new Set(items.map((item) => item.incident))
    rows.value = [...items.map((item) => ({ ...item, key: item.incident })), ...rows.value.filter((row) => !ids.has(row.incident))].slice(
      0,
      KEPT,
    )
    askSoon()
  }

  function lost() {
    silentSince.value ??= heard.value ?? new Date()
    // refused rather than broken: the browser does not try again by itself, and what was missed is asked for anew
    if (line?.readyState === EventSource.CLOSED) again ??= setTimeout(open, AGAIN_AFTER)
  }

  function open() {
    again = undefined
    line?.close()
    line = new EventSource('/api/insight/stream')
    line.addEventListener('changes', told)
    line.addEventListener('still', hear)
    line.addEventListener('reset', () => {
      hear()
      askSoon()
    })
    line.addEventListener('error', lost)
  }

  const watching = setInterval(() => {
    if (heard.value && Date.now() - heard.value.getTime() > SILENT) silentSince.value ??= heard.value
  }, 2_000)

  if (typeof EventSource !== 'undefined') open()
  onScopeDispose(() => {
    line?.close()
    clearInterval(watching)
    clearTimeout(waiting)
    clearTimeout(again)
  })
  return { rows, heard, silentSince }
}
