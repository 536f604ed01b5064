import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const mine = {
  kept: [
    {
      entry: {
        kind: 'identity.phone',
        module: 'identity',
        what: '账号手机号',
        nature: 'GENERAL',
        why: '登录与联系',
        who: '本人；他人仅见掩码',
        days: 90,
        places: [],
      },
      records: 1,
    },
  ],
  consents: [{ purpose: 'notify.outside', what: '在站外接收办理通知', state: 'GIVEN', givenAt: '2026-11-21T02:00:00Z', notice: 0 }],
  erasures: [],
  ahead: [{ code: 'INCIDENT_GOES_ON', why: '涉及公共利益的事项会继续办理', count: 2 }],
  noticeDue: true,
}

const given = {
  consent: 'GIVEN',
  known: true,
  facts: { name: '示*甲', identity: '4399**********0016', kind: 'CITIZEN', phone: '138****0001' },
  uses: [
    { matter: 'home.claim', application: '01990000-0000-7000-8000-000000000001', facts: ['NAME', 'IDENTITY'], at: '2026-11-22T02:00:00Z' },
  ],
}

async function myData(calls: string[]) {
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname
    if (request.method !== 'GET') calls.push(`${request.method} ${path} ${await request.text()}`)
    if (path === '/api/my-data') return json(mine)
    if (path === '/api/residents/mine/given') return json(given)
    if (path === '/api/privacy-notice') return json({ version: 3, chinese: '我们处理您的个人信息。', english: 'We handle your data.' })
    if (path === '/api/session') return json({ username: 'resident', name: '示例', permissions: [], posts: [] })
    return new Response(null, { status: 204 })
  })
  const { useSession } = await import('@/app/session')
  const { page } = await open('portal', '/my-data', undefined, async () => useSession().load())
  await flushPromises()
  await vi.waitFor(() => expect(page.text()).toContain('账号手机号'))
  return page
}

it('tells what is kept, why, to whom and how long', async () => {
  const page = await myData([])
  expect(page.text()).toContain('用途：登录与联系')
  expect(page.text()).toContain('谁能看：本人；他人仅见掩码')
  expect(page.text()).toContain('法律依据待核定 · 保存 90 天')
})

it('tells what would not simply be gone before somebody asks to be erased', async () => {
  const page = await myData([])
  expect(page.text()).toContain('涉及公共利益的事项会继续办理 2 条')
})

it('takes a consent back with one press', async () => {
  const calls: string[] = []
  const page = await myData(calls)
  await page
    .findAll('button')
    .find((button) => button.text() === '不同意 / 撤回')
    ?.trigger('click')
  await vi.waitFor(() => expect(calls).toContain('DELETE /api/my-data/consents/notify.outside '))
})

it('shows what was given once, which application used it, and stops that with one press', async () => {
  const calls: string[] = []
  const page = await myData(calls)
  await vi.waitFor(() => expect(page.text()).toContain('4399**********0016'))
  expect(page.text()).toContain('认领房屋 · 姓名、证件号')
  await page
    .findAll('button')
    .find((button) => button.text() === '停止带出')
    ?.trigger('click')
  await vi.waitFor(() => expect(calls).toContain('DELETE /api/my-data/consents/residents.reuse '))
})

it('writes down that the notice was shown, once', async () => {
  const calls: string[] = []
  const page = await myData(calls)
  await vi.waitFor(() => expect(calls).toEqual(['POST /api/my-data/notice {"version":3}']))
  expect(page.text()).toContain('我们处理您的个人信息。')
})
