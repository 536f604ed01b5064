import { afterEach, expect, it, vi } from 'vitest'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const me = { username: 'community', posts: [], held: [], permissions: ['residents:import'], menus: [] }
const id = '01990000-0000-7000-8000-000000000001'
const nothing = { added: 0, changed: 0, unchanged: 0 }
const one = {
  id,
  list: 'residents',
  title: '居民与房屋',
  fileName: '居民.csv',
  state: 'READY',
  uploadedAt: '2026-11-22T02:00:00Z',
  expiresAt: '2026-11-29T02:00:00Z',
  rows: 10,
  total: 10,
  bad: 2,
  preview: { added: 7, changed: 1, unchanged: 0 },
  result: nothing,
  ignored: ['备注'],
  absent: [],
}
const faults = { items: [{ line: 4, number: 1, column: 'identity', heading: '身份号码', code: 'X', message: '不是有效的身份号码。' }] }
const press = (page: Awaited<ReturnType<typeof open>>['page'], text: string) =>
  page
    .findAll('button')
    .find((button) => button.text() === text)
    ?.trigger('click')

it('shows what a file would do and what is wrong in it, and takes in the good rows alone', async () => {
  const asked = serving(
    {
      [`GET /api/imports/${id}`]: one,
      [`GET /api/imports/${id}/faults`]: faults,
      [`POST /api/imports/${id}/confirm`]: { ...one, state: 'DONE', result: { added: 7, changed: 1, unchanged: 0 } },
    },
    me,
  )
  const { page } = await open('desk', `/imports/${id}`)
  await vi.waitFor(() => expect(page.text()).toContain('不是有效的身份号码。'))
  expect(page.text()).toContain('8 行可以导入，2 行有问题')
  expect(page.text()).toContain('其中新增 7，更改 1，不变 0')
  expect(page.text()).toContain('不认识的列，没有读取：备注')
  expect(page.get('tbody').text()).toContain('身份号码')
  await press(page, '导入 8 行')
  await vi.waitFor(() => expect(asked.map(({ call }) => call)).toEqual([`POST /api/imports/${id}/confirm`]))
})

it('says how far it is while it runs, and can be stopped', async () => {
  const stopped = { ...one, state: 'CANCELLED', bad: 0 }
  const answers: Record<string, unknown> = {
    [`GET /api/imports/${id}`]: { ...one, state: 'RUNNING', rows: 3, bad: 0 },
    [`POST /api/imports/${id}/cancel`]: stopped,
  }
  const asked = serving(answers, me)
  const { page } = await open('desk', `/imports/${id}`)
  await vi.waitFor(() => expect(page.text()).toContain('正在导入'))
  expect(page.get('progress').attributes()).toMatchObject({ value: '3', max: '10', 'aria-label': '3 / 10 行' })
  answers[`GET /api/imports/${id}`] = stopped
  await press(page, '停止')
  await vi.waitFor(() => expect(page.text()).toContain('已停止'))
  expect(asked.map(({ call }) => call)).toEqual([`POST /api/imports/${id}/cancel`])
})

it('asks for list and file before it uploads, and lists what was brought', async () => {
  const offer = (name: string, title: string) => ({ name, title, columns: [] })
  serving(
    {
      'GET /api/imports/lists': { items: [offer('residents', '居民与房屋'), offer('resident-tags', '居民标签')] },
      'GET /api/imports': { items: [{ ...one, state: 'DONE', result: { added: 7, changed: 1, unchanged: 0 } }] },
    },
    me,
  )
  const { page } = await open('desk', '/imports')
  await vi.waitFor(() => expect(page.text()).toContain('新增 7，更改 1，不变 0；有问题 2 行'))
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请选要导入哪种名单'))
  expect(page.text()).toContain('请选择文件')
  await page.get('#list').setValue('resident-tags')
  await vi.waitFor(() => expect(page.text()).not.toContain('请选要导入哪种名单'))
})
