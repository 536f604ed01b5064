import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'
import DeskTicket from './DeskTicket.vue'
import RestraintList from './RestraintList.vue'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  document.body.innerHTML = ''
})

const decided = {
  id: 'r',
  kind: 'REPEATED',
  earlier: 'SJ-430181-20261121-000042',
  area: '430181002001001',
  reason: '已答复三次，没有新情况',
  decidedAt: '2026-11-21T02:00:00Z',
  until: '2026-12-21T02:00:00Z',
  inForce: true,
  mayAppeal: true,
  mayDecide: false,
  mayLift: false,
}

it('tells whom it concerns the reason and the end, and takes their appeal', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method !== 'POST') return request.url.endsWith('/api/restraints') ? json([decided]) : json({ title: 'none' }, 404)
    sent.push([request.url.split('/').at(-1), await request.json()])
    return json({ ...decided, mayAppeal: false })
  })
  const { page } = await open('portal', '/my', RestraintList)
  await flushPromises()
  expect(page.text()).toContain('已答复三次')
  expect(page.findAll('button').map((button) => button.text())).toEqual(['提出申诉'])
  await page.get('textarea').setValue('每次都是新的噪音')
  await page.get('button').trigger('click')
  await vi.waitFor(() => expect(sent).toEqual([['appeal', { note: '每次都是新的噪音' }]]))
})

it('asks for what a ticket needs before it asks the server, and sends their number and deadline', async () => {
  const sent: { ticket?: { number: string; dueAt?: string } }[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method !== 'POST') return json({ title: 'none' }, 404)
    sent.push(await request.json())
    return json({ id: '1', number: 'SJ-430181-20261121-000043' }, 201)
  })
  const { page } = await open('desk', '/tickets', DeskTicket)
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(page.text()).toContain('请填写工单编号')
  expect(sent).toEqual([])
  await page.get('#number').setValue('12345-1')
  await page.get('#dueAt').setValue('2026-11-25T18:00')
  await page.get('#description').setValue('路灯不亮')
  await page.get('#address').setValue('东门')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('SJ-430181-20261121-000043'))
  expect(sent[0]?.ticket?.number).toBe('12345-1')
  expect(sent[0]?.ticket?.dueAt).toMatch(/^2026-11-25T/)
})
