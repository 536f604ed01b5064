// One real browser for all journeys, and what they do over and over.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before } from 'node:test'
import { deflateSync } from 'node:zlib'
import { request } from 'playwright-core'
import { launch } from './chromium.mjs'

export const base = process.env.BASE_URL ?? 'http://localhost:8080'
const password = process.env.LINLI_DEMO_PASSWORD ?? 'secret'
const pictures = process.env.PICTURES ?? 'target/pictures'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const PHONE = { width: 375, height: 812 }
export const DESK = { width: 1440, height: 900 }
export const WIDE = { width: 1920, height: 1080 }
/** A point in the grid that the account "grid" answers for. */
let spot
export const here = () => spot

let browser
before(async () => {
  mkdirSync(pictures, { recursive: true })
  browser = await launch()
  spot = process.env.HERE ? JSON.parse(process.env.HERE) : await placeOf('grid')
})
after(() => browser?.close())

/** The middle of the first post's area of an account, from the outlines that the server draws. */
async function placeOf(username) {
  const server = await request.newContext({ baseURL: base })
  await server.get('/api/session')
  const { cookies } = await server.storageState()
  const token = cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? ''
  const session = await server.post('/api/session', { data: { username, password }, headers: { 'X-XSRF-TOKEN': token } })
  assert.ok(session.ok(), `${username} signs in: ${await session.text()}`)
  const { area } = (await session.json()).posts[0]
  const { features } = await (await server.get(`/api/territory/boundaries?parent=${area.slice(0, 12)}`)).json()
  const feature = features.find(({ properties }) => properties.code === area)
  assert.ok(feature, `${area} has an outline`)
  const ring = feature.geometry.type === 'Polygon' ? feature.geometry.coordinates[0] : feature.geometry.coordinates[0][0]
  const corners = ring.slice(1)
  const middle = (axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  await server.dispose()
  return { longitude: middle(0), latitude: middle(1) }
}

/** A fresh browser of somebody; `faults` fills with what went wrong in its pages. */
export async function someone({ viewport = PHONE, locale = 'zh-CN', at = spot, serviceWorkers = 'block' } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    viewport,
    locale,
    geolocation: at,
    permissions: ['geolocation', 'microphone'],
    timezoneId: 'Asia/Shanghai',
    ignoreHTTPSErrors: base.startsWith('https:'), // a server of our own, with a certificate of its own
    serviceWorkers,
  })
  // a line that stays open would never let the network come to rest; 204 tells the browser not to try again
  await context.route('**/api/notices/stream', (route) => route.fulfill({ status: 204 }))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults = []
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('console', (line) => line.type() === 'error' && !/Failed to load resource/.test(line.text()) && faults.push(line.text()))
  return { page, context, faults }
}

/** Somebody with an account, already signed in, on the page they wanted. */
export async function signedIn(username, path, options) {
  const guest = await someone(options)
  const face = path.match(/^\/(cockpit|desk|field)\//)?.[0] ?? '/'
  await guest.page.goto(`${base}${face}login?to=${encodeURIComponent(path.replace(face, '/'))}`)
  await signIn(guest.page, username)
  await guest.page.waitForURL((url) => !url.pathname.endsWith('/login'))
  return guest
}

export async function signIn(page, username, secret = password) {
  const english = (await page.locator('html').getAttribute('lang')) === 'en'
  await page.getByLabel(english ? 'User name' : '用户名').fill(username)
  await page.getByLabel(english ? 'Password' : '密码').fill(secret)
  await page.locator('main button.primary').click()
}

/** Photographs the page, and has it looked over for what keeps people out of it. */
export async function shown(page, name, { full = true } = {}) {
  const { width, height } = page.viewportSize()
  // where a live stream is being opened again the network does not rest: five seconds do then
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch((error) => assert.equal(error.name, 'TimeoutError'))
  await fits(page, name)
  // as tall as the page is: what is fixed to the bottom stands at the bottom
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  if (full && tall > height) await page.setViewportSize({ width, height: tall })
  // without network the map may have nothing to draw with
  await page.waitForFunction(() => !navigator.onLine || !document.querySelector('.map .box:not([data-drawn])'))
  const broken = await page.evaluate(() =>
    [...document.images].filter((image) => image.complete && !image.naturalWidth).map(({ src }) => src),
  )
  assert.deepEqual(broken, [], `pictures of ${name}`)
  await accessible(page, name)
  await page.screenshot({ path: `${pictures}/${name}-${width}x${height}.png` })
  await page.setViewportSize({ width, height })
}

/** Nothing scrolls sideways: not as it is, not at the smallest phone, not at 200 % zoom. */
async function fits(page, name) {
  const { width, height } = page.viewportSize()
  for (const narrow of [width, width > 800 ? width / 2 : 320]) {
    await resize(page, { width: narrow, height })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(over <= 0, `${name} scrolls sideways by ${over} px at ${narrow} px`)
  }
  await resize(page, { width, height })
}

/** Another size of window, once the page has followed. */
async function resize(page, size) {
  await page.setViewportSize(size)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** axe-core finds nothing serious or critical. */
export async function accessible(page, name) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const bad = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n  ${failureSummary}`).join('\n  ')}`)
  assert.deepEqual(bad, [], `accessibility of ${name}`)
}

/** A picture as a camera might make it, of the size wanted: a PNG with a gradient and a bar. */
export function photo(width = 1200, height = 900) {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      const isPost = Math.abs(x - width / 2) < width / 40
      rows[at] = isPost ? 60 : 120 + (60 * y) / height
      rows[at + 1] = isPost ? 60 : 150 + (60 * x) / width
      rows[at + 2] = isPost ? 70 : 200
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const png = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
  return { name: 'photo.png', mimeType: 'image/png', buffer: png }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function crc32(data) {
  let crc = ~0
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
