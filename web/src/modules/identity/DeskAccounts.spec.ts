import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '@/app/session'
import { json, open } from '@/testing/page'

afterEach(() => vi.unstubAllGlobals())

const me = { username: 'admin', name: '示例', posts: [], held: [], permissions: ['identity:manage'], menus: ['identity'] }
const worker = {
  id: '01990000-0000-7000-8000-000000000001',
  username: 'wang',
  name: '示例甲',
  locked: false,
  passwordGiven: false,
  secondFactor: true,
  openedAt: '2026-11-22T00:00:00Z',
  manageable: true,
  posts: [
    {
      id: '01990000-0000-7000-8000-000000000002',
      role: 'GRID_WORKER',
      area: '430181004001001',
      areaName: '第一网格',
      since: '2026-11-22T00:00:00Z',
    },
  ],
}
const root = { code: '430181', name: '浏阳市' }

async function openAt(path: string, answers: (request: Request, body: string) => Response) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/api/session') return json(me)
    if (pathname === '/api/instance') return json({ name: '邻里', demo: true, version: '1', root, guestReports: false })
    if (pathname.startsWith('/api/territory')) return json([])
    const body = request.method === 'GET' ? '' : await request.clone().text()
    asked.push(`${request.method} ${pathname} ${body}`)
    return answers(request, body)
  })
  const { page } = await open('desk', path, undefined, () => useSession().load())
  return { page, asked }
}

it('shows the staff with their posts', async () => {
  const { page } = await openAt('/accounts', () => json({ items: [worker] }))
  await vi.waitFor(() => expect(page.text()).toContain('示例甲'))
  expect(page.text()).toContain('网格员 第一网格')
})

it('puts who is looked for into no address', async () => {
  const { page, asked } = await openAt('/accounts', () => json({ items: [worker] }))
  await vi.waitFor(() => expect(page.text()).toContain('示例甲'))
  await page.get('input[type=search]').setValue('示例甲 ')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(asked).toContain('POST /api/accounts/find {"words":"示例甲","size":50}'))
  expect(decodeURIComponent(location.href)).not.toContain('示例甲')
})

it('asks for what is missing before it opens an account', async () => {
  const { page, asked } = await openAt('/accounts', () => json({ items: [] }))
  await vi.waitFor(() => expect(page.text()).toContain('没有符合条件的账号'))
  await page
    .findAll('button')
    .find((button) => button.text() === '开账号')
    ?.trigger('click')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('#username-error').text()).toContain('请填写用户名'))
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([])
})

it('shows the first password once it is opened', async () => {
  const { page, asked } = await openAt('/accounts', (request) =>
    request.method === 'POST'
      ? json({ account: worker.id, password: 'abcde-fghjk-mnpqr', until: '2026-11-29T00:00:00Z' }, 201)
      : json({ items: [] }),
  )
  await vi.waitFor(() => expect(page.text()).toContain('没有符合条件的账号'))
  await page
    .findAll('button')
    .find((button) => button.text() === '开账号')
    ?.trigger('click')
  await page.get('#username').setValue('wang')
  await page.get('#name').setValue('示例甲')
  await page.get('#role').setValue('DISTRICT_STAFF')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('abcde-fghjk-mnpqr'))
  expect(asked.find((one) => one.startsWith('POST'))).toContain('"post":{"role":"DISTRICT_STAFF","area":"430181"}')
})

it('locks an account with a reason only', async () => {
  const { page, asked } = await openAt(`/accounts/${worker.id}`, () => json(worker))
  await vi.waitFor(() => expect(page.text()).toContain('第一网格'))
  await page
    .findAll('button')
    .find((button) => button.text() === '锁定')
    ?.trigger('click')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('#reason-error').text()).toContain('请写明原因'))
  await page.get('#reason').setValue('已离职')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(asked).toContain(`POST /api/accounts/${worker.id}/lock {"reason":"已离职"}`))
})
