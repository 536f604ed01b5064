import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const look = {
  at: '2026-11-21T02:00:00Z',
  role: 'GRID_WORKER',
  area: '430181002001001',
  kind: 'incident.reporter',
  objects: ['SJ-430181-20261121-000042'],
  reason: '需要上门核实',
}

async function looks(items: unknown[]) {
  vi.stubGlobal('fetch', (request: Request) => {
    if (request.url.includes('/api/audit/mine')) return Promise.resolve(json({ items }))
    if (request.url.includes('/api/territory/areas/')) return Promise.resolve(json({ name: '示例第一网格' }))
    return Promise.resolve(json({ username: 'resident', permissions: [], posts: [] }))
  })
  const { page } = await open('portal', '/looks')
  await flushPromises()
  await vi.waitFor(() => expect(page.find('[role=status]').exists()).toBe(false))
  return page.text()
}

it('tells as what, where and why somebody looked, in words', async () => {
  const text = await looks([look])
  expect(text).toContain('网格员')
  expect(text).toContain('示例第一网格')
  expect(text).toContain('查看了反映人信息')
  expect(text).toContain('理由：需要上门核实')
})

it('says that no reason was given instead of leaving it out', async () => {
  expect(await looks([{ ...look, reason: undefined }])).toContain('没有填写理由')
})

it('shows the name of a thing that it has no word for', async () => {
  expect(await looks([{ ...look, kind: 'home.letter' }])).toContain('查看了home.letter')
})

it('says when nobody looked', async () => {
  expect(await looks([])).toContain('还没有人查看过您的个人信息')
})
