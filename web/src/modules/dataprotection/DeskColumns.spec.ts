import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

it('shows each column with its class, form and period, and those of one module alone', async () => {
  vi.stubGlobal('fetch', async () => json({ username: 'district', name: '示例', permissions: ['dataprotection:read'], posts: [] }))
  const { useSession } = await import('@/app/session')
  const { page } = await open('desk', '/privacy/columns', undefined, async () => useSession().load())
  await flushPromises()
  await vi.waitFor(() => expect(page.text()).toContain('incident.words'))

  const sealed = page.findAll('tbody tr').find((row) => row.text().includes('residents.person') && row.text().includes('sealed'))
  expect(sealed?.text()).toContain('加密')
  expect(sealed?.text()).toContain('敏感')

  await page.find('select').setValue('residents')
  expect(page.text()).toContain('residents.person')
  expect(page.find('table').text()).not.toContain('incident.words')
})
