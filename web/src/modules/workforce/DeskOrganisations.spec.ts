import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const tree = {
  area: '411372',
  kinds: ['JOINT_COMMITTEE', 'JOINT_BRANCH'],
  kindNames: ['社区联合党委', '小区（楼栋）联合党支部'],
  ids: ['a', 'a-1', 'b'],
  names: ['示例甲社区联合党委', '示例第一小区联合党支部', '示例乙社区联合党委'],
  kind: [0, 1, 0],
  areas: ['411372005002', '411372005002', '411372005003'],
  parent: [-1, 0, -1],
  demo: true,
}
const view = {
  organisation: { id: 'a-1', kindName: '小区（楼栋）联合党支部', name: '示例第一小区联合党支部', since: '2026-11-22' },
  fullName: '白河街道 · 示例甲社区',
  above: [{ id: 'a', name: '示例甲社区联合党委' }],
  members: [],
  missing: [{ kind: 'COBUILD_UNIT', name: '共建单位', required: true }],
}

async function organisations() {
  vi.stubGlobal('fetch', (request: Request) => {
    if (request.url.includes('/organisations/tree')) return Promise.resolve(json(tree))
    if (request.url.endsWith('/history')) return Promise.resolve(json([]))
    if (request.url.includes('/organisations/')) return Promise.resolve(json(view))
    return Promise.resolve(json({ username: 'street', permissions: ['workforce:read'], posts: [] }))
  })
  const { page } = await open('desk', '/organisations?area=411372')
  await flushPromises()
  await vi.waitFor(() => expect(page.find('[role=tree]').exists()).toBe(true))
  return page
}

it('opens with those that stand under none, and marks what is made up', async () => {
  const page = await organisations()
  expect(page.findAll('[role=treeitem]').map((row) => row.attributes('aria-level'))).toEqual(['1', '1'])
  expect(page.text()).toContain('共 3 个组织')
  expect(page.text()).toContain('纯属虚构')
})

it('is opened and walked by the keyboard', async () => {
  const page = await organisations()
  const first = () => page.find('[role=tree]')
  await first().trigger('keydown', { key: 'ArrowRight' })
  expect(page.findAll('[role=treeitem]')).toHaveLength(3)
  expect(page.find('[role=treeitem]').attributes('aria-expanded')).toBe('true')
  await first().trigger('keydown', { key: 'ArrowRight' })
  expect(first().attributes('aria-activedescendant')).toBe('organisation-a-1')
  await first().trigger('keydown', { key: 'ArrowLeft' })
  await first().trigger('keydown', { key: 'ArrowLeft' })
  expect(page.findAll('[role=treeitem]')).toHaveLength(2)
})

it('shows the chosen one with where it stands and what it lacks', async () => {
  const page = await organisations()
  await page.find('[role=tree]').trigger('keydown', { key: 'Enter' })
  await vi.waitFor(() => expect(page.text()).toContain('还缺少：共建单位'))
  expect(page.text()).toContain('示例甲社区联合党委')
  expect(page.text()).toContain('白河街道 · 示例甲社区')
})
