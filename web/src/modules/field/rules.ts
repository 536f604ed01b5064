/** One thing that was done on the phone: what is sent, and never changed once it is in the queue. */
export interface Action {
  /** Of this form; older ones are read by `read`. */
  format: 1
  /** Made on the phone: sent twice, it is done once. */
  id: string
  /** What it is about; things about one matter are sent in their order. */
  matter: string
  /** `report`, or the step of an incident. */
  name: string
  body: Record<string, unknown>
  files: { id: string; name: string }[]
  /** In a few words, for the list. */
  title: string
  /** By the phone's clock, and how many milliseconds that is behind the server's. */
  at: string
  offset: number
}

/** Why the server does not take it, in its own words. */
export interface Reason {
  status: number
  code?: string
  title: string
  detail?: string
  errors?: { field: string; code: string; message: string }[]
}

export type State = 'queued' | 'sending' | 'sent' | 'refused'

export interface Entry {
  order: number
  action: Action
  state: State
  tries: number
  /** Not to be sent again before. */
  notBefore: number
  reason?: Reason
  sentAt?: number
  answer?: unknown
}

/** Of all that was ever in a queue: what this version can send. */
export function read(stored: unknown): Action {
  const action = stored as Action
  if (action.format !== 1) throw new Error(`format ${String(action.format)} of a newer version`)
  return action
}

/** What is refused of the same matter before it, and keeps it back. */
export function heldBy(entries: readonly Entry[], entry: Entry): Entry | undefined {
  if (entry.state !== 'queued') return undefined
  return entries.find((other) => other.action.matter === entry.action.matter && other.order < entry.order && other.state === 'refused')
}

/** The first that may be sent now: of each matter only the one that comes next. */
export function next(entries: readonly Entry[], now: number): Entry | undefined {
  const busy = new Set<string>()
  for (const entry of [...entries].sort((a, b) => a.order - b.order)) {
    if (entry.state === 'sent') continue
    if (entry.state === 'queued' && entry.notBefore <= now && !busy.has(entry.action.matter)) return entry
    busy.add(entry.action.matter)
  }
  return undefined
}

/** When something becomes due that is not due yet. */
export function wakeAt(entries: readonly Entry[]): number | undefined {
  const times = entries.filter((entry) => entry.state === 'queued' && !heldBy(entries, entry)).map((entry) => entry.notBefore)
  return times.length > 0 ? Math.min(...times) : undefined
}

/** It and what was done after it with the same matter. */
export function withDependents(entries: readonly Entry[], id: string): Entry[] {
  const first = entries.find((entry) => entry.action.id === id)
  if (!first) return []
  return entries.filter((entry) => entry.action.matter === first.action.matter && entry.order >= first.order && entry.state !== 'sent')
}

const FIRST = 2_000
const LONGEST = 15 * 60_000

/** Longer with each try, and not all phones at the same moment. */
export function backoff(tries: number, random = Math.random()): number {
  return Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 20)) * (0.5 + random / 2)
}
