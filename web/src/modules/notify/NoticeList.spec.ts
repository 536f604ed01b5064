import { afterEach, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { RouterView } from 'vue-router'
import { json, open } from '@/testing/page'
import { useSession } from '@/app/session'
import NoticeBell from './NoticeBell.vue'

const one = {
  id: '01990000-0000-7000-8000-000000000001',
  template: 'incident-closed/1',
  title: '您的反映已办结',
  text: '您的反映 SJ-1 已办结。',
  matter: 'incident:01990000-0000-7000-8000-00000000000a',
  urgent: false,
  at: '2026-11-22T02:00:00Z',
}
const me = { username: 'resident', name: '示例居民甲', posts: [], held: [], permissions: [], menus: [] }

/** A line to the server that a test speaks on. */
class Line extends EventTarget {
  static last: Line | undefined
  closed = false
  constructor(readonly url: string) {
    super()
    Line.last = this
  }
  close() {
    this.closed = true
  }
}

const asked: string[] = []

async function visit(path: string, items: unknown[] = [one], unread = items.length) {
  asked.length = 0
  vi.stubGlobal('EventSource', Line)
  vi.stubGlobal('fetch', (request: Request) => {
    const url = new URL(request.url)
    asked.push(`${request.method} ${url.pathname}${url.search}`)
    if (url.pathname === '/api/session') return Promise.resolve(json(me))
    if (url.pathname.endsWith('/read')) return Promise.resolve(json({ ...one, readAt: one.at }))
    if (url.pathname.endsWith('/read-all')) return Promise.resolve(new Response(null, { status: 204 }))
    return Promise.resolve(url.pathname === '/api/notices' ? json({ items, unread }) : json({ title: '没有' }, 404))
  })
  const opened = await open('portal', path, { render: () => h('div', [h(NoticeBell), h(RouterView)]) }, async () => {
    useSession().me = me
    await Promise.resolve()
  })
  leave = () => opened.page.unmount()
  return opened
}

let leave = () => {}
afterEach(() => {
  leave()
  vi.unstubAllGlobals()
})

it('shows what one was told, and takes down what one opens', async () => {
  const { page, router } = await visit('/notices')
  await vi.waitFor(() => expect(page.text()).toContain('您的反映 SJ-1 已办结。'))
  expect(page.get('.notice-card').text()).toContain('未读')

  await page.get('.notice-card').trigger('click')

  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/my/01990000-0000-7000-8000-00000000000a'))
  expect(asked).toContain(`POST /api/notices/${one.id}/read`)
})

it('says what there will be when there is nothing yet', async () => {
  const { page } = await visit('/notices', [])
  await vi.waitFor(() => expect(page.text()).toContain('还没有通知'))
})

it('marks all as read', async () => {
  const { page } = await visit('/notices')
  await vi.waitFor(() => expect(page.find('.notice-card').exists()).toBe(true))
  await page
    .findAll('button')
    .find((button) => button.text() === '全部标为已读')
    ?.trigger('click')
  await vi.waitFor(() => expect(asked).toContain('POST /api/notices/read-all'))
})

it('counts in the bell, in words too, and says when something comes', async () => {
  const { page } = await visit('/notices', [one], 3)
  await vi.waitFor(() => expect(page.get('.bell').attributes('aria-label')).toBe('通知，3 条未读'))
  expect(page.get('.bell .count').text()).toBe('3')

  Line.last?.dispatchEvent(new Event('notice'))
  await vi.waitFor(() => expect(page.get('[role=status]').text()).toContain('收到新通知'))
})

it('asks again when the server says that the number changed, and hangs up when one leaves', async () => {
  const { page } = await visit('/notices')
  await vi.waitFor(() => expect(page.find('.notice-card').exists()).toBe(true))
  expect(page.find('.bell').exists()).toBe(true)
  const before = asked.length
  Line.last?.dispatchEvent(new Event('unread'))
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before))

  expect(Line.last?.url).toBe('/api/notices/stream')
  leave()
  leave = () => {}
  expect(Line.last?.closed).toBe(true)
})
