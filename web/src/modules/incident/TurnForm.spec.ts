import { flushPromises } from '@vue/test-utils'
import { h } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import type { Incident } from '@/api/types'
import { json, open } from '@/testing/page'
import AssistanceCard from './AssistanceCard.vue'
import IncidentActions from './IncidentActions.vue'
import TurnedNotice from './TurnedNotice.vue'

const incident: Incident = {
  id: '1',
  number: 'SJ-430181-20261121-000042',
  title: '垃圾成堆',
  status: 'HANDLING',
  categoryName: '暴露垃圾',
  area: '430181002001001',
  areaName: '示例第一网格',
  fullName: '示例第一网格',
  urgent: false,
  reportedAt: '2026-11-21T02:00:00Z',
  privacy: 'OPEN',
  how: 'POINT',
  description: '垃圾成堆',
  location: {},
  source: 'RESIDENT',
  photos: [],
  steps: [{ name: 'object', needs: ['note'] }],
  timeline: [],
  danger: false,
  limitConfirmed: true,
  mine: false,
  trailIntact: true,
}
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  document.body.innerHTML = ''
})

async function shown(changes: Partial<Incident>) {
  const sent: [string, unknown][] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.url.includes('/parties')) return json({ grids: [], communities: [], units: [{ unit: 'civil', name: '示例民政' }] })
    if (request.method !== 'POST') return json({ title: 'none' }, 404)
    sent.push([request.url.split('/').at(-1) ?? '', await request.json()])
    return json({ ...incident, status: 'OBJECTED', steps: [] })
  })
  const { page } = await open('desk', '/incidents/1', { render: () => h(IncidentActions, { incident: { ...incident, ...changes } }) })
  await flushPromises()
  return { page, sent }
}

it('asks whose it is from who has taken it, before it asks the server', async () => {
  const { page, sent } = await shown({})
  await page.get('button').trigger('click')
  await flushPromises()
  await page.get('#note').setValue('不归我们')
  await page.get('form').trigger('submit')
  expect(page.get('#unit-error').text()).toContain('请选是哪一个单位')
  expect(sent).toEqual([])
  await page.get('#unit').setValue('civil')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('“提出异议”已完成。'))
  expect(sent).toEqual([['object', { note: '不归我们', unit: 'civil' }]])
})

it('asks for all three answers of a reporter who was reached', async () => {
  const { page, sent } = await shown({ status: 'CLOSED', steps: [{ name: 'call_back', needs: ['reached'] }] })
  await page.get('button').trigger('click')
  await page.get('#yes').setValue(true)
  await page.get('form').trigger('submit')
  expect(page.text()).toContain('请回答')
  expect(sent).toEqual([])
  await page.get('#no').setValue(true)
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(sent).toEqual([['call_back', { reached: false }]]))
})

it('says how it went to and fro', async () => {
  const turned = {
    objections: 2,
    bound: true,
    reopenings: 1,
    joined: 3,
    toBeChecked: false,
    toBeFollowedUp: true,
    firstResponder: '示例甲',
  }
  const { page } = await open('desk', '/incidents/1', { render: () => h(TurnedNotice, { incident: { ...incident, turned } }) })
  expect(page.text()).toContain('上一级裁定')
  expect(page.text()).toContain('另有 3 件')
  expect(page.text()).toContain('首接：示例甲')
})

it('lets who was asked answer, and shows nothing more than they can do', async () => {
  const one = {
    id: 'a',
    incident: '1',
    kind: 'WHISTLE' as const,
    number: incident.number,
    categoryName: '暴露垃圾',
    area: incident.area,
    areaName: incident.areaName,
    unit: 'civil',
    unitName: '示例民政',
    part: '请到现场',
    askedAt: '2026-11-21T02:00:00Z',
    dueAt: '2026-11-24T02:00:00Z',
    overdue: false,
    can: ['ANSWER' as const],
  }
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method !== 'POST') return json([one])
    sent.push(await request.json())
    return json({ ...one, can: [] })
  })
  const { page } = await open('desk', '/assistance', { render: () => h(AssistanceCard, { one }) })
  expect(page.findAll('button').map((button) => button.text())).toEqual(['回复'])
  await page.get('textarea').setValue('已到场')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(sent).toEqual([{ note: '已到场' }]))
})
