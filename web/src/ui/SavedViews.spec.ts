import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { addTexts, i18n } from '@/app/i18n'
import { json } from '@/testing/page'
import SavedViews from './SavedViews.vue'
import zh from './zh-CN.json'

beforeAll(() => addTexts('ui', { 'zh-CN': zh, en: () => Promise.resolve({ default: {} }) }))

let page: VueWrapper | undefined
let client = new QueryClient()
const kept = new Map<string, unknown>()
let who = 'district'

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('fetch', async (request: Request) => {
    const key = `${who} ${new URL(request.url).pathname}`
    if (request.method === 'PUT') kept.set(key, ((await request.json()) as { items: unknown }).items)
    return json({ items: kept.get(key) ?? [] })
  })
})
afterEach(() => {
  page?.unmount()
  vi.unstubAllGlobals()
})

/** The list as somebody opens it, on another machine each time. */
async function at(path: string, user = 'district') {
  page?.unmount()
  who = user
  client = new QueryClient()
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', component: { template: '<i />' } }] })
  await router.push(path)
  page = mount(SavedViews, {
    props: { list: 'incidents', isFiltered: path.includes('?') },
    global: { plugins: [i18n, router, [VueQueryPlugin, { queryClient: client }]] },
    attachTo: document.body,
  })
  await flushPromises()
  return page
}

async function keep(name: string) {
  await page?.get('button.plain').trigger('click')
  await page?.get('input').setValue(name)
  await page?.get('form').trigger('submit')
  await flushPromises()
}

it('keeps what is asked for now under a name, without the page one is on', async () => {
  await at('/list?queue=OVERDUE&area=430181&after=abc')
  await keep('逾期的')

  await at('/list')
  const link = page?.get('a')
  expect(link?.text()).toBe('逾期的')
  expect(link?.attributes('href')).toBe('/list?queue=OVERDUE&area=430181')
})

it('says which view one is in and does not offer to keep it twice', async () => {
  await at('/list?queue=OVERDUE')
  await keep('逾期的')

  await at('/list?queue=OVERDUE&after=abc')
  expect(page?.get('a').attributes('aria-current')).toBe('page')
  expect(page?.find('button.plain').exists()).toBe(false)
})

it('forgets a view, and shows nobody the views of others', async () => {
  await at('/list?queue=OVERDUE')
  await keep('逾期的')
  await at('/list', 'street')
  expect(page?.find('a').exists()).toBe(false)

  await at('/list')
  await page?.get('button[aria-label="删除视图 逾期的"]').trigger('click')
  await flushPromises()
  expect(page?.find('a').exists()).toBe(false)
  await at('/list')
  expect(page?.find('a').exists()).toBe(false)
})

it('offers nothing where nothing is filtered', async () => {
  await at('/list')
  expect(page?.find('nav').exists()).toBe(false)
})
