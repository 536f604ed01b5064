// Measures what panning the wall's map costs the page: a trace of a real browser, told as JSON. Called by ./linli bench cockpit.
import { launch } from './chromium.mjs'

const base = process.env.BASE_URL ?? 'http://localhost:8080'
const password = process.env.LINLI_DEMO_PASSWORD ?? 'secret'
const seconds = Number(process.env.PAN_SECONDS ?? 5)
const WIDE = { width: 1920, height: 1080 }
const STEP = 12

/** The tasks of the page's main thread and the beginnings of its frames, in milliseconds. */
function readTrace(buffer) {
  const { traceEvents } = JSON.parse(buffer.toString())
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const of = ({ pid, tid }) => `${pid}/${tid}`
  const perThread = mains.map((main) => {
    const here = traceEvents.filter((event) => of(event) === of(main))
    return {
      tasks: here.filter(({ name, ph }) => name.endsWith('RunTask') && ph === 'X').map(({ ts, dur = 0 }) => ({ ts, dur })),
      frames: here.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts),
    }
  })
  // other tabs and workers have main threads of their own, and draw nothing
  return perThread.sort((one, other) => other.frames.length - one.frames.length)[0]
}

/** Between one frame and the next, so much was done. */
function workOf({ tasks, frames }) {
  const starts = [...new Set(frames)].sort((one, other) => one - other)
  const apart = starts.filter((at, n) => n === 0 || at - starts[n - 1] > 2_000)
  return apart.slice(0, -1).map((begin, n) => {
    const end = apart[n + 1]
    const within = tasks.filter(({ ts, dur }) => ts < end && ts + dur > begin)
    return within.reduce((sum, { ts, dur }) => sum + Math.min(end, ts + dur) - Math.max(begin, ts), 0) / 1_000
  })
}

const browser = await launch()
try {
  const context = await browser.newContext({ baseURL: base, viewport: WIDE, locale: 'zh-CN', ignoreHTTPSErrors: base.startsWith('https:') })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${base}/cockpit/login?to=%2F`)
  await page.getByLabel('用户名').fill('district')
  await page.getByLabel('密码').fill(password)
  const layer = page.waitForResponse((answer) => answer.url().includes('/api/incidents/map') && answer.ok())
  await page.locator('main button.primary').click()
  const { clusters, points } = await (await layer).json()
  await page.waitForSelector('.map .box[data-drawn]')
  const box = await page.locator('.map .box').boundingBox()
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'] })
  await page.mouse.down()
  const end = Date.now() + seconds * 1_000
  let moved = 0
  for (let x = 0; Date.now() < end; x++) {
    // to and fro, so that it never comes to the end of the world
    const turn = Math.sin((x * STEP) / 200) * 220
    await page.mouse.move(middle.x + turn, middle.y + turn / 3)
    moved++
  }
  await page.mouse.up()
  const trace = readTrace(await browser.stopTracing())
  const shown = clusters.reduce((sum, { count }) => sum + count, 0) + points.length
  console.log(JSON.stringify({ points: shown, drawn: clusters.length + points.length, moved, seconds, work: workOf(trace) }))
} finally {
  await browser.close()
}
