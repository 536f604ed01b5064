// Many things done without network, in a network that comes and goes, on a phone that is switched off in between. It takes
// minutes: OfflineSoakLongTests runs it in the long tier; by hand, LINLI_SOAK=30 node --test e2e/soak.mjs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { here, signedIn } from './browser.mjs'
import { unique } from './reporting.mjs'

const WANTED = Number(process.env.LINLI_SOAK ?? 500)
const KILLS = 3

/** What the page itself does when a form is sent, without the typing. */
const work = async ({ matters, name, place }) => {
  const { provides } = document.querySelector('#app').__vue_app__._context
  const outbox = provides[Object.getOwnPropertySymbols(provides).find((each) => each.description === 'outbox')]
  const bytes = () => crypto.getRandomValues(new Uint8Array(16))
  const id = () => {
    const digits =
      Date.now().toString(16).padStart(12, '0') +
      '7' +
      [...bytes()]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .slice(0, 3) +
      'a' +
      [...bytes()]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .slice(0, 15)
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 960 })
  const picture = async (n) => {
    const context = canvas.getContext('2d')
    for (let x = 0; x < 40; x++) {
      context.fillStyle = `hsl(${(n * 37 + x * 11) % 360} 60% 50%)`
      context.fillRect((x * 97) % 1280, (x * 53) % 960, 300, 200)
    }
    return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  }
  const made = []
  const kept = []
  // one after the other, as fingers do; each is answered once it is on the disk, some seconds later where there is no network
  const put = async (step) => {
    kept.push(outbox.put(step))
    await new Promise((done) => setTimeout(done, 50))
  }
  for (let n = 0; n < matters; n++) {
    const matter = id()
    const photo = await outbox.hold({ blob: await picture(n), name: 'photo.jpg', preview: '' })
    const title = `${name} ${n}`
    await put({
      id: matter,
      matter,
      name: 'report',
      body: { id: matter, description: title, location: place, privacy: 'OPEN', photos: [photo.id] },
      photos: [photo],
      title,
    })
    await put({ id: id(), matter, name: 'take', body: {}, title })
    await put({ id: id(), matter, name: 'feedback', body: { note: `办好 ${n}`, photos: [] }, title })
    made.push(matter)
  }
  await Promise.all(kept)
  return made
}

test(`${WANTED} things done without network arrive once each and in order`, async (t) => {
  const { page, context } = await signedIn('grid', '/field/', { serviceWorkers: 'allow' })
  await page.getByRole('heading', { name: '待办任务' }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  const matters = []
  let at = page
  const start = Date.now()
  for (let kill = 0; kill <= KILLS; kill++) {
    const share = Math.ceil(WANTED / 3 / (KILLS + 1))
    matters.push(...(await at.evaluate(work, { matters: share, name: `示例 ${unique()}`, place: here() })))
    await at.close({ runBeforeUnload: false })
    at = await context.newPage()
    await at.goto(new URL('/field/outbox', page.url()).href)
    await at.getByText(`手机里还有 ${matters.length * 3} 步没送到。`).waitFor()
  }
  const made = Date.now()
  let flaps = 0
  const left = () => at.getByText('手机里还有').count()
  await context.setOffline(false)
  for (; (await left()) > 0 && flaps < 200; flaps++) {
    await at.waitForTimeout(1_500)
    await context.setOffline(true)
    if (flaps % 10 === 5) {
      await at.close({ runBeforeUnload: false })
      at = await context.newPage()
      await at.goto(new URL('/field/outbox', page.url()).href)
      await at.getByRole('heading', { name: '待发送' }).waitFor()
    }
    await at.waitForTimeout(300)
    await context.setOffline(false)
    await at.getByRole('button', { name: '现在就送' }).click()
  }
  const sent = Date.now()
  for (const matter of matters) {
    const told = await (await at.request.get(`/api/incidents/${matter}`)).json()
    const steps = told.timeline.map(({ step }) => step)
    assert.deepEqual(steps, ['report', 'file', 'dispatch', 'take', 'feedback'], matter)
    assert.equal(told.photos.length, 1)
    const done = told.timeline.filter(({ happenedAt }) => happenedAt).map(({ happenedAt }) => happenedAt)
    assert.deepEqual(done, [...done].sort())
  }
  t.diagnostic(
    `soak: ${matters.length * 3} actions, ${matters.length} photos; kept in ${made - start} ms, sent in ${sent - made} ms, the network gone ${flaps} times`,
  )
})
