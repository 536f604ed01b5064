// What else happens: no account, wrong words, danger, a lost network.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, DESK, shown, signedIn, signIn, someone } from './browser.mjs'

/** From the words to the answer page: what most of these need first. */
async function reported(page, words, { address, before = async () => undefined } = {}) {
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

const unique = () => `${Date.now() % 1_000_000}`

test('a wrong password is explained, and nothing else is told', async () => {
  const { page } = await someone()
  await page.goto(`${base}/login`)
  await shown(page, 'portal-sign-in')
  await signIn(page, 'resident', 'wrong')
  await page.getByRole('alert').filter({ hasText: '用户名或密码不正确。' }).waitFor()
  await shown(page, 'portal-sign-in-refused')
  assert.equal(await page.getByLabel('密码').inputValue(), '')
})

test('what is missing is said at the field, and the summary takes the focus', async () => {
  const { page } = await signedIn('resident', '/report/what')
  await page.getByRole('button', { name: '下一步' }).click()
  const summary = page.getByRole('alert').filter({ hasText: '请写一下发生了什么。' })
  await summary.waitFor()
  assert.equal(await summary.evaluate((box) => box === document.activeElement), true)
  assert.equal(await page.getByLabel('发生了什么？').getAttribute('aria-invalid'), 'true')
  await summary.getByRole('link').click()
  assert.equal(await page.getByLabel('发生了什么？').evaluate((field) => field === document.activeElement), true)
  await shown(page, 'portal-report-missing')
})

test('what the server refuses is shown at the field it is about', async () => {
  const { page } = await signedIn('resident', '/report/what')
  await page.getByLabel('发生了什么？').fill(`楼道灯不亮 ${unique()}`)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('写地址').fill('示例路 1 号')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('link', { name: '修改联系' }).click()
  await page.getByLabel('手机号').fill('12')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '提交' }).click()
  await page.locator('#phone[aria-invalid=true]').waitFor()
  assert.notEqual((await page.locator('#phone-error').innerText()).trim(), '')
  await shown(page, 'portal-report-refused')
  await page.getByLabel('手机号').fill('')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('您的反映已交给').waitFor()
})

test('danger to life shows the telephone first', async () => {
  const { page } = await signedIn('resident', '/report/what')
  await page.getByLabel('发生了什么？').fill('五楼着火了，有人被困')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '有人有危险？请先打电话' }).waitFor()
  await page.getByRole('link', { name: '119 火警' }).waitFor()
  await shown(page, 'portal-danger')
  await page.getByRole('button', { name: '已经打过，或者不需要，接着反映' }).click()
  await page.getByRole('heading', { name: '在哪里？' }).waitFor()
})

test('nothing typed is lost when the network fails or the page is left', async () => {
  const { page, context } = await signedIn('resident', '/report/what')
  const words = `断网也不能丢 ${unique()}`
  await page.getByLabel('发生了什么？').fill(words)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('写地址').fill('示例路 2 号')
  await page.getByRole('button', { name: '下一步' }).click()
  await context.setOffline(true)
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('alert').filter({ hasText: '连不上服务器' }).waitFor()
  await shown(page, 'portal-offline')
  await context.setOffline(false)
  await page.reload()
  await page.getByText(words).waitFor()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('您的反映已交给').waitFor()
  await page.goto(`${base}/my`)
  await page.getByRole('link', { name: words }).waitFor()
  assert.equal(await page.getByRole('link', { name: words }).count(), 1)
})

test('a report without a findable place is placed by the desk', async () => {
  const words = `不知道在哪的井盖 ${unique()}`
  const resident = await signedIn('resident', '/report/what')
  const number = await reported(resident.page, words, { address: '就在那边' })

  const { page, faults } = await signedIn('district', `/desk/incidents?queue=UNPLACED&q=${number}`, { viewport: DESK })
  await page.getByRole('link', { name: words }).click()
  await page.getByRole('button', { name: '定位', exact: true }).click()
  await page.getByRole('combobox', { name: '街道（乡镇）' }).selectOption({ index: 1 })
  await page.getByRole('combobox', { name: '社区（村）' }).selectOption({ index: 1 })
  await page.getByRole('combobox', { name: '网格' }).selectOption({ index: 1 })
  await shown(page, 'desk-place')
  await page.getByRole('button', { name: '确定定位' }).click()
  await page.getByText('“定位”已完成。').waitFor()
  assert.deepEqual(faults, [])
})

test('the desk dispatches to whom it chooses', async () => {
  const words = `大件垃圾堆在路口 ${unique()}`
  const resident = await signedIn('resident', '/report/what')
  const number = await reported(resident.page, words)

  const { page, faults } = await signedIn('community', `/desk/incidents?q=${number}`, { viewport: DESK })
  await page.getByRole('link', { name: words }).click()
  const file = page.getByRole('button', { name: '立案', exact: true })
  const dispatch = page.getByRole('button', { name: '派遣', exact: true })
  await file.or(dispatch).first().waitFor()
  if (await file.isVisible()) {
    await file.click()
    await page.getByRole('button', { name: '确定立案' }).click()
    await page.getByText('“立案”已完成。').waitFor()
  }
  await dispatch.click()
  await page.getByRole('radio').first().check()
  await page.getByLabel('给办理人的话').fill('请今天去看一下')
  await shown(page, 'desk-dispatch')
  await page.getByRole('button', { name: '确定派遣' }).click()
  await page.getByText('“派遣”已完成。').waitFor()
  await page.getByText('请今天去看一下').waitFor()
  assert.deepEqual(faults, [])
})

