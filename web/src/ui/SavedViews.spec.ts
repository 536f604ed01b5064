import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { addTexts, i18n } from '@/app/i18n'
import SavedViews from './SavedViews.vue'
import zh from './zh-CN.json'

beforeAll(() => addTexts('ui', { 'zh-CN': zh, en: () => Promise.resolve({ default: {} }) }))

let page: VueWrapper | undefined
afterEach(() => {
  page?.unmount()
  localStorage.clear()
})

async function at(path: string, user = 'district') {
  page?.unmount()
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', component: { template: '<i />' } }] })
  await router.push(path)
  page = mount(SavedViews, {
    props: { list: 'incidents', user, isFiltered: path.includes('?') },
    global: { plugins: [i18n, router] },
    attachTo: document.body,
  })
  return page
}

async function keep(name: string) {
  await page?.get('button.plain').trigger('click')
  await page?.get('input').setValue(name)
  await page?.get('form').trigger('submit')
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
  expect(page?.find('a').exists()).toBe(false)
  await at('/list')
  expect(page?.find('a').exists()).toBe(false)
})

it('offers nothing where nothing is filtered', async () => {
  await at('/list')
  expect(page?.find('nav').exists()).toBe(false)
})
