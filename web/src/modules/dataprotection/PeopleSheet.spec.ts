import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { Refused } from '@/api/client'
import { json, open } from '@/testing/page'
import PeopleSheet from './PeopleSheet.vue'

const MINE = '/api/data-protection/requests/mine'
const refused = () => new Refused({ title: '需要说明用途并经他人批准', code: 'EXPORT_NEEDS_APPROVAL' }, 403)

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

/** Presses the button of a list that leaves only with a second person's word. */
async function press(mine: { id: string; inForce: boolean; state: string }[]) {
  const sent: { path: string; body: string }[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname
    if (path === '/api/session') return json({ username: 'community', permissions: ['dataprotection:export'], posts: [] })
    if (path === MINE) return json({ items: mine.map((one) => ({ ...one, kind: 'EXPORT', what: ['households'] })), choices: [] })
    sent.push({ path, body: await request.text() })
    return json({ id: 'asked' }, 201)
  })
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:households', revokeObjectURL: () => undefined }))
  const saved: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
  const taken: (string | undefined)[] = []
  const take = async (approval?: string) => {
    taken.push(approval)
    if (approval !== 'granted') throw refused()
    return new Blob()
  }
  const { useSession } = await import('@/app/session')
  const frame = { render: () => h(PeopleSheet, { list: 'households', take }) }
  const { page } = await open('desk', '/data-access', frame, async () => useSession().load())
  await page.get('button').trigger('click')
  await flushPromises()
  return { page, saved, taken, sent }
}

it('asks for the purpose when the server says that it is needed', async () => {
  const { page, saved, sent } = await press([])
  expect(saved).toEqual([])
  await page.get('#export-most').setValue('150')
  await page.get('#export-purpose').setValue('核对名单')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(sent.map(({ body }) => JSON.parse(body))).toEqual([{ list: 'households', most: 150, purpose: '核对名单' }])
})

it('saves the file with what a second person has granted', async () => {
  const { page, saved, taken } = await press([{ id: 'granted', inForce: true, state: 'GRANTED' }])
  expect(taken).toEqual([undefined, 'granted'])
  expect(saved).toEqual(['households.xlsx'])
  expect(page.find('form').exists()).toBe(false)
})

it('does not ask twice', async () => {
  const { page } = await press([{ id: 'open', inForce: false, state: 'OPEN' }])
  expect(page.find('form').exists()).toBe(false)
  expect(page.get('[role=status]').text()).toContain('待他人审批')
})
