// What leaders see on the wall.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE, shown, signedIn, WIDE } from './browser.mjs'
import { people, reportOf, unique } from './reporting.mjs'

test('a report is on the wall at once, and leads to its case and to the desk', async () => {
  const { resident } = await people({ resident: ['/'] })
  const { page, faults } = await signedIn('district', '/cockpit/', { viewport: WIDE })
  await page.getByText('● 实时').waitFor()
  await page.getByText('示意边界').waitFor()
  await page.getByRole('button', { name: '矛盾纠纷化解率' }).getByText('尚未测量').waitFor()
  const incident = await reportOf(resident, `墙上的一件 ${unique()}`)
  await page.getByRole('list').first().getByRole('button').first().click()
  await page.getByText(incident.number).waitFor()
  assert.equal(await page.getByRole('link', { name: '在工作台办理' }).getAttribute('href'), `/desk/incidents/${incident.id}`)
  await shown(page, 'cockpit', { full: false })
  await page.getByRole('button', { name: '关闭' }).click()
  await page.waitForFunction(() => document.activeElement.closest('[data-stop=now]'))
  await page.getByLabel('热力').check()
  await page.getByLabel('在岗人数').check()
  await page.getByRole('heading', { name: '未解除的预警' }).waitFor()
  await page.getByRole('rowheader').getByRole('button').first().click()
  await page.getByRole('button', { name: '返回上一级' }).click()
  await page.getByRole('button', { name: '返回上一级' }).waitFor({ state: 'detached' })
  await page.setViewportSize(PHONE)
  await shown(page, 'cockpit', { full: false })
  assert.deepEqual(faults, [])
})

/** How much of the page lies below the window. */
const below = (page) => page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)

test('the wall goes by keyboard alone, and fits the screen in both languages', async () => {
  const { page, faults } = await signedIn('district', '/cockpit/', { viewport: WIDE })
  const focused = (read) => page.evaluate(read)
  const heading = (name) => page.getByRole('heading', { level: 1, name })
  await page.getByRole('rowheader').getByRole('button').first().waitFor()
  await heading(/^(?!驾驶舱)/).waitFor() // of which area it is
  const home = (await page.getByRole('heading', { level: 1 }).innerText()).split(' ')[0]
  assert.equal(await below(page), 0)

  await page.keyboard.press('?')
  await page.getByRole('dialog').getByRole('heading', { name: '键盘操作' }).waitFor()
  await shown(page, 'cockpit-keys', { full: false })
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  await page.keyboard.press('h')
  await page.locator('[data-stop=layers] input:checked').waitFor()
  await page.keyboard.press('a')
  await page.keyboard.press('j')
  const street = await focused(() => document.activeElement.textContent)
  assert.notEqual(await focused(() => getComputedStyle(document.activeElement).outlineStyle), 'none')
  await page.keyboard.press('Enter')
  await heading(new RegExp(street)).waitFor()
  await page.keyboard.press('Escape')
  await heading(new RegExp(`^${home} `)).waitFor()

  await page.waitForSelector('.map .box[data-drawn]')
  const height = (request) => {
    const [, south, , north] = new URL(request.url()).searchParams.get('bbox').split(',').map(Number)
    return north - south
  }
  const moved = () => page.waitForRequest('**/api/incidents/map*')
  const [tall] = await Promise.all([moved(), page.setViewportSize({ ...WIDE, height: 900 })])
  const [low] = await Promise.all([moved(), page.setViewportSize({ ...WIDE, height: 780 })])
  assert.ok(height(low) >= height(tall), 'the whole area is shown on a lower screen too')
  await page.setViewportSize(WIDE)
  await page.keyboard.press('m')
  assert.equal(await focused(() => document.activeElement.tagName), 'CANVAS')
  await Promise.all([moved(), page.keyboard.press('ArrowRight')])

  await page.keyboard.press('f')
  await page.waitForFunction(() => document.fullscreenElement !== null)
  await page.keyboard.press('f')
  await page.waitForFunction(() => document.fullscreenElement === null)

  await page.getByRole('button', { name: 'Switch to English' }).click()
  await page.getByRole('button', { name: 'Keys', exact: true }).waitFor()
  assert.equal(await below(page), 0)
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Use keys of a single letter' }).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  assert.equal(await page.getByLabel('Heat').isChecked(), true)
  await page.keyboard.press('?')
  assert.equal(await page.getByRole('dialog').isVisible(), false)
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  assert.deepEqual(faults, [])
})

/** By a clock of China, so many hours from now. */
const hereIn = (hours) => new Date(Date.now() + (8 + hours) * 3_600_000).toISOString()

test('a case is given to the worker of its grid from the wall', async () => {
  const { resident2, grid } = await people({ resident2: ['/'], grid: ['/field/'] })
  const words = `墙上派出的一件 ${unique()}`
  const incident = await reportOf(resident2, words)
  const { page, faults } = await signedIn('community', `/cockpit/?case=${incident.id}`, { viewport: DESK })
  await page.getByText(incident.number).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.dataset.stop), 'case')
  const actions = page.getByRole('region', { name: '现在可以做的' })
  await actions.getByRole('button', { name: '立案' }).click()
  await actions.getByRole('button', { name: '确定立案' }).click()
  await actions.getByRole('button', { name: '派遣' }).click()
  await actions.getByRole('radio', { checked: true }).press('Escape') // within a form it does not close the case
  await actions.getByLabel('给办理人的话').fill('请今天去看')
  await actions.getByRole('button', { name: '确定派遣' }).click()
  await page.getByText('承办：').filter({ hasText: '网格员' }).waitFor()
  const reach = page.getByRole('region', { name: '找承办人' })
  await reach.getByLabel('附一句话').fill('下雨前办好')
  await reach.getByLabel('附一句话').press('Enter')
  await reach.getByText('已通知承办方').waitFor()
  const beside = page.getByRole('region', { name: '交办的任务' })
  const title = `放警示牌 ${unique()}`
  await beside.getByRole('button', { name: '交办任务' }).click()
  await beside.getByLabel('任务名称').fill(title)
  await beside.getByLabel('要做什么').fill('放三块')
  await beside.getByLabel('什么时候之前').fill(hereIn(24).slice(0, 16))
  await beside.getByRole('button', { name: '交办', exact: true }).click()
  await beside.getByText('待办').waitFor()
  await grid.reload()
  await grid.getByText(words).first().waitFor()
  await grid.getByText(title).first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByText(incident.number).waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
})
