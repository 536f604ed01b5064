// The first administrator, made by whoever holds the link that the server prints; ServeTests runs this file.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, shown, signIn, someone } from './browser.mjs'

test('whoever holds the link makes the first administrator, and signs in', async () => {
  const { page, faults } = await someone({ viewport: DESK })
  await page.goto(process.env.SETUP_LINK)
  await page.getByRole('heading', { name: '设立首位管理员' }).waitFor()
  await shown(page, 'setup')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'The first administrator' }).waitFor()
  await page.getByRole('link', { name: '中文' }).click()
  await page.getByLabel('用户名').fill('first')
  await page.getByLabel('姓名').fill('示例甲')
  await page.getByLabel('密码').fill('short')
  await page.getByRole('button', { name: '设立账号' }).click()
  await page.getByRole('status').filter({ hasText: '10' }).waitFor() // why that one will not do
  await page.getByLabel('密码').fill(process.env.SETUP_PASSWORD)
  await page.getByRole('button', { name: '设立账号' }).click()
  await page.getByRole('status').filter({ hasText: '账号已设立。' }).waitFor()
  assert.equal(await page.getByRole('button', { name: '设立账号' }).isVisible(), false)
  await page.getByRole('link', { name: '去登录' }).click()
  await page.getByLabel('用户名').waitFor()
  await signIn(page, 'first', process.env.SETUP_PASSWORD)
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  assert.deepEqual(faults, [])
})
