import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { json, open } from '@/testing/page'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

const tasks = {
  code: 'tasks-done',
  name: '完成的任务',
  nameEn: 'Tasks done',
  definition: '完成的任务数。',
  definitionEn: 'Tasks done.',
  kind: 'COUNT',
  countable: 'tasks-done',
  unit: 'NUMBER',
  direction: 'NONE',
}
const period = { from: '2026-10-01', to: '2026-10-31' }

/** The page of figures with that one chosen, where the rows behind it are answered so. */
async function rows(state: string, figure: object) {
  vi.stubGlobal('fetch', (request: Request) => {
    const path = new URL(request.url).pathname
    if (path.endsWith('/counted')) return Promise.resolve(json({ state, items: [] }))
    if (path.endsWith('/course'))
      return Promise.resolve(
        json({
          items: [
            { from: '2026-10-01', figure },
            { from: '2026-10-02', figure },
          ],
        }),
      )
    if (path === '/api/insight/indicators') return Promise.resolve(json([tasks]))
    if (path.startsWith('/api/insight/reports/'))
      return Promise.resolve(
        json({
          kind: 'MONTH',
          area: '430181002001',
          areaName: '示例社区',
          fullName: '示例社区',
          period,
          before: period,
          items: [{ code: 'tasks-done', figure, before: figure }],
          parts: [],
        }),
      )
    return Promise.resolve(json({ username: 'street', permissions: ['insight:read'], posts: [], items: [] }))
  })
  const { page } = await open('desk', '/figures?code=tasks-done')
  await flushPromises()
  await vi.waitFor(() => expect(page.findAll('[role=status]')).toHaveLength(0))
  return page
}

it('says that rows are withheld since they are of a few people, and does not call that none', async () => {
  const page = await rows('FEW_PEOPLE', { state: 'FEW_PEOPLE' })
  expect(page.text()).not.toContain('这段时间没有记录')
  expect(page.findAll('p').some((each) => each.text() === '人数少于 5，不显示')).toBe(true)
  expect(page.find('details').text(), 'nor leaves out the days').toMatch(/2026-10-01\s*人数少于 5，不显示/)
})

it('says that there are none where there are none', async () => {
  const page = await rows('MEASURED', { state: 'MEASURED', value: 0, n: 0 })
  expect(page.text()).toContain('这段时间没有记录')
})
