import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => vi.unstubAllGlobals())

const someone = (role: string) => ({
  username: 'one',
  name: '示*甲',
  posts: [{ role, area: '430181' }],
  held: [],
  permissions: [],
  menus: [],
})

async function openPage(signUp: boolean) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/api/instance') {
      return json({
        name: '邻里',
        demo: true,
        version: '1',
        root: { code: '430181', name: '浏阳市' },
        guestReports: true,
        signUp,
        external: [],
      })
    }
    if (request.method === 'GET') return json({ title: '尚未登录' }, 401)
    asked.push(`${pathname} ${await request.clone().text()}`)
    if (pathname === '/api/guest/codes') return json({ demoCode: '123456' }, 202)
    return json(someone(pathname === '/api/guest/session' ? 'GUEST' : 'RESIDENT'))
  })
  const { page, router } = await open('portal', '/sign-up')
  return { page, router, asked }
}

it('asks for a name where nobody has that number yet, and makes a resident of the guest', async () => {
  const { page, router, asked } = await openPage(true)
  await page.get('#phone').setValue('19900000000')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('123456'))
  await page.get('#code').setValue('123456')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('还没有用这个手机号注册过'))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('#name-error').text()).toContain('请填写姓名'))
  await page.get('#name').setValue('示例甲')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/'))
  expect(asked).toEqual([
    '/api/guest/codes {"phone":"19900000000"}',
    '/api/guest/session {"phone":"19900000000","code":"123456"}',
    '/api/account/sign-up {"name":"示例甲"}',
  ])
})

it('says plainly where no codes can be sent', async () => {
  const { page } = await openPage(false)
  await vi.waitFor(() => expect(page.text()).toContain('本站没有接通短信'))
  expect(page.find('form').exists()).toBe(false)
})
