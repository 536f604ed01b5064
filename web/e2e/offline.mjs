// A grid worker's day where there is no network.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { photo, shown, signedIn } from './browser.mjs'
import { reportOf, unique } from './reporting.mjs'

test('the grid worker reports, takes and feeds back without network, and all of it arrives once', async () => {
  const { page, context } = await signedIn('grid', '/field/', { serviceWorkers: 'allow' })
  const survey = await openSurvey()
  const task = `${unique()} 号井盖松了`
  const matter = await reportOf(page, task)
  await page.reload()
  await page.getByRole('link', { name: task }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  // today's matters are fetched ahead
  await page.waitForFunction(async (id) => {
    const names = await indexedDB.databases()
    if (!names.some(({ name }) => name === 'linli-field')) return false
    const store = await new Promise((done) => (indexedDB.open('linli-field').onsuccess = ({ target }) => done(target.result)))
    const keys = await new Promise(
      (done) => (store.transaction('kept').objectStore('kept').getAllKeys().onsuccess = ({ target }) => done(target.result)),
    )
    store.close()
    return (
      keys.some(([, name]) => name.startsWith(`/api/incidents/${id} `)) &&
      keys.some(([, name]) => name.startsWith('/api/buildings?area=')) &&
      (await caches.keys()).some((name) => name.startsWith('linli-field-'))
    )
  }, matter.id)

  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByRole('link', { name: '有人上门' }).click()
  // the form before it asks the same, until this page is there
  await page.getByRole('heading', { name: '有人上门' }).waitFor()
  await page.getByLabel('发生了什么？').fill('示例：想问门口能不能装扶手')
  await shown(page, 'field-walk-in')
  await page.getByRole('button', { name: '提交' }).click()
  // where the server takes its time it is kept first, and sent behind the scenes
  await page.getByRole('heading', { name: /收到了|已存在手机里/ }).waitFor()
  await page.getByRole('button', { name: '阳光版' }).click()
  await page.getByRole('link', { name: '待办', exact: true }).click()
  await page.getByRole('link', { name: task }).waitFor()
  await shown(page, 'field-sun')

  await context.setOffline(true)
  await page.goto(page.url())
  await page.getByText('没有网络，显示的是').waitFor()
  await page.getByRole('link', { name: task }).click()
  await page.getByRole('button', { name: '接办' }).click()
  await page.getByRole('button', { name: '确定接办' }).click()
  await page.getByText('已存在手机里，有网络就送。').waitFor()
  await page.getByRole('button', { name: '反馈结果' }).click()
  await page.getByLabel('办理了什么，结果怎样').fill('井盖垫稳了。')
  await page.locator('input[type=file][multiple]').setInputFiles(photo(800, 600))
  await page.getByText('已添加，共 1 张').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: '确定反馈结果' }).click()
  await page.getByText('手机里还没送到：接办、反馈结果。').waitFor()
  await page.getByRole('link', { name: '上报', exact: true }).click()
  const found = `${unique()} 号楼道堆物`
  await page.getByLabel('发生了什么？').fill(found)
  await page.getByLabel('写地址').fill('示例路 1 号')
  await page.getByRole('button', { name: '录一段语音' }).click()
  await page.waitForTimeout(1_200)
  await page.getByRole('button', { name: '录好了' }).click()
  await page.getByRole('button', { name: '删除语音' }).waitFor()
  await shown(page, 'field-voice')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('还没有编号').waitFor()

  // a household survey, which was never opened while there was a network
  await page.goto(new URL(`/field/surveys/${survey.id}`, page.url()).href)
  await page.getByLabel('楼栋').selectOption({ index: 1 })
  await page.getByLabel('门牌').selectOption({ index: 1 })
  await page.getByLabel('停车位').check()
  await shown(page, 'field-survey')
  await page.getByRole('button', { name: '记下这一户' }).click()
  await page.getByText('已存在手机里').waitFor()

  await page.close() // killed
  const again = await context.newPage()
  await again.goto(new URL('/field/outbox', page.url()).href)
  await again.getByText('手机里还有 4 步没送到。').waitFor()
  await shown(again, 'field-outbox')
  // nothing that was typed lies about in clear
  const clear = await again.evaluate(async () => {
    const store = await new Promise((done) => (indexedDB.open('linli-field').onsuccess = ({ target }) => done(target.result)))
    const texts = [JSON.stringify({ ...localStorage })]
    for (const name of store.objectStoreNames) {
      const rows = await new Promise(
        (done) => (store.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => done(target.result)),
      )
      for (const row of rows) texts.push(JSON.stringify(row), row.sealed ? new TextDecoder().decode(row.sealed.bytes) : '')
    }
    for (const cache of await caches.keys())
      for (const { url } of await (await caches.open(cache)).keys()) if (url.includes('/api/')) texts.push('an answer in a cache')
    store.close()
    return texts.join()
  })
  for (const word of ['井盖', '堆物', '示例路', 'an answer in a cache']) assert.ok(!clear.includes(word), `${word} lies in clear`)

  await context.setOffline(false)
  await again.getByRole('button', { name: '现在就送' }).click()
  await again.getByText('手机里还有').waitFor({ state: 'detached' })
  assert.equal(await again.getByText('已送到', { exact: true }).count(), 5) // with the walk-in of before
  assert.equal(await survey.answers(), 1)
  await survey.close()
  const told = await (await again.request.get(`/api/incidents/${matter.id}`)).json()
  const steps = told.timeline.map(({ step }) => step)
  assert.deepEqual([steps.filter((step) => step === 'take').length, steps.at(-1)], [1, 'feedback'])
  assert.ok(told.timeline.at(-1).happenedAt <= told.timeline.at(-1).at)
  assert.equal(told.photos.length, 1)
  const { items } = await (await again.request.get(`/api/incidents?q=${encodeURIComponent(found)}`)).json()
  assert.equal(items.length, 1)
  const { voice, photos } = await (await again.request.get(`/api/incidents/${items[0].id}`)).json()
  assert.deepEqual(photos, [])
  const heard = await again.request.get(`/api/incidents/${items[0].id}/photos/${voice.id}`)
  assert.equal(heard.headers()['content-type'], 'audio/webm')
  assert.ok((await heard.body()).length > 500)
})

/** A survey of the twelve kinds of problems of estates, drafted and opened at the community's desk. */
async function openSurvey() {
  const { page } = await signedIn('community', '/desk/surveys?survey=new')
  const title = `示例问卷 ${unique()}`
  await page.getByLabel('问卷名称').fill(title)
  await page.getByRole('button', { name: /加上 \d+ 类小区问题/ }).click()
  assert.ok((await page.getByLabel('选项，每行一个').inputValue()).split('\n').length >= 12)
  await page.getByRole('button', { name: '存为草稿' }).click()
  await page.getByRole('button', { name: '开始问' }).click()
  await page.getByRole('button', { name: '结束', exact: true }).waitFor()
  const id = new URL(page.url()).searchParams.get('survey')
  return {
    id,
    answers: async () => (await (await page.request.get(`/api/surveys/${id}/statistics`)).json()).answers,
    close: () => page.getByRole('button', { name: '结束', exact: true }).click(),
  }
}
