import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** The places of the wall that a key leads to, as they are marked with data-stop. */
export const STOPS = { g: 'figures', m: 'map', l: 'layers', c: 'case', n: 'now', t: 'deadlines', a: 'areas' } as const
export const LAYERS = { h: 'heat', d: 'duty', w: 'flood' } as const

export type Layer = (typeof LAYERS)[keyof typeof LAYERS]
export type WallActs = { up: () => void; full: () => void; help: () => void; lay: (layer: Layer) => void }

const FOCUSABLE = 'button:not(:disabled), a[href], input:not(:disabled), select, textarea, summary, canvas[tabindex]'
const KEPT = 'linli.wall.keys'
const has = <T extends object>(table: T, key: PropertyKey): key is keyof T => Object.hasOwn(table, key)

/**
 * The wall by keyboard: single letters lead to its places and lay its layers, j and k go on from what has the focus, and the
 * question mark shows them all. Whoever speaks to their computer can turn all of these off (WCAG 2.1.4); Tab, Enter and Escape
 * stay. Within a form all keys are the form's.
 */
export function useWallKeys(wall: Ref<HTMLElement | undefined>, acts: WallActs) {
  const letters = ref(localStorage.getItem(KEPT) !== 'off')
  function turn(on: boolean) {
    letters.value = on
    if (on) localStorage.removeItem(KEPT)
    else localStorage.setItem(KEPT, 'off')
  }

  const stopsIn = (element: Element) => [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.checkVisibility())

  function lead(stop: string) {
    const place = wall.value?.querySelector<HTMLElement>(`[data-stop="${stop}"]`)
    if (!place) return
    const [first = place] = stopsIn(place)
    first.focus()
    place.scrollIntoView({ block: 'nearest' })
  }

  function go(by: 1 | -1) {
    const place = document.activeElement?.closest('[data-stop]')
    if (!place) return lead(STOPS.n)
    const all = stopsIn(place)
    const at = all.findIndex((each) => each === document.activeElement)
    all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
  }

  function press(event: KeyboardEvent) {
    const target = event.target as HTMLElement
    const isTyping = target.matches('textarea, select, input:not([type=checkbox], [type=radio])') || target.isContentEditable
    const isElsewhere = isTyping || target.closest('dialog, form') !== null
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isElsewhere) return
    if (event.key === 'Escape' || event.key === 'Backspace') acts.up()
    else if (letters.value) pressSingle(event.key.toLowerCase())
  }

  function pressSingle(key: string) {
    if (key === '?') acts.help()
    else if (key === 'f') acts.full()
    else if (key === 'j' || key === 'k') go(key === 'j' ? 1 : -1)
    else if (has(LAYERS, key)) acts.lay(LAYERS[key])
    else if (has(STOPS, key)) lead(STOPS[key])
  }

  onMounted(() => document.addEventListener('keydown', press))
  onBeforeUnmount(() => document.removeEventListener('keydown', press))
  return { letters, turn }
}
