import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '@/app/session'
import { json, open } from '@/testing/page'

afterEach(() => vi.unstubAllGlobals())

const me = { username: 'grid', name: '示例', posts: [], held: [], permissions: [], menus: [] }

async function openDue(due: string, answers: (request: Request) => Response) {
  vi.stubGlobal('fetch', (request: Request) =>
    Promise.resolve(request.method === 'GET' && request.url.endsWith('/api/session') ? json({ ...me, due }) : answers(request)),
  )
  return open('field', '/login/finish?to=/login?again', undefined, () => useSession().load())
}

it('asks for the code of the app, then goes on', async () => {
  const { page, router } = await openDue('SECOND_FACTOR', () => json(me))
  await page.get('#code').setValue('123456')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/login?again'))
})

it('says what is wrong with a code at its field', async () => {
  const wrong = { title: '验证码不正确', detail: '验证码不正确。', errors: [{ field: 'code', code: 'X', message: '验证码不正确。' }] }
  const { page } = await openDue('SECOND_FACTOR', () => json(wrong, 400))
  await page.get('#code').setValue('000000')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('#code-error').text()).toContain('验证码不正确。'))
})

it('lets a new password be chosen, typed twice', async () => {
  const { page, router } = await openDue('PASSWORD', () => json(me))
  await page.get('#current').setValue('first-one')
  await page.get('#password').setValue('my own 2026')
  await page.get('#again').setValue('my own 2025')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('#again-error').text()).not.toBe(''))

  await page.get('#again').setValue('my own 2026')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/login?again'))
})

it('shows the key, then the codes for paper, and goes on only when they were kept', async () => {
  let confirmed = false
  const { page, router } = await openDue('SECOND_FACTOR_SET_UP', (request) => {
    if (request.method === 'POST') return json({ secret: 'ABCDEFGH', uri: 'otpauth://totp/x' }, 201)
    confirmed = true
    return json({ recoveryCodes: ['aaaaa-bbbbb'] })
  })
  await page.get('button').trigger('click')
  await vi.waitFor(() => expect(page.text()).toContain('ABCD EFGH'))
  expect(page.get('a').attributes('href')).toBe('otpauth://totp/x')
  await page.get('#code').setValue('123456')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('aaaaa-bbbbb'))
  expect(confirmed).toBe(true)
  expect(router.currentRoute.value.name).toBe('sign-in-finish')
})
