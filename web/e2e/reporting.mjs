// How a report comes about, by the pages or, where the pages are not what is looked at, by the API.
import assert from 'node:assert/strict'
import { base, here, signedIn } from './browser.mjs'

export const unique = () => `${Date.now() % 1_000_000}`

/** From the words to the answer page: what most journeys need first. */
export async function reported(page, words, { address, before = async () => undefined } = {}) {
  await page.getByLabel('发生了什么？').fill(words)
  await page.getByRole('button', { name: '下一步' }).click()
  if (address) {
    await page.getByLabel('写地址').fill(address)
    await page.getByRole('button', { name: '下一步' }).click()
  } else await page.getByRole('button', { name: '用我现在的位置' }).click()
  await page.getByRole('heading', { name: '看一遍，没问题就提交' }).waitFor()
  await before()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('您的反映已交给').waitFor()
  return page.locator('dl.facts dd').first().innerText()
}

/** What somebody signed in asks of the server without a page. */
export async function post(page, path, data) {
  const token = (await page.context().cookies()).find(({ name }) => name === 'XSRF-TOKEN')?.value ?? ''
  const response = await page.request.post(base + path, { data, headers: { 'X-XSRF-TOKEN': token } })
  assert.ok(response.ok(), `${path}: ${await response.text()}`)
  return response.json()
}

/** Several people at once, each signed in at the place where they start. */
export async function people(places) {
  const who = await Promise.all(Object.entries(places).map(async ([name, [path, options]]) => [name, await signedIn(name, path, options)]))
  return Object.fromEntries(who.map(([name, { page }]) => [name, page]))
}

/** A report of whoever has this page, at the place of the grid worker. */
export const reportOf = (page, description, more = {}) => post(page, '/api/incidents', { description, location: here(), ...more })

export const step = (page, incident, name, body = {}) => post(page, `/api/incidents/${incident.id}/${name}`, body)

/** A house of two floors on the ground of the worker who has this page, with somebody at home behind the first door. */
export async function houseOf(page) {
  const { posts } = await (await page.request.get(`${base}/api/session`)).json()
  const { area } = posts[0]
  const building = await post(page, '/api/buildings', { area, name: `示例${unique()}栋` })
  const rooms = ['101', '102', '201', '202']
  const homes = []
  for (const room of rooms) homes.push(await post(page, `/api/buildings/${building.id}/homes`, { unit: '1单元', room }))
  await post(page, '/api/residents', { name: '示例住户丙', born: '1950-03-01', sex: 'FEMALE', home: homes[0].id })
  return { area, name: building.name, home: homes[0], empty: homes[1] }
}

/** A made-up identity number of a region that does not exist, right by its check character. */
export function identity() {
  const body = `4399001980010${1 + (Date.now() % 9)}${unique().slice(-3).padStart(3, '0')}`
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11), 0)
  return body + '10X98765432'[sum % 11]
}
