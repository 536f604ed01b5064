import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { whenSignedOut } from '@/api/client'
import { json } from '@/testing/page'
import DownloadLink from './DownloadLink.vue'

let saved: string[]
let signedOut: boolean
beforeEach(() => {
  saved = []
  signedOut = false
  whenSignedOut.run = () => (signedOut = true)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  whenSignedOut.run = () => undefined
})

async function press(session: Response) {
  vi.stubGlobal('fetch', () => Promise.resolve(session))
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.getAttribute('href') ?? '')
  })
  const page = mount(DownloadLink, { props: { href: '/api/incidents/export?q=1' }, slots: { default: '导出' }, attachTo: document.body })
  await page.get('a.button').trigger('click')
  await flushPromises()
  return page
}

it('saves the file while one is signed in', async () => {
  await press(json({ username: 'community', posts: [], permissions: [] }))
  expect(saved).toEqual(['/api/incidents/export?q=1'])
})

it('saves nothing and says so when one is signed out', async () => {
  const page = await press(json({ title: '未登录', detail: '请先登录。' }, 401))
  expect(saved).toEqual([])
  expect(signedOut).toBe(true)
  expect(page.get('[role=alert]').text()).toBe('请先登录。')
})
