import { flushPromises } from '@vue/test-utils'
import { h } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import type { Incident } from '@/api/types'
import { json, open } from '@/testing/page'
import IncidentActions from './IncidentActions.vue'

const incident: Incident = {
  id: '1',
  number: 'SJ-430181-20261121-000042',
  title: '路灯不亮',
  status: 'HANDLING',
  category: '01',
  categoryName: '城乡建设',
  area: '430181002001001',
  areaName: '示例第一网格',
  fullName: '示例第一网格',
  urgent: false,
  reportedAt: '2026-11-21T02:00:00Z',
  privacy: 'OPEN',
  how: 'POINT',
  description: '路灯不亮',
  location: {},
  source: 'RESIDENT',
  photos: [],
  steps: [{ name: 'feedback', needs: ['note'] }],
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

async function actions(changes: Partial<Incident>, answer: () => Promise<Response>) {
  const bodies: unknown[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (!request.url.includes('/api/incidents/1/')) return json({ title: 'none' }, 404)
    bodies.push([request.url.split('/').at(-1), await request.json()])
    return answer()
  })
  const { page } = await open('desk', '/incidents/1', { render: () => h(IncidentActions, { incident: { ...incident, ...changes } }) })
  await flushPromises()
  return { page, bodies }
}
const none = () => Promise.reject(new Error('asked'))

it('offers what the server allows and nothing else', async () => {
  const { page } = await actions(
    {
      steps: [
        { name: 'file', needs: [] },
        { name: 'reject', needs: ['note'] },
      ],
    },
    none,
  )
  expect(page.findAll('button').map((button) => button.text())).toEqual(['立案', '不受理'])
})

it('is not there when there is nothing to do', async () => {
  const { page } = await actions({ steps: [] }, none)
  expect(page.find('section').exists()).toBe(false)
})

it('asks for what the step needs before it asks the server', async () => {
  const { page, bodies } = await actions({}, none)
  await page.get('button').trigger('click')
  await page.get('form').trigger('submit')
  expect(page.get('#note-error').text()).toContain('请写办理了什么')
  expect(bodies).toEqual([])
})

it('sends the step with its words and says that it is done', async () => {
  const { page, bodies } = await actions({}, () => Promise.resolve(json({ ...incident, status: 'FEEDBACK', steps: [] })))
  await page.get('button').trigger('click')
  await page.get('#note').setValue('换了灯泡')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('“反馈结果”已完成。'))
  expect(bodies).toEqual([['feedback', { note: '换了灯泡', photos: [] }]])
})

it('keeps the words of a step that was refused, and says why', async () => {
  const { page } = await actions({}, () => Promise.resolve(json({ title: '不行', detail: '已由别人接办。' }, 409)))
  await page.get('button').trigger('click')
  await page.get('#note').setValue('换了灯泡')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('[role=alert]').text()).toContain('已由别人接办。'))
  expect((page.get('#note').element as HTMLTextAreaElement).value).toBe('换了灯泡')
  expect(Object.values(localStorage).join()).toContain('换了灯泡')
})
