import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => vi.unstubAllGlobals())

async function signIn(answer: Response) {
  vi.stubGlobal('fetch', (request: Request) => Promise.resolve(request.url.endsWith('/api/session') ? answer : json({}, 404)))
  const { page, router } = await open('portal', '/login?to=/login?again')
  await page.get('#username').setValue('resident')
  await page.get('#password').setValue('secret')
  await page.get('form').trigger('submit')
  return { page, router }
}

it('goes back to where one was', async () => {
  const { router } = await signIn(json({ username: 'resident', name: '', posts: [], permissions: [] }))
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/login?again'))
})

it('says what the server says of a wrong password, and asks for it again', async () => {
  const { page } = await signIn(json({ title: '不能登录', detail: '用户名或密码不正确。' }, 401))
  await vi.waitFor(() => expect(page.get('[role=alert]').text()).toContain('用户名或密码不正确。'))
  expect((page.get('#password').element as HTMLInputElement).value).toBe('')
})

it('counts down how long it is locked', async () => {
  const { page } = await signIn(json({ title: '已锁定', detail: '试得太多了。' }, 429, { 'Retry-After': '90' }))
  await vi.waitFor(() => expect(page.text()).toContain('请等待 1:30 后再试'))
  expect(page.get('button').attributes('disabled')).toBeDefined()
})

it('asks the server nothing when something is missing, and says at the field what', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('asked')))
  const { page } = await open('portal', '/login')
  await page.get('form').trigger('submit')
  expect(page.get('#username-error').text()).toContain('请填写用户名。')
  expect(page.get('#username').attributes('aria-invalid')).toBe('true')
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('alert'))
})
