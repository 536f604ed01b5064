import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '@/app/session'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const me = { username: 'grid', posts: [], held: [], permissions: ['residents:read', 'residents:keep', 'residents:open'], menus: [] }
const id = '01990000-0000-7000-8000-000000000001'
const claim = {
  id,
  home: id,
  address: '示例2栋202',
  area: '430181002001001',
  kind: 'LIVES',
  name: '示*甲',
  identity: '4399**********0016',
  state: 'OPEN',
  letterSent: false,
  madeAt: '2026-11-22T02:00:00Z',
}
const correction = { id, person: id, name: '示*名', state: 'OPEN', madeAt: '2026-11-22T02:00:00Z' }
const waiting = { 'GET /api/homes/claims': { items: [claim] }, 'GET /api/residents/corrections': { items: [correction] } }

async function desk(answers: Record<string, unknown>) {
  const asked = serving({ ...waiting, ...answers }, me)
  const { page } = await open('desk', '/residents/requests', undefined, () => useSession().load())
  await vi.waitFor(() => expect(page.text()).toContain('示例2栋202'))
  const press = (text: string) =>
    page
      .findAll('button')
      .find((one) => one.text() === text)
      ?.trigger('click')
  return { page, asked, press }
}

it('shows the code of a letter once, ready for the printer', async () => {
  const letter = { code: 'ABCD2345', address: '示例2栋202', until: '2026-12-22T02:00:00Z' }
  const { page, press } = await desk({ [`POST /api/homes/claims/${id}/letter`]: letter })
  await press('打印信函')
  await vi.waitFor(() => expect(page.find('.letter').exists()).toBe(true))
  expect(page.get('.letter').text()).toContain('ABCD2345')
  expect(page.get('.letter').text()).toContain('致 示例2栋202 的住户')
  await press('已打印，返回')
  await vi.waitFor(() => expect(page.find('.letter').exists()).toBe(false))
  expect(page.text()).not.toContain('ABCD2345')
})

it('confirms only after a second thought, and refuses only with a reason', async () => {
  const { page, asked, press } = await desk({
    [`POST /api/homes/claims/${id}/confirm`]: { person: id },
    [`POST /api/homes/claims/${id}/refuse`]: null,
  })
  await press('不通过')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请写明原因'))
  await press('取消')
  await press('确认')
  expect(asked).toEqual([])
  await press('已核对，确认')
  await vi.waitFor(() => expect(page.text()).toContain('已确认：示例2栋202'))
  expect(asked.map(({ call }) => call)).toEqual([`POST /api/homes/claims/${id}/confirm`])
})

it('puts right only what was read in full, for a reason', async () => {
  const { page, asked, press } = await desk({
    [`POST /api/residents/corrections/${id}/open`]: { ...correction, name: '示例新名', note: '改名' },
    [`POST /api/residents/corrections/${id}/decide`]: null,
  })
  expect(page.text()).not.toContain('按此更正')
  await press('查看完整信息')
  await page.get(`#reason-${id}`).setValue('核对改名证明')
  await page.get(`#reason-${id}`).trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('示例新名'))
  await press('按此更正')
  await vi.waitFor(() => expect(page.text()).toContain('已更正'))
  expect(asked.map(({ body }) => body)).toEqual([{ reason: '核对改名证明' }, { accepted: true }])
})
