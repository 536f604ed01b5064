import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const AREA = '430181001'
const GRID = { grid: '430181001001001', name: '第一网格', fullName: '示例社区 · 第一网格' }
const id = '01990000-0000-7000-8000-000000000001'
const me = {
  username: 'street',
  name: '示例',
  posts: [{ role: 'STREET_STAFF', area: AREA }],
  held: [],
  permissions: ['workforce:link', 'workforce:party'],
  menus: [],
}
const link = { id, kind: 'CADRE', account: id, name: '示例甲', grid: GRID.grid, gridName: GRID.name, since: '2026-01-01' }
const SERVED = {
  'GET /api/workforce/links': { items: [link] },
  'GET /api/workforce/links/gaps': {
    area: AREA,
    areaName: '示例街道',
    cadres: 1,
    cadresWithoutGrid: [],
    grids: 1,
    gridsWithoutCadre: [],
    gridsWithoutPolice: [GRID],
    gridsWithoutPartyMember: [],
  },
  'GET /api/workforce/links/candidates': [{ account: id, name: '示例警', role: 'POLICE_OFFICER', areaName: '示例街道' }],
  'GET /api/workforce/presences': { items: [] },
  'GET /api/workforce/presences/absent': { cadres: 0, absent: [] },
  'GET /api/workforce/workers': [{ account: id, name: '示例乙', grid: GRID.grid, gridName: GRID.name, partyMember: true }],
  'POST /api/workforce/links': link,
  [`POST /api/workforce/links/${id}/end`]: null,
  [`PUT /api/workforce/workers/${id}/party-member`]: null,
}

async function grids() {
  const asked = serving(SERVED, me)
  const { useSession } = await import('@/app/session')
  const { page } = await open('desk', '/grids', undefined, async () => useSession().load())
  await flushPromises()
  await vi.waitFor(() => expect(page.text()).toContain('示例甲'))
  const press = (text: string) =>
    page
      .findAll('button')
      .find((one) => one.text().startsWith(text))
      ?.trigger('click')
  return { asked, page, press }
}

it('ends a link only with a reason', async () => {
  const { asked, page, press } = await grids()
  await press('结束')
  await page.get('#reason').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请写明结束的原因'))
  await page.get('#reason').setValue('轮岗')
  await page.get('#on').setValue('2026-11-01')
  await page.get('#reason').trigger('submit')
  await vi.waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ reason: '轮岗', on: '2026-11-01' }]))
})

it('links somebody whose post covers the grid', async () => {
  const { asked, page, press } = await grids()
  await press('指定')
  await vi.waitFor(() => expect(page.find('#account').exists()).toBe(true))
  await page.get('#account').setValue(id)
  await page.get('#account').trigger('submit')
  await vi.waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ kind: 'POLICE', account: id, grid: GRID.grid }]))
})

it('asks who is a party member only when that is opened, and can forget it', async () => {
  const { asked, page } = await grids()
  expect(page.text()).not.toContain('示例乙')
  const details = page.findAll('details').find((one) => one.text().includes('网格员中的党员'))
  ;(details?.element as HTMLDetailsElement).open = true
  await details?.trigger('toggle')
  await vi.waitFor(() => expect(page.text()).toContain('示例乙'))
  await page.get(`#member-${id}${GRID.grid}`).setValue('unknown')
  await vi.waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{}]))
})
