import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const id = '01990000-0000-7000-8000-000000000001'
const row = {
  id,
  name: '示*甲',
  identity: '4399**********0016',
  sex: 'MALE',
  age: 56,
  area: '430181002001001',
  areaName: '示例第一网格',
  state: 'HERE',
  registration: 'ELSEWHERE',
  home: { id, address: '示例1栋1单元101' },
  hasAccount: false,
  registeredAt: '2026-11-21T02:00:00Z',
}
const card = {
  ...row,
  masked: true,
  fullName: '集里街道 · 示例社区 · 第一网格',
  household: { id, home: id, address: '示例1栋1单元101', area: row.area, open: true, members: [{ id, name: '示*甲', relation: 'HEAD' }] },
  stays: [{ id, kind: 'LIVES', home: id, address: '示例1栋1单元101', since: '2020-05-01', open: true }],
  history: [{ at: '2026-11-21T02:00:00Z', step: 'REGISTERED' }],
  steps: ['open'],
}

const tag = {
  id,
  kind: { code: 'DISABLED', chinese: '残疾人', english: 'Disabled person', maySet: true, maySee: true },
  since: '2026-11-21',
  until: '2027-11-21',
}

async function desk(path: string, answers: Record<string, unknown>) {
  const asked: { url: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    asked.push({ url: pathname, body: request.method === 'POST' ? await request.clone().json() : undefined })
    if (pathname in answers) return json(answers[pathname])
    if (pathname === '/api/instance') return json({ name: '邻里', demo: true, root: { code: '430181', name: '浏阳市' } })
    if (pathname === '/api/territory/areas') return json([])
    if (pathname.endsWith('/tags')) return json({ items: [tag] })
    return json({ username: 'grid', permissions: ['residents:read'], posts: [] })
  })
  const { page, router } = await open('desk', path)
  await flushPromises()
  return { page, router, asked }
}

it('lists people masked, with the way to the card', async () => {
  const { page } = await desk('/residents', { '/api/residents': { items: [row] } })
  await vi.waitFor(() => expect(page.find('tbody').exists()).toBe(true))
  expect(page.find('tbody').text()).toContain('示*甲')
  expect(page.find('tbody').text()).toContain('人户分离')
  expect(page.find('tbody a').attributes('href')).toContain(`/residents/${id}`)
})

it.each([
  ['439900 19700101 0016', { identity: '439900197001010016' }],
  ['138-1234-8000', { phone: '13812348000' }],
  ['示例甲', { name: '示例甲' }],
])('finds by what %s is', async (typed, wanted) => {
  const { page, asked } = await desk('/residents', { '/api/residents': { items: [] }, '/api/residents/find': { items: [row] } })
  await page.find('#words').setValue(typed)
  await page.find('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('查找结果'))
  expect(asked.find(({ url }) => url === '/api/residents/find')?.body).toEqual(wanted)
  expect(page.text()).toContain('示*甲')
})

it('shows a person in full once a reason was given', async () => {
  const { page, asked } = await desk(`/residents/${id}`, {
    [`/api/residents/${id}`]: card,
    [`/api/residents/${id}/open`]: { ...card, masked: false, name: '示例甲', identity: '439900197001010016' },
  })
  await vi.waitFor(() => expect(page.find('h1').exists()).toBe(true))
  expect(page.find('h1').text()).toBe('示*甲')
  await vi.waitFor(() => expect(page.text()).toContain('残疾人'))
  expect(page.text()).toContain('依据待核定')
  expect(page.find('form button').attributes('disabled')).toBeDefined()
  await page.find('#reason').setValue('上门核对')
  await page.find('form').trigger('submit')
  await vi.waitFor(() => expect(page.find('h1').text()).toBe('示例甲'))
  expect(asked.find(({ url }) => url.endsWith('/open'))?.body).toEqual({ reason: '上门核对' })
  expect(page.text()).toContain('439900197001010016')
  expect(page.find('#reason').exists()).toBe(false)
})

it('masks again when the card of another of the household is opened', async () => {
  const other = '01990000-0000-7000-8000-000000000002'
  const { page, router } = await desk(`/residents/${id}`, {
    [`/api/residents/${id}`]: card,
    [`/api/residents/${id}/open`]: { ...card, masked: false, name: '示例甲' },
    [`/api/residents/${other}`]: { ...card, id: other, name: '示*乙' },
  })
  await vi.waitFor(() => expect(page.find('#reason').exists()).toBe(true))
  await page.find('#reason').setValue('上门核对')
  await page.find('form').trigger('submit')
  await vi.waitFor(() => expect(page.find('h1').text()).toBe('示例甲'))
  await router.push(`/residents/${other}`)
  await vi.waitFor(() => expect(page.find('h1').text()).toBe('示*乙'))
  expect(page.find('#reason').exists()).toBe(true)
})
