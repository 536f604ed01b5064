// Weather at the desk: a station, an hour read off it, and what it adds up to.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE, shown, signedIn } from './browser.mjs'

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
