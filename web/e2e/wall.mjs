// What leaders see on the wall.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHONE, shown, signedIn, WIDE } from './browser.mjs'
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
