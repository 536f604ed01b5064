import { afterEach, expect, it, vi } from 'vitest'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const me = { username: 'resident', name: '示例甲', posts: [], held: [], permissions: ['residents:claim'], menus: [] }
const id = '01990000-0000-7000-8000-000000000001'
const other = '01990000-0000-7000-8000-000000000002'
const home = '01990000-0000-7000-8000-00000000000a'
const record = {
  id,
  masked: false,
  name: '示例甲',
  identity: '439900197001010016',
  sex: 'MALE',
  age: 56,
  area: '430181002001001',
  areaName: '第一网格',
  fullName: '第一网格',
  state: 'HERE',
  registration: 'HERE',
  household: {
    id,
    home,
    address: '示例1栋101',
    area: '430181002001001',
    open: true,
    members: [
      { id, name: '示*甲', relation: 'HEAD', since: '2020-05-01' },
      { id: other, name: '示*乙', relation: 'SPOUSE', since: '2020-05-01' },
    ],
  },
  stays: [
    { id, kind: 'LIVES', home, address: '示例1栋101', since: '2020-05-01', open: true },
    { id: other, kind: 'OWNS', home, address: '示例1栋101', since: '2020-05-01', open: true },
  ],
  history: [],
  steps: [],
  hasAccount: true,
  registeredOn: '2026-11-21T02:00:00Z',
}
const claim = {
  id: other,
  home,
  address: '示例2栋202',
  area: '430181002001001',
  kind: 'RENTS',
  name: '示*甲',
  identity: '4399**********0016',
  state: 'OPEN',
  letterSent: true,
  madeAt: '2026-11-22T02:00:00Z',
}
const UNASKED = { consent: 'NEVER_ASKED', known: false, uses: [] }
const NOTHING = {
  'GET /api/residents/mine/given': UNASKED,
  'GET /api/homes/claims/mine': { items: [] },
  'GET /api/residents/mine/corrections': { items: [] },
}
const building = {
  id,
  area: '430181002001001',
  areaName: '第一网格',
  name: '示例1栋',
  units: [
    {
      name: '1单元',
      homes: [
        {
          id: home,
          building: id,
          buildingName: '示例1栋',
          unit: '1单元',
          room: '101',
          address: '示例1栋1单元101',
          area: '430181002001001',
          open: true,
        },
      ],
    },
  ],
}
const GROUND = {
  ...NOTHING,
  'GET /api/territory/areas': [{ code: '430181002001', name: '示例社区' }],
  'GET /api/buildings': { items: [building] },
  [`POST /api/homes/${home}/claims`]: { id: other },
}
type Page = Awaited<ReturnType<typeof open>>['page']

/** Up to the question who I am. */
async function chooseHome(page: Page) {
  await vi.waitFor(() => expect(page.find('select').exists()).toBe(true))
  await page.get('select').setValue('430181002001')
  await vi.waitFor(() => expect(page.find('#building').exists()).toBe(true))
  await page.get('#building').setValue(id)
  await page.get('#home').setValue(home)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('这处房屋和您是什么关系'))
  await page.get('input[value=RENTS]').setValue(true)
  await page.get('form').trigger('submit')
}

const button = (page: Page, text: string) => {
  const found = page.findAll('button').find((one) => one.text() === text)
  if (!found) throw new Error(`no button ${text}`)
  return found
}

it('shows a home once with all that ties one to it, and asks who shall be head before the head leaves', async () => {
  const asked = serving({ ...NOTHING, 'GET /api/residents/mine': record, [`POST /api/residents/mine/homes/${home}/leave`]: null }, me)
  const { page } = await open('portal', '/home')
  await vi.waitFor(() => expect(page.text()).toContain('示例1栋101'))
  expect(page.findAll('h2').filter((title) => title.text() === '示例1栋101')).toHaveLength(1)
  expect(page.text()).toContain('示*乙')
  expect(page.text()).not.toContain('示*甲')

  await button(page, '我已离开这处房屋').trigger('click')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请选由谁当户主'))
  expect(asked).toEqual([])
  await page.get('#newHead').setValue(other)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已登记您离开了 示例1栋101'))
  expect(asked.map(({ body }) => body)).toEqual([{ newHead: other }])
})

