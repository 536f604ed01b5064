import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '@/app/session'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
  localStorage.clear()
})

const area = '430181002001'
const me = {
  username: 'community',
  posts: [{ role: 'COMMUNITY_WORKER', area, areaName: '示例社区' }],
  held: [],
  permissions: ['notify:announce', 'notify:operate'],
  menus: [],
}
const id = '01990000-0000-7000-8000-000000000001'
const preferences = {
  language: 'zh',
  email: 'DIGEST',
  sms: 'URGENT',
  wechat: 'NEVER',
  quietFrom: '22:00:00',
  quietUntil: '07:00:00',
  digestAt: '08:00:00',
}
const press = (page: Awaited<ReturnType<typeof open>>['page'], text: string) =>
  page
    .findAll('button')
    .find((button) => button.text() === text)
    ?.trigger('click')

it('offers the ways that are open here, and keeps what one wants', async () => {
  const ways = [
    { channel: 'EMAIL', open: true, address: 'j***@example.org' },
    { channel: 'SMS', open: false },
    { channel: 'WECHAT', open: false },
  ]
  const asked = serving(
    { 'GET /api/notices/preferences': { preferences, ways }, 'PUT /api/notices/preferences': { preferences, ways } },
    me,
  )
  const { page } = await open('portal', '/notices/preferences')
  await vi.waitFor(() => expect(page.find('#email').exists()).toBe(true))
  expect(page.find('#sms').exists()).toBe(false)
  expect(page.text()).toContain('j***@example.org')
  await page.get('#email').setValue('EACH')
  await page.get('#quietFrom').setValue('21:30')
  await page.get('#email').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已保存'))
  expect(asked[0]?.body).toEqual({ ...preferences, email: 'EACH', quietFrom: '21:30', quietUntil: '07:00', digestAt: '08:00' })
})

it('says plainly when there is no way but the inbox', async () => {
  serving({ 'GET /api/notices/preferences': { preferences, ways: [{ channel: 'EMAIL', open: false }] } }, me)
  const { page } = await open('field', '/notices/preferences')
  await vi.waitFor(() => expect(page.text()).toContain('目前只有站内通知'))
})

it('shows an announcement once more before it goes out, and sends it under one key', async () => {
  const lost = Response.json({ title: '请稍后再试' }, { status: 503 })
  const asked = serving({ 'POST /api/notices/announcements': lost }, me)
  const { page } = await open('desk', '/announcements/new', undefined, () => useSession().load())
  await vi.waitFor(() => expect(page.find('#title').exists()).toBe(true))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请选发给谁'))
  await page.get('input[value=RESIDENTS]').setValue(true)
  await page.get('#title').setValue('停水通知')
  await page.get('#body').setValue('明天 9 点到 12 点停水。')
  for (const nth of [1, 2]) {
    await page.get('form').trigger('submit')
    await vi.waitFor(() => expect(page.text()).toContain('看一遍，没问题就发布'))
    expect(asked).toHaveLength(nth - 1)
    await press(page, '发布')
    await vi.waitFor(() => expect(page.text()).toContain('请稍后再试'))
  }
  expect(asked[0]?.body).toEqual({ area, audience: 'RESIDENTS', title: '停水通知', body: '明天 9 点到 12 点停水。', urgent: false })
  expect(asked[1]?.key).toBe(asked[0]?.key)
})

it('gives a message up only with a reason', async () => {
  const letter = {
    id,
    account: id,
    channel: 'EMAIL',
    tries: 5,
    fault: 'MAIL_550',
    madeAt: '2026-11-21T02:00:00Z',
    endedAt: '2026-11-22T02:00:00Z',
  }
  const asked = serving(
    {
      'GET /api/notices/dead-letters': { items: [letter] },
      [`POST /api/notices/dead-letters/${id}/drop`]: null,
      [`POST /api/notices/dead-letters/${id}/retry`]: null,
    },
    me,
  )
  const { page } = await open('desk', '/dead-letters')
  await vi.waitFor(() => expect(page.text()).toContain('MAIL_550'))
  await press(page, '重新发送')
  await vi.waitFor(() => expect(page.text()).toContain('已重新排队发送'))
  await press(page, '不再发送')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请写明原因'))
  await page.get('#reason').setValue('邮箱已停用')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('原因已记录'))
  expect(asked.map(({ body }) => body)).toEqual([null, { reason: '邮箱已停用' }])
})
