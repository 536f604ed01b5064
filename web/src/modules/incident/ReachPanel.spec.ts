import { flushPromises } from '@vue/test-utils'
import { h } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import type { Incident } from '@/api/types'
import { useSession } from '@/app/session'
import { json, open } from '@/testing/page'
import ReachPanel from './ReachPanel.vue'

const incident = { id: '1', status: 'HANDLING', steps: [{ name: 'urge', needs: [] }] } as unknown as Incident
const me = { username: 'community', name: '示例丙', posts: [], permissions: ['incident:handle', 'incident:urge'] }
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  document.body.innerHTML = ''
})

async function shown(changes: Partial<Incident>, whom: unknown) {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.url.endsWith('/api/session')) return json(me)
    if (request.url.endsWith('/responsible')) return json(whom)
    if (request.method !== 'POST') return json({ title: 'none' }, 404)
    const text = await request.text()
    sent.push([request.url.split('/').at(-1), text ? JSON.parse(text) : undefined])
    return request.url.endsWith('/phone') ? json({ phone: '13812340987' }) : json({ ...incident, ...changes })
  })
  const panel = { render: () => h(ReachPanel, { incident: { ...incident, ...changes } }) }
  const { page } = await open('desk', '/incidents/1', panel, () => useSession().load())
  await flushPromises()
  return { page, sent }
}

it('shows a telephone only when asked, and urges with one click', async () => {
  const { page, sent } = await shown({}, { taken: true, people: [{ account: 'a', name: '示例甲', phone: true }] })
  expect(page.text()).toContain('示例甲')
  expect(sent).toEqual([])

  await page.get('button[type=button]').trigger('click')
  await vi.waitFor(() => expect(page.get('a').attributes('href')).toBe('tel:13812340987'))
  await page.get('#urge-line').setValue(' 雨天前办好 ')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已通知承办方'))

  expect(sent).toEqual([
    ['phone', undefined],
    ['urge', { note: '雨天前办好' }],
  ])
})

it('offers no urging to who may not, or where nobody is there to be told', async () => {
  const nobody = await shown({}, { taken: false, people: [] })
  expect(nobody.page.text()).toContain('没有人任职')
  expect(nobody.page.find('form').exists()).toBe(false)

  const equal = await shown({ steps: [] }, { taken: true, people: [{ account: 'a', name: '示例甲', phone: false }] })
  expect(equal.page.find('form').exists()).toBe(false)
  expect(equal.page.text()).toContain('没有登记电话')
})
