import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

const me = { username: 'resident', name: '示例居民甲', posts: [], permissions: [] }
const taken = {
  id: '1',
  number: 'SJ-430181-20261121-000042',
  queryCode: 'K7M2Q9TX',
  message: '',
  status: 'DISPATCHED',
  area: '430181002001001',
  areaName: '示例第一网格',
  category: '01',
  categoryName: '城乡建设',
  handler: { role: 'GRID_WORKER', areaName: '示例第一网格', name: '示例甲' },
  danger: false,
}
let posts: Request[] = []

beforeEach(() => {
  localStorage.setItem(
    'linli.draft.report.resident',
    JSON.stringify({ key: 'the-key', description: '路灯不亮', place: { address: '老桥东头' } }),
  )
  posts = []
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  document.body.innerHTML = ''
})

/** The page with the draft above; reports are answered one after the other as said. */
async function checkPage(...answers: (() => Promise<Response>)[]) {
  vi.stubGlobal('fetch', (request: Request) => {
    if (request.url.endsWith('/api/session')) return Promise.resolve(json(me))
    if (request.method === 'POST' && request.url.endsWith('/api/incidents')) {
      posts.push(request)
      return answers.shift()?.() ?? Promise.reject(new Error('asked once more'))
    }
    return Promise.resolve(json({ title: 'none' }, 404))
  })
  const { useSession } = await import('@/app/session')
  const { page, router } = await open('portal', '/report/check', undefined, async () => useSession().load())
  await flushPromises()
  return { page, router }
}

it('shows number, code and who has it, and forgets the draft', async () => {
  const { page, router } = await checkPage(() => Promise.resolve(json(taken, 201)))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/report/done'))
  await vi.waitFor(() => expect(page.text()).toContain('您的反映已交给示例第一网格 网格员 示例甲'))
  expect(page.text()).toContain('K7M2Q9TX')
  await vi.waitFor(() => expect(localStorage.getItem('linli.draft.report.resident')).toBeNull())
})

it('sends the same key again when the network failed, and says that nothing is lost', async () => {
  const { page } = await checkPage(
    () => Promise.reject(new TypeError('Failed to fetch')),
    () => Promise.resolve(json(taken, 201)),
  )
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('[role=alert]').text()).toContain('您填的内容还在'))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(posts).toHaveLength(2))
  expect(posts.map((post) => post.headers.get('Idempotency-Key'))).toEqual(['the-key', 'the-key'])
})

it('goes to the page of the field that the server refused, and says there why', async () => {
  const refusal = {
    title: '事件数据无效',
    detail: '请检查。',
    errors: [{ field: 'contact.phone', code: 'PHONE', message: '请填写 11 位手机号。' }],
  }
  const { page, router } = await checkPage(() => Promise.resolve(json(refusal, 400)))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/report/contact'))
  await vi.waitFor(() => expect(page.get('#phone-error').text()).toContain('请填写 11 位手机号。'))
})

it('offers to send it as a new one when the first words had arrived after all', async () => {
  const { page } = await checkPage(
    () => Promise.resolve(json({ title: '键已用过', detail: '换一个新的。' }, 409)),
    () => Promise.resolve(json(taken, 201)),
  )
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('作为新的一件提交'))
  await page
    .findAll('button')
    .find((button) => button.text() === '作为新的一件提交')
    ?.trigger('click')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(posts).toHaveLength(2))
  expect(posts[1]?.headers.get('Idempotency-Key')).not.toBe('the-key')
})
