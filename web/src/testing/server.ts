import { vi } from 'vitest'
import { json } from './page'

export interface Asked {
  call: string
  body: unknown
  key: string | null
}

/** A server that answers what it is told to, by method and path, and keeps what it was asked. */
export function serving(answers: Record<string, unknown>, me: object) {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    const call = `${request.method} ${pathname}`
    if (request.method !== 'GET')
      asked.push({ call, body: JSON.parse((await request.clone().text()) || 'null'), key: request.headers.get('Idempotency-Key') })
    if (call in answers) {
      const answer = answers[call]
      return answer instanceof Response ? answer.clone() : answer === null ? new Response(null, { status: 204 }) : json(answer)
    }
    if (pathname === '/api/session') return json(me)
    if (pathname === '/api/instance')
      return json({ name: '邻里', demo: true, version: '1', root: { code: '430181', name: '浏阳市' }, guestReports: false })
    if (pathname.startsWith('/api/territory')) return json([])
    return json({ title: '没有', code: 'NOTHING' }, 404)
  })
  return asked
}