it('takes the code of the letter', async () => {
  const asked = serving(
    { ...NOTHING, 'GET /api/homes/claims/mine': { items: [claim] }, [`POST /api/homes/claims/${other}/code`]: null },
    me,
  )
  const { page } = await open('portal', '/home')
  await vi.waitFor(() => expect(page.find('#code').exists()).toBe(true))
  expect(page.text()).toContain('您还没有登记住处')
  await page.get('#code').setValue(' abcd2345 ')
  await page.get('#code').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('示例2栋202 已确认是您的家'))
  expect(asked[0]?.body).toEqual({ code: 'abcd2345' })
})

it('claims a home step by step, and asks for what an old card does not say', async () => {
  const asked = serving(GROUND, me)
  const { page, router } = await open('portal', '/home/claim')
  await vi.waitFor(() => expect(page.find('select').exists()).toBe(true))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请选到门牌'))
  await chooseHome(page)
  await vi.waitFor(() => expect(page.find('#identity').exists()).toBe(true))
  expect(router.currentRoute.value.query.step).toBe('who')
  await page.get('#name').setValue('示例外甲')
  await page.get('#identity').setValue('XXX 4301 8100 0015')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请填写出生日期'))
  await page.get('#born').setValue('1980-02-29')
  await page.get('#sex').setValue('FEMALE')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已提交'))
  expect(asked[0]?.body).toEqual({
    name: '示例外甲',
    identity: 'XXX 4301 8100 0015',
    kind: 'RENTS',
    born: '1980-02-29',
    sex: 'FEMALE',
  })
  expect(JSON.stringify(localStorage)).not.toContain('XXX')
})

it('offers what was given before, and takes it over once its giver has agreed', async () => {
  const facts = { name: '示*甲', identity: '4399**********0016', kind: 'CITIZEN' }
  const answers: Record<string, unknown> = {
    ...GROUND,
    'GET /api/residents/mine/given': { ...UNASKED, known: true },
    'PUT /api/my-data/consents/residents.reuse': null,
  }
  const asked = serving(answers, me)
  const { page } = await open('portal', '/home/claim')
  await chooseHome(page)
  await vi.waitFor(() => expect(page.text()).toContain('您以前提交过身份信息'))
  expect((page.get('#name').element as HTMLInputElement).value).toBe('')
  answers['GET /api/residents/mine/given'] = { consent: 'GIVEN', known: true, facts, uses: [] }
  await button(page, '同意并带出').trigger('click')
  await vi.waitFor(() => expect(page.text()).toContain('4399**********0016'))
  expect(page.find('#identity').exists()).toBe(false)

  await page.get('#phone').setValue('13800000001')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已提交'))
  expect(asked.at(-1)?.body).toEqual({ phone: '13800000001', kind: 'RENTS', reuse: ['NAME', 'IDENTITY'] })
})

it('asks who gives it the first time whether it may be used again, and does so only then', async () => {
  const asked = serving({ ...GROUND, 'PUT /api/my-data/consents/residents.reuse': null }, me)
  const { page } = await open('portal', '/home/claim')
  await chooseHome(page)
  await vi.waitFor(() => expect(page.find('input[name=keep]').exists()).toBe(true))
  expect((page.get('input[name=keep]').element as HTMLInputElement).checked).toBe(false)
  await page.get('#name').setValue('示例甲')
  await page.get('#identity').setValue('439900197001010016')
  await page.get('input[name=keep]').setValue(true)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已提交'))
  expect(asked.map(({ call }) => call)).toEqual(['PUT /api/my-data/consents/residents.reuse', `POST /api/homes/${home}/claims`])
})
