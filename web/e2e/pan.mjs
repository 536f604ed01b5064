// Measures what panning the wall's map costs the page: a trace of a real browser, told as JSON. Called by ./linli bench cockpit.
import { launch } from './chromium.mjs'

const base = process.env.BASE_URL ?? 'http://localhost:8080'
const password = process.env.LINLI_DEMO_PASSWORD ?? 'secret'
const seconds = Number(process.env.PAN_SECONDS ?? 5)
const WIDE = { width: 1920, height: 1080 }
const STEP = 12

const of = ({ pid, tid }) => `${pid}/${tid}`
const SCRIPT = ['FireAnimationFrame', 'EventDispatch', 'TimerFire', 'FunctionCall', 'HandlePostMessage', 'RunMicrotasks']
const LAYOUT = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit']

/** Those that lie in none of the others: one begun within another is a part of it, and is not counted twice. */
function outermost(events) {
  let end = -Infinity
  const apart = []
  for (const event of events.sort((one, other) => one.ts - other.ts || other.dur - one.dur)) {
    if (event.ts < end) continue
    end = event.ts + event.dur
    apart.push(event)
  }
  return apart
}

/** What the page's main thread did, and the beginnings of its frames, in microseconds. */
function readTrace(buffer) {
  const { traceEvents } = JSON.parse(buffer.toString())
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const perThread = mains.map((main) => {
    const here = traceEvents.filter((event) => of(event) === of(main))
    const named = (names) =>
      outermost(
        here.filter(({ name, ph, dur }) => ph === 'X' && dur && names.includes(name)).map(({ ts, dur, tdur = 0 }) => ({ ts, dur, tdur })),
      )
    return {
      tasks: named(['RunTask']),
      script: named(SCRIPT),
      layout: named(LAYOUT),
      frames: here.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts),
    }
  })
  // other tabs and workers have main threads of their own, and draw nothing
  const [drawing] = perThread.sort((one, other) => other.frames.length - one.frames.length)
  if (!drawing?.tasks.some(({ tdur }) => tdur > 0)) throw new Error('The trace tells no processor time of the main thread')
  return drawing
}

/**
 * What was done between one frame and the next, in milliseconds: what the thread had of a processor, of that in scripts and
 * for style and layout, and how long it was occupied, waiting for the drawing and for its turn on the processor included.
 */
function perFrame({ tasks, script, layout, frames }) {
  const starts = [...new Set(frames)].sort((one, other) => one - other)
  const apart = starts.filter((at, n) => n === 0 || at - starts[n - 1] > 2_000)
  return apart.slice(0, -1).map((begin, n) => {
    const end = apart[n + 1]
    const sum = (events, time) =>
      events.reduce((all, event) => {
        const within = Math.min(end, event.ts + event.dur) - Math.max(begin, event.ts)
        return within > 0 ? all + time(event) * (within / event.dur) : all
      }, 0) / 1_000
    const busy = ({ tdur }) => tdur
    return { work: sum(tasks, busy), script: sum(script, busy), layout: sum(layout, busy), occupied: sum(tasks, ({ dur }) => dur) }
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
  const frames = perFrame(readTrace(await browser.stopTracing()))
  if (frames.length === 0) throw new Error('No frame was drawn while the map was moved')
  const shown = clusters.reduce((sum, { count }) => sum + count, 0) + points.length
  console.log(JSON.stringify({ points: shown, drawn: clusters.length + points.length, moved, seconds, frames }))
} finally {
  await browser.close()
}
