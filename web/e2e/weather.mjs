// Weather at the desk: a station, an hour read off it, and what it adds up to.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, here, PHONE, shown, signedIn } from './browser.mjs'

test('the street sets up a station and writes down an hour with the keyboard', async () => {
  const { page, faults } = await signedIn('street', '/desk/weather', { viewport: DESK })
  const code = `E-${Date.now().toString(36)}`
  await page.getByRole('button', { name: '新设雨量站' }).press('Enter')
  await page.getByLabel('站号').fill(code)
  await page.getByLabel('名称').fill('示例甲站')
  await page.getByRole('button', { name: '保存' }).press('Enter')
  await page.getByText('还没有观测数据').waitFor()
  await page.getByRole('button', { name: '填报' }).press('Enter')
  await page.getByText('请填写 0 至 500 的数').first().waitFor()
  await page.getByLabel('小时结束时间').selectOption({ index: 1 })
  await page.getByLabel('这一小时的雨量').fill('12.5')
  await page.getByLabel('这一小时的雨量').press('Enter')
  await page.getByText('最近 48 小时共 12.5 毫米').first().waitFor()
  await page.getByText('12 小时 12.5 毫米，未达到 50 毫米').first().waitFor()
  await shown(page, 'desk-weather')
  await page.setViewportSize(PHONE)
  await shown(page, 'desk-weather')
  await page.setViewportSize(DESK)
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await page.getByRole('heading', { name: 'Warnings received' }).waitFor()
  await shown(page, 'desk-weather-en')
  assert.deepEqual(faults, [])
})

test('the street brings heights of the ground, is told what is wrong with a file, and takes them away again', async () => {
  const { page, faults } = await signedIn('street', '/desk/evacuations', { viewport: DESK })
  const panel = page.getByRole('region', { name: '地形资料' })
  const file = (text) =>
    panel.locator('input[type=file]').setInputFiles({ name: '示例.asc', mimeType: 'text/plain', buffer: Buffer.from(text) })
  const send = panel.getByRole('button', { name: '导入到所选区域' })
  await send.press('Enter')
  await page.getByText('请写明来源').first().waitFor()
  const source = `示例测绘 ${Date.now().toString(36)}`
  await panel.getByLabel('来源').fill(source)
  await panel.getByLabel('测量日期').fill('2024-05-01')
  await file('ncols 2')
  await send.press('Enter')
  await page.getByText('应为 Esri ASCII 格网').first().waitFor()
  const { longitude, latitude } = here()
  await file(`ncols 2\nnrows 1\nxllcorner ${longitude}\nyllcorner ${latitude}\ncellsize 0.0005\n48.5 -9999\n`)
  await send.press('Enter')
  await panel.getByText('2 格中 1 格有高程').waitFor()
  const row = panel.getByRole('row').filter({ hasText: source })
  await row.getByRole('button', { name: '移除' }).press('Enter')
  await panel.getByLabel('为什么移除').fill('示例：范围有误')
  await panel.getByLabel('为什么移除').press('Enter')
  await row.waitFor({ state: 'detached' })
  await shown(page, 'desk-evacuations')
  await page.setViewportSize(PHONE)
  await shown(page, 'desk-evacuations')
  assert.deepEqual(faults, [])
})
