import { shelf } from '@/ui/useDraft'

interface Duty {
  patrol: string
  /** Ids of the reports made on the way. */
  findings: string[]
}
/** A patrol's stop names so many at most. */
const MOST = 50
const keyOf = (username: string) => `linli.duty.${username}`

/** Which patrol somebody is on with this phone, and what they reported on the way: it outlives a reload. */
export function dutyOf(username: string): Duty | undefined {
  try {
    return JSON.parse(shelf.current.getItem(keyOf(username)) ?? 'null') ?? undefined
  } catch {
    return undefined // half a note is none
  }
}

function keep(username: string, duty: Duty) {
  try {
    shelf.current.setItem(keyOf(username), JSON.stringify(duty))
  } catch {
    // no room: the patrol itself goes on, without its findings
  }
}

export function beginDuty(username: string, patrol: string) {
  if (dutyOf(username)?.patrol !== patrol) keep(username, { patrol, findings: [] })
}

const taskKeyOf = (username: string) => `linli.task.${username}`

interface Looking {
  task: string
  findings: string[]
  /** The next report is one of its findings; later ones are not. */
  awaits?: boolean
}

function looking(username: string): Looking | undefined {
  try {
    return JSON.parse(shelf.current.getItem(taskKeyOf(username)) ?? 'null') ?? undefined
  } catch {
    return undefined // as above
  }
}

/** Whoever goes from a checklist to a report found it by that: the next report only, unless another task sends them there. */
export function reportFor(username: string, task: string) {
  note(username, { task, findings: findingsOf(username, task), awaits: true })
}

function note(username: string, one: Looking) {
  try {
    shelf.current.setItem(taskKeyOf(username), JSON.stringify(one))
  } catch {
    // as above: the task is done without its findings
  }
}

export function findingsOf(username: string, task: string): string[] {
  const one = looking(username)
  return one?.task === task ? one.findings : []
}

export function endTask(username: string, task: string) {
  if (looking(username)?.task === task) shelf.current.removeItem(taskKeyOf(username))
}

/** The draft of what somebody comes in to say: whoever takes it down has found nothing. */
export const WALK_IN = 'walk-in'

/** What is reported while on duty is a finding of that patrol, and of the checklist that it was reported from. */
export function found(username: string, report: string, draft?: string) {
  if (draft === WALK_IN) return
  const one = looking(username)
  if (one?.awaits) note(username, { task: one.task, findings: [...one.findings, report].slice(0, MOST) })
  const duty = dutyOf(username)
  if (duty && duty.findings.length < MOST) keep(username, { ...duty, findings: [...duty.findings, report] })
}

export function endDuty(username: string, patrol: string) {
  if (dutyOf(username)?.patrol === patrol) shelf.current.removeItem(keyOf(username))
}
