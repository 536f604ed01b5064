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

/** What is reported while on duty is a finding of that patrol. */
export function found(username: string, report: string) {
  const duty = dutyOf(username)
  if (duty && duty.findings.length < MOST) keep(username, { ...duty, findings: [...duty.findings, report] })
}

export function endDuty(username: string, patrol: string) {
  if (dutyOf(username)?.patrol === patrol) shelf.current.removeItem(keyOf(username))
}