test('somebody without an account reports with a code sent to the phone', async () => {
  const { page, faults } = await someone()
  await page.goto(`${base}/`)
  await page.getByRole('link', { name: '我要反映' }).click()
  await page.getByRole('link', { name: '没有账号？用手机验证码反映' }).click()
  await page.getByRole('button', { name: '发送验证码' }).click()
  await page.getByRole('alert').filter({ hasText: '请填写手机号。' }).waitFor()
  await page.getByLabel('手机号').fill(`139${String(Date.now()).slice(-8)}`)
  await page.getByRole('button', { name: '发送验证码' }).click()
  const told = await page.getByText('演示环境不发短信').innerText()
  await page.getByLabel('验证码').fill(told.match(/\d{6}/)[0])
  await shown(page, 'portal-guest')
  await page.getByRole('button', { name: '开始反映' }).click()
  await reported(page, `访客反映 ${unique()}`)
  assert.deepEqual(faults, [])
})

test('a worker reports for somebody on one page', async () => {
  const { page, faults } = await signedIn('grid', '/field/report')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('alert').filter({ hasText: '请写一下发生了什么。' }).waitFor()
  await page.getByLabel('发生了什么？').fill(`替住户反映水管漏水 ${unique()}`)
  await page.getByRole('button', { name: '用我现在的位置' }).click()
  await page.getByText('这里属于').waitFor()
  await shown(page, 'field-report')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('请把编号和查询码告诉当事人').waitFor()
  await page.goto(`${base}/field/done`)
  await page.getByRole('heading', { name: '已办任务' }).waitFor()
  await shown(page, 'field-done')
  assert.deepEqual(faults, [])
})

test('the desk finds, filters and opens by keyboard', async () => {
  const { page, faults } = await signedIn('community', '/desk/incidents', { viewport: DESK })
  await page.getByRole('cell').first().waitFor()
  await page.getByText(/共 .+ 件/).waitFor()
  await shown(page, 'desk-list')
  await page.keyboard.press('/')
  await page.keyboard.type('没有这样的事')
  await page.keyboard.press('Enter')
  await page.getByText('没有符合条件的事件。').waitFor()
  assert.match(page.url(), /q=/)
  await shown(page, 'desk-list-empty')
  await page.goBack()
  await page.getByRole('cell').first().waitFor()
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '办理过程' }).waitFor()
  assert.deepEqual(faults, [])
})

test('a confidential reporter is shown only when two persons agree, with a reason', async () => {
  const words = `保密反映 ${unique()}`
  const resident = await signedIn('resident', '/report/what')
  const number = await reported(resident.page, words, {
    before: async () => {
      await resident.page.getByRole('link', { name: '修改身份' }).click()
      await shown(resident.page, 'portal-report-privacy')
      await resident.page.getByLabel('保密').check()
      await resident.page.getByRole('button', { name: '下一步' }).click()
      await resident.page.getByRole('link', { name: '修改联系' }).click()
      await resident.page.getByLabel('称呼').fill('示例住户')
      await resident.page.getByRole('button', { name: '下一步' }).click()
    },
  })

  // who handles it sees no reporter and no way to one
  const community = await signedIn('community', `/desk/incidents?q=${number}`, { viewport: DESK })
  await community.page.getByRole('link', { name: words }).click()
  await community.page.getByText('保密反映，身份不显示。').waitFor()
  assert.equal(await community.page.getByRole('button', { name: '申请查看身份' }).count(), 0)

  const { page } = await signedIn('street', `/desk/incidents?q=${number}`, { viewport: DESK })
  await page.getByRole('link', { name: words }).click()
  await page.getByRole('button', { name: '申请查看身份' }).click()
  await page.getByRole('button', { name: '申请查看身份' }).click()
  await page.getByRole('alert').filter({ hasText: '请写明原因。' }).waitFor()
  await page.getByLabel('原因').fill('需要核对现场情况')
  await page.getByRole('button', { name: '申请查看身份' }).click()
  await page.getByText('申请已提交，等另一个人同意。').waitFor()
  await shown(page, 'desk-confidential')

  const link = new URL(await page.getByRole('link', { name: 'disclosure=' }).getAttribute('href'))
  const second = await signedIn('district', link.pathname + link.search, { viewport: DESK })
  await second.page.getByRole('button', { name: '同意查看身份' }).click()
  await second.page.getByText('已同意。').waitFor()

  await page.getByRole('button', { name: '已有人同意，查看' }).click()
  await page.getByLabel('原因').fill('需要核对现场情况')
  await page.getByRole('button', { name: '查看联系方式' }).click()
  await page.getByText('示例住户').waitFor()
})

test('every face speaks English when asked, and remembers', async () => {
  const { page } = await signedIn('resident', '/')
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await page.getByRole('heading', { name: 'Something nearby? Say so' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Something nearby? Say so' }).waitFor()
  await shown(page, 'portal-home-en')
  await page.getByRole('button', { name: 'Large type' }).click()
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '20px')
  await shown(page, 'portal-home-elder')
})

test('who is in charge of a grid can be read by everyone who signs in', async () => {
  const { page } = await signedIn('resident', '/')
  await page.getByRole('link', { name: /各网格由谁负责/ }).click()
  await page.getByRole('heading', { name: '职责清单' }).waitFor()
  for (let level = 0; level < 3; level++) await page.locator('ul.areas a').first().click()
  await page.waitForURL(/\/areas\/\d{15}$/)
  await page.getByText('网格长').waitFor()
  await shown(page, 'portal-area')
})
