import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const GRID = { grid: '430181001001001', gridName: '第一网格', fullName: '示例社区 · 第一网格' }
const id = '01990000-0000-7000-8000-000000000001'
const share = { of: 2, covered: 1, uncovered: 1 }
const me = {
  username: 'street',
  name: '示例',
  posts: [{ role: 'STREET_STAFF', area: '430181001' }],
  held: [],
  permissions: ['workforce:read', 'workforce:manage'],
  menus: [],
}
const SERVED: Record<string, unknown> = {
  'GET /api/workforce/coverage': { area: '430181001', areaName: '示例街道', organisational: share, work: share, parts: [] },
  'GET /api/workforce/coverage/items': { total: 1, items: [GRID] },
  'GET /api/workforce/completeness': {
    area: '430181001',
    areaName: '示例街道',
    grids: 1,
    indicators: [{ indicator: 'DUTY', name: '责任清', state: 'INCOMPLETE', stateName: '不齐全', complete: 0 }],
    items: [
      {
        grid: GRID.grid,
        name: GRID.gridName,
        fullName: GRID.fullName,
        indicators: [
          {
            indicator: 'DUTY',
            name: '责任清',
            state: 'INCOMPLETE',
            stateName: '不齐全',
            percent: 50,
            missing: [
              {
                check: 'leader',
                text: '没有网格长',
                actor: 'COMMUNITY_WORKER',
                area: '430181001001',
                areaName: '示例社区',
                holders: ['示例甲'],
              },
            ],
          },
        ],
      },
    ],
  },
  'GET /api/workforce/organisations/tree': {
    kinds: ['COMMITTEE', 'BRANCH'],
    kindNames: ['党委', '党支部'],
    ids: ['a', 'b'],
    names: ['示例党委', '示例党支部'],
    kind: [0, 1],
    areas: [],
    parent: [-1, 0],
  },
  'GET /api/workforce/kinds': [
    { code: 'COMMITTEE', branch: false },
    { code: 'BRANCH', branch: true },
  ],
  'POST /api/workforce/coverage': GRID,
  [`POST /api/workforce/coverage/${id}/end`]: null,
}

async function coverage(answers = SERVED) {
  const asked = serving(answers, me)
  const { useSession } = await import('@/app/session')
  const { page } = await open('desk', '/coverage', undefined, async () => useSession().load())
  await flushPromises()
  await vi.waitFor(() => expect(page.text()).toContain('示例社区 · 第一网格'))
  const press = (text: string) =>
    page
      .findAll('button')
      .find((one) => one.text().startsWith(text))
      ?.trigger('click')
  return { asked, page, press }
}

it('lets a branch, and nothing else, answer for a grid that nobody answers for', async () => {
  const { asked, page, press } = await coverage()
  await press('指定')
  await vi.waitFor(() => expect(page.find('#organisation').exists()).toBe(true))
  expect(page.get('#organisation').text()).not.toContain('示例党委')
  await page.get('#organisation').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请选择党支部'))
  await page.get('#organisation').setValue('b')
  await page.get('#organisation').trigger('submit')
  await vi.waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ organisation: 'b', grid: GRID.grid }]))
})

it('ends that with a reason', async () => {
  const { asked, page, press } = await coverage({
    ...SERVED,
    'GET /api/workforce/coverage/items': { total: 1, items: [{ ...GRID, id, organisation: 'b', organisationName: '示例党支部' }] },
  })
  await press('已覆盖')
  await vi.waitFor(() => expect(page.text()).toContain('组织覆盖：已覆盖'))
  await vi.waitFor(() => expect(page.text()).toContain('结束'))
  await press('结束')
  await page.get('#reason').setValue('支部撤并')
  await page.get('#reason').trigger('submit')
  await vi.waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ reason: '支部撤并' }]))
})

it('tells of each grid what is missing and who must act', async () => {
  const { page } = await coverage()
  await vi.waitFor(() => expect(page.text()).toContain('没有网格长'))
  expect(page.text()).toContain('1 个网格中 0 个齐全')
  expect(page.text()).toMatch(/由示例社区 .*示例甲办/)
})
