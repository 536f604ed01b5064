// The same pages on other screens, by keyboard alone, and where the connection is not secure.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, DESK, PHONE, shown, signedIn, signIn, someone, WIDE } from './browser.mjs'
import { people, reportOf, unique } from './reporting.mjs'

/** Goes on with the Tab key until something has the focus, as somebody without a mouse does. */
async function tabTo(page, what) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await what.evaluate((element) => element === document.activeElement)) return
  }
  assert.fail(`the keyboard does not reach ${what}`)
}

test('residents find their pages on a large screen too', async () => {
  const { page, faults } = await signedIn('resident', '/', { viewport: DESK })
  await page.getByRole('heading', { name: '身边的事，说一声' }).waitFor()
  await shown(page, 'portal-home')
  await page.getByRole('navigation').getByRole('link', { name: '我的反映' }).click()
  await page.getByRole('heading', { name: '我的反映' }).waitFor()
  await shown(page, 'portal-my')
  await page.goto(`${base}/report/what`)
  await page.getByLabel('发生了什么？').fill(`大屏幕上写 ${unique()}`)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '在哪里？' }).waitFor()
  await shown(page, 'portal-report-where')
  await page.goto(`${base}/areas/430181`)
  await page.getByRole('heading', { name: '职责清单' }).waitFor()
  await shown(page, 'portal-area')
  assert.deepEqual(faults, [])
})

test('a resident reports by keyboard alone', async () => {
  const { page } = await signedIn('resident', '/')
  await page.getByRole('heading', { name: '身边的事，说一声' }).waitFor()
  await page.reload()
  await page.keyboard.press('Tab')
  assert.equal(await page.getByRole('link', { name: '跳到正文' }).evaluate((link) => link === document.activeElement), true)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: '我要反映' }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/report/what')
  await page.getByLabel('发生了什么？').waitFor()
  await tabTo(page, page.getByLabel('发生了什么？'))
  await page.keyboard.type(`只用键盘反映 ${unique()}`)
  await tabTo(page, page.getByRole('button', { name: '下一步' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '在哪里？' }).waitFor()
  await tabTo(page, page.getByLabel('写地址'))
  await page.keyboard.type('示例路 3 号')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '看一遍，没问题就提交' }).waitFor()
  await tabTo(page, page.getByRole('button', { name: '提交' }))
  await page.keyboard.press('Enter')
  await page.getByText('您的反映已交给').waitFor()
})

test('the desk fits the wall, the table and the pocket, in both languages', async () => {
  const { resident, district } = await people({ resident: ['/'], district: ['/desk/incidents', { viewport: WIDE }] })
  const incident = await reportOf(resident, `列表里的一件 ${unique()}`)
  await district.reload()
  await district.getByRole('cell').first().waitFor()
  await shown(district, 'desk-list')
  await district.setViewportSize(PHONE)
  // the table has such links as well: what is waited for is that it makes room for cards
  await district.getByRole('table').waitFor({ state: 'detached' })
  await district.getByRole('link', { name: '列表里的一件' }).first().waitFor()
  await shown(district, 'desk-list')
  await district.setViewportSize(DESK)
  await district.getByRole('button', { name: 'Switch to English' }).click()
  await district.getByRole('heading', { name: 'Incidents' }).waitFor()
  await shown(district, 'desk-list-en')
  await district.goto(`${base}/desk/incidents/${incident.id}`)
  await district.getByRole('heading', { name: 'What happened' }).waitFor()
  await shown(district, 'desk-incident-en')
})

test('the field pages say plainly when the connection is not secure', async () => {
  const { page } = await someone()
  const insecure = base.replace(/\/\/[^:/]+/, '//linli.test')
  await page.goto(`${insecure}/field/login`)
  await page.getByText('这个网址不是安全连接（https）').waitFor()
  await signIn(page, 'grid')
  await page.getByRole('heading', { name: '待办任务' }).waitFor()
  await page.getByText('这个网址不是安全连接（https）').waitFor()
  await page.getByRole('link', { name: '上报' }).click()
  await page.getByRole('heading', { name: '发生了什么？' }).waitFor()
  assert.equal(await page.getByRole('button', { name: '用我现在的位置' }).isDisabled(), true)
  await shown(page, 'field-insecure')
})
