import { refused } from '@/api/client'
import { language } from '@/app/i18n'
import type { Action } from './rules'
import { Declined, type Line, NoLine } from './sender'

/** A request in the name of one account: should somebody else be signed in by now, the server does nothing. */
async function call(account: string | undefined, method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) {
  // a network that is there and carries nothing is none
  const signal = AbortSignal.timeout(body instanceof FormData ? 180_000 : 30_000)
  const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]+)/)?.[1]
  let response
  try {
    response = await globalThis.fetch(path, {
      method,
      body,
      signal,
      headers: {
        'Accept-Language': language.value,
        ...(account ? { 'Linli-Account': account } : {}),
        ...(token ? { 'X-XSRF-TOKEN': decodeURIComponent(token) } : {}),
        ...headers,
      },
    })
  } catch (cause) {
    throw cause instanceof TypeError || signal.aborted ? new NoLine('no network', { cause }) : cause
  }
  const text = await response.text().catch((cause: unknown) => {
    throw new NoLine('cut off', { cause })
  })
  const said = parsed(text)
  if (response.ok) return said
  const fault = refused(said, response.status, response.headers.get('Retry-After'))
  throw new Declined({ ...fault.problem, status: response.status }, fault.retryAfter)
}

/** Of a proxy in between it may be anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const json = { 'Content-Type': 'application/json' }

/** Where things go that are no incidents: `task:done` goes to /api/tasks. */
const ROOTS: Record<string, string> = {
  task: '/api/tasks',
  patrol: '/api/patrols',
  survey: '/api/surveys',
  evacuation: '/api/evacuations/households',
  talk: '/api/talks',
  resident: '/api/residents',
}

export function pathOf({ name, matter }: Action) {
  if (name === 'report') return '/api/incidents'
  if (name === 'settled') return '/api/incidents/settled'
  const [kind = '', step = ''] = name.split(':')
  return step && ROOTS[kind] ? `${ROOTS[kind]}/${matter.split('/', 1)[0]}/${step}` : `/api/incidents/${matter}/${name}`
}

/** The way to the server that a browser has. */
export function browserLine(account: string, username: () => string | undefined): Line {
  return {
    async who() {
      try {
        const me = (await call(undefined, 'GET', '/api/session')) as { username: string; due?: string }
        if (me.due) return 'nobody'
        return me.username === username() ? 'same' : 'other'
      } catch (fault) {
        if (fault instanceof Declined && fault.reason.status === 401) return 'nobody'
        throw fault
      }
    },
    async upload({ id, name }, content) {
      const form = new FormData()
      form.append('file', new Blob([content]), name)
      await call(account, 'POST', `/api/files/${id}`, form)
    },
    send(action) {
      const body = { ...action.body, occurredAt: action.at, clockOffset: action.offset }
      return call(account, 'POST', pathOf(action), JSON.stringify(body), { ...json, 'Idempotency-Key': action.id })
    },
  }
}

/** Asks for the key of whoever is signed in. */
export const askLease = (device: string) =>
  call(undefined, 'POST', '/api/field/phones', JSON.stringify({ device }), json) as Promise<{
    key: string
    account: string
    secret: string
    until: string
    now: string
  }>

/** Whether the key was taken back; not known where nobody answers. */
export async function isRevoked(key: string): Promise<boolean> {
  try {
    return ((await call(undefined, 'GET', `/api/field/keys/${key}`)) as { revoked: boolean }).revoked
  } catch (fault) {
    if (fault instanceof NoLine || fault instanceof Declined) return false
    throw fault
  }
}
