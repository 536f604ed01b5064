import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '@/app/session'
import { json, open } from '@/testing/page'

afterEach(() => vi.unstubAllGlobals())

const setting = { name: 'identity.reports.resident', title: '居民每小时可上报', help: '件', value: 30, usual: 30, least: 0, most: 100 }
const me = { username: 'admin', name: '示例', posts: [], held: [], permissions: ['identity:manage'], menus: ['identity'] }

it('changes a setting with a reason only', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/api/session') return json(me)
    if (pathname === '/api/instance') return json({ name: '邻里', demo: true, version: '1', root: { code: '430181', name: '浏阳市' } })
    if (request.method === 'PUT') asked.push(`${pathname} ${await request.clone().text()}`)
    return json(pathname === '/api/settings/changes' ? [] : [setting])
  })
  const { page } = await open('desk', '/settings', undefined, () => useSession().load())
  await vi.waitFor(() => expect(page.text()).toContain('居民每小时可上报'))
  await page.get('button[aria-label="修改 居民每小时可上报"]').trigger('click')
  await page.get('#value').setValue('很多')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('#value-error').text()).toContain('请填写一个整数'))
  await page.get('#value').setValue('40')
  await page.get('#reason').setValue('试点')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(asked).toEqual(['/api/settings/identity.reports.resident {"value":40,"reason":"试点"}']))
})
