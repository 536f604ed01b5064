import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

const me = {
  username: 'grid',
  name: '示例甲',
  posts: [{ role: 'GRID_WORKER', area: '430181002001001', areaName: '示例第一网格' }],
  held: [],
  permissions: [],
}
let sent: unknown[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.url.endsWith('/api/session')) return json(me)
    if (request.method === 'POST' && request.url.endsWith('/api/incidents')) {
      sent.push(await request.json())
      return json({ number: 'SJ-1', queryCode: 'K7M2Q9TX', handler: {} }, 201)
    }
    return json({ title: 'none' }, 404)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  document.body.innerHTML = ''
})

async function at(path: string) {
  const { useSession } = await import('@/app/session')
  const { page } = await open('field', path, undefined, async () => useSession().load())
  await vi.waitFor(() => expect(page.find('#description').exists()).toBe(true))
  return page
}
const drafts = (page: VueWrapper) => page.findAll('nav .button')
const words = (page: VueWrapper) => (page.get('#description').element as HTMLTextAreaElement).value

it('lets several reports be written at once, each with its own words', async () => {
  const page = await at('/report')
  await page.get('#description').setValue('一号井盖松了')
  await drafts(page).at(-2)?.trigger('click')
  await vi.waitFor(() => expect(words(page)).toBe(''))
  await page.get('#description').setValue('二号灯不亮')
  expect(drafts(page).map((each) => each.text())).toEqual(['一号井盖松了', '二号灯不亮', '再写一件', '有人上门'])

  await drafts(page)[0]?.trigger('click')
  await vi.waitFor(() => expect(words(page)).toBe('一号井盖松了'))
})

it('takes in somebody at the door with the words alone: the place is the ground of the post', async () => {
  const page = await at('/walk-in')
  await page.get('#description').setValue('想问低保怎么办')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('K7M2Q9TX'))
  expect(sent).toEqual([{ description: '想问低保怎么办', location: { gridCode: '430181002001001' }, privacy: 'OPEN' }])
  await flushPromises()
})
