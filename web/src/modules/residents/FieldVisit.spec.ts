import { afterEach, expect, it, vi } from 'vitest'
import { h, provide, ref } from 'vue'
import { RouterView } from 'vue-router'
import { OUTBOX, type Outbox, type ToDo } from '@/app/outbox'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const me = { username: 'grid', posts: [], held: [], permissions: ['residents:keep'], menus: [] }
const home = '01990000-0000-7000-8000-00000000000a'
const person = '01990000-0000-7000-8000-000000000001'
const fields = [
  { key: 'people', chinese: '常住人数', english: 'People', type: 'NUMBER', required: true, departments: ['civil', 'urban'] },
  { key: 'care', chinese: '是否需要照料', english: 'Needs care', type: 'YES_NO', required: true, departments: ['civil'] },
  { key: 'wish', chinese: '诉求和建议', english: 'Wishes', type: 'TEXT', required: false, departments: ['civil'] },
]
const answers = {
  [`GET /api/homes/${home}`]: {
    id: home,
    building: home,
    buildingName: '示例1栋',
    unit: '1单元',
    room: '101',
    address: '示例1栋1单元101',
    area: '430181002001001',
    open: true,
  },
  'GET /api/residents': {
    items: [
      {
        id: person,
        name: '示*甲',
        sex: 'MALE',
        age: 56,
        area: '430181002001001',
        areaName: '第一网格',
        state: 'HERE',
        registration: 'HERE',
        hasAccount: false,
        registeredAt: '2026-11-21T02:00:00Z',
      },
    ],
  },
  'GET /api/visits/forms': { items: [{ code: 'HOME', chinese: '入户走访', english: 'Visit to a home', fields }] },
}

async function visit(more: Record<string, unknown>, outbox?: Outbox) {
  const asked = serving({ ...answers, ...more }, me)
  const frame = {
    setup: () => {
      if (outbox) provide(OUTBOX, outbox)
      return () => h(RouterView)
    },
  }
  const { page } = await open('field', `/visits/${home}`, frame)
  await vi.waitFor(() => expect(page.text()).toContain('是否需要照料'))
  return { page, asked }
}

it('asks once, says for whom, and sends it under one key until something is changed', async () => {
  const lost = Response.json({ title: '请稍后再试' }, { status: 503 })
  const { page, asked } = await visit({ [`POST /api/residents/${person}/visits`]: lost })
  expect(page.text()).toContain('供民政、城管使用')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请回答：常住人数'))
  expect(page.text()).toContain('请回答：是否需要照料')
  expect(asked).toEqual([])

  await page.get('#people').setValue('3')
  await page.get('input[name=care][value=false]').setValue(true)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请稍后再试'))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[0]?.body).toEqual({ form: 'HOME', answers: { people: '3', care: 'false' } })
  expect(asked[1]?.key).toBe(asked[0]?.key)
  await page.get('#people').setValue('4')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  expect(asked[2]?.key).not.toBe(asked[0]?.key)
  expect(JSON.stringify(localStorage)).not.toContain('people')
})

it('shows what the server refuses at the question', async () => {
  const message = '此项的内容与要求的形式不符。'
  const refused = { title: '填写有误', errors: [{ field: 'answers.people', code: 'VISIT_ANSWER_UNFIT', message }] }
  const { page } = await visit({ [`POST /api/residents/${person}/visits`]: Response.json(refused, { status: 400 }) })
  await page.get('#people').setValue('很多')
  await page.get('input[name=care][value=true]').setValue(true)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.find('#people-error').exists()).toBe(true))
  expect(page.get('#people-error').text()).toContain(message)
  expect(page.get('[role=alert] a').attributes('href')).toBe('#people')
})

it('says that a visit was taken down, and leads to the next door', async () => {
  const { page } = await visit({ [`POST /api/residents/${person}/visits`]: { id: home } })
  await page.get('#people').setValue('3')
  await page.get('input[name=care][value=true]').setValue(true)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已记下'))
  expect(page.get('a.primary').attributes('href')).toContain('/visits')
})

it('waits on the phone where there is no network, and leads to the next door', async () => {
  const put: ToDo[] = []
  const outbox = {
    put: (todo: ToDo) => Promise.resolve(void put.push(todo)),
    pending: () => [],
    hold: () => Promise.reject(new Error('no photos here')),
    works: ref(true),
  } as unknown as Outbox
  const { page, asked } = await visit({}, outbox)
  await page.get('#people').setValue('3')
  await page.get('input[name=care][value=true]').setValue(true)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('已存在手机里'))
  expect(asked).toEqual([])
  const [one] = put
  expect(one).toMatchObject({ name: 'resident:visits', body: { form: 'HOME', answers: { people: '3', care: 'true' } } })
  expect(one?.matter).toBe(`${person}/${one?.id}`)
})
