// @vitest-environment node
import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { isKept, Kept } from './kept'
import { holdKey } from './keyring'
import { openStore, type Store } from './store'

const HOUR = 3_600_000
let stores = 0
const store = () => openStore(`kept-${++stores}`)
const key = (at: Store, account: string) =>
  holdKey(
    at,
    { key: account, account, secret: btoa(account.padEnd(32, '.')), until: '2026-11-23T00:00:00Z', now: '2026-11-22T00:00:00Z' },
    Date.now(),
  )
const tasks = () => new Request('http://linli.test/api/tasks?state=open', { headers: { 'Accept-Language': 'zh-CN' } })
const online = (body: unknown) => () => Promise.resolve(new Response(JSON.stringify(body)))
const offline = () => Promise.reject(new TypeError('no network'))

it('answers without network what the server answered last, and says from when that is', async () => {
  const at = await store()
  const kept = await Kept.open(at, await key(at, 'a'), 0)
  const told: (number | undefined)[] = []
  const ask = (now: number, way: () => Promise<Response>) => kept.fetch(tasks(), now, way, (from) => told.push(from))

  await expect(ask(1, offline)).rejects.toBeInstanceOf(TypeError)
  await ask(2, online({ items: ['示例：井盖'] }))
  expect(await (await ask(3, offline)).json()).toEqual({ items: ['示例：井盖'] })
  expect(told).toEqual([undefined, 2])
  expect(JSON.stringify(await at.getAll('kept'))).not.toContain('井盖')
})

it('keeps no refusal, and nothing for another account', async () => {
  const at = await store()
  const kept = await Kept.open(at, await key(at, 'a'), 0)
  await kept.fetch(
    tasks(),
    1,
    () => Promise.resolve(new Response('{}', { status: 403 })),
    () => undefined,
  )
  await expect(kept.fetch(tasks(), 2, offline, () => undefined)).rejects.toBeInstanceOf(TypeError)
  await kept.fetch(tasks(), 3, online({ items: [] }), () => undefined)

  const other = await Kept.open(at, await key(at, 'b'), 4)
  await expect(other.fetch(tasks(), 5, offline, () => undefined)).rejects.toBeInstanceOf(TypeError)
})

it('is a day, no register: what was read goes, drafts stay', async () => {
  const at = await store()
  const held = await key(at, 'a')
  const kept = await Kept.open(at, held, 0)
  await kept.fetch(tasks(), HOUR, online({}), () => undefined)
  await kept.put('draft:linli.draft.report', '{"description":"写到一半"}', HOUR)

  const tomorrow = await Kept.open(at, held, 26 * HOUR)
  await expect(tomorrow.fetch(tasks(), 26 * HOUR, offline, () => undefined)).rejects.toBeInstanceOf(TypeError)
  expect(tomorrow.drafts.get('linli.draft.report')).toContain('写到一半')
})

it.each([
  ['/api/tasks?state=open', true],
  ['/api/incidents/0190c2a0-0000-7000-8000-000000000001', true],
  ['/api/incidents?mine=assigned&size=200', true],
  ['/api/tasks/0190c2a0-0000-7000-8000-000000000001', true],
  ['/api/tasks/0190c2a0-0000-7000-8000-000000000001/photos/x', false],
  ['/api/incidents/0190c2a0-0000-7000-8000-000000000001/photos/x', false],
  ['/api/incidents?q=%E7%A4%BA%E4%BE%8B', false],
  ['/api/surveys?open=true', true],
  ['/api/buildings?area=430181002001001', true],
  ['/api/territory/areas?parent=430181002001', true],
  ['/api/residents', false],
  ['/api/audit/mine', false],
])('keeps %s: %s', (path, is) => expect(isKept(path)).toBe(is))

it('keeps small pictures sealed for their account and its key', async () => {
  const at = await store()
  const kept = await Kept.open(at, await key(at, 'a'), 0)
  const path = '/api/incidents/019ab7a0-0000-7000-8000-000000000001/photos/019ab7a0-0000-7000-8000-00000000000a/thumbnail'
  await kept.keepPicture(path, 'data:image/jpeg;base64,AAAA', 5)

  expect(await kept.picture(path)).toBe('data:image/jpeg;base64,AAAA')
  expect(await kept.hasPicture(path, 4)).toBe(true)
  expect(await kept.hasPicture(path, 5)).toBe(false)
  expect(await (await Kept.open(at, await key(at, 'b'), 0)).picture(path)).toBeUndefined()
})
