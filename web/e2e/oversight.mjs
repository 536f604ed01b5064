// Who may know who reported, whom it is about, and what is done when it was not done well.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { base, DESK, shown, signedIn, someone } from './browser.mjs'
import { people, reported, reportOf, step, unique } from './reporting.mjs'

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
  await page.getByText('这是您自己的申请，要另一个人同意。').waitFor()
  assert.equal(await page.getByRole('button', { name: '同意查看身份' }).count(), 0)
  await shown(page, 'desk-confidential')

  // the second person finds what waits without being sent anything
  const second = await signedIn('district', '/desk/', { viewport: DESK })
  await second.page.locator('.bar nav').getByText('数据与隐私').click()
  await second.page.getByRole('link', { name: '身份申请' }).click()
  await second.page.getByRole('heading', { name: '等人同意的身份申请' }).waitFor()
  await second.page.getByRole('link', { name: words }).waitFor()
  await shown(second.page, 'desk-disclosures')
  // says no first, with a reason; the first learns it and asks again
  const mine = second.page.getByRole('listitem').filter({ hasText: words })
  await mine.getByRole('button', { name: '不同意' }).click()
  await mine.getByRole('button', { name: '确定不同意' }).click()
  await second.page.getByRole('alert').filter({ hasText: '请写明原因。' }).waitFor()
  await mine.getByLabel('为什么不同意').fill('先电话核实')
  await mine.getByRole('button', { name: '确定不同意' }).click()
  await second.page.getByText('已答复不同意。').waitFor()
  await page.reload()
  await page.getByText('先电话核实').waitFor()
  await page.getByRole('button', { name: '申请查看身份' }).click()
  await page.getByLabel('原因').fill('需要核对现场情况')
  await page.getByRole('button', { name: '申请查看身份' }).click()
  await page.getByText('申请已提交，等另一个人同意。').waitFor()
  await second.page.reload()
  await second.page.getByRole('link', { name: words }).click()
  // the list has the same button: wait until the matter itself is open
  await second.page.getByRole('heading', { name: '办理过程' }).waitFor()
  await second.page.getByText('原因：需要核对现场情况').waitFor()
  await second.page.getByRole('button', { name: '同意查看身份' }).click()
  await second.page.getByText('已同意。').waitFor()
  await second.page
    .getByRole('listitem')
    .filter({ hasText: /^查看反映人身份/ })
    .waitFor()

  await page.getByRole('button', { name: '已有人同意，查看' }).click()
  const why = `需要核对现场情况 ${unique()}`
  await page.getByLabel('原因').fill(why)
  await page.getByRole('button', { name: '查看联系方式' }).click()
  await page.getByText('示例住户').waitFor()

  // whose data it was reads who looked, and so does who audits
  await resident.page.goto(`${base}/looks`)
  await resident.page.getByRole('heading', { name: '谁看过我的信息' }).waitFor()
  const look = resident.page.getByRole('listitem').filter({ hasText: why })
  await look.getByText('街道（乡镇）工作人员').waitFor()
  await look.getByText('查看了反映人信息').waitFor()
  await look.getByText('集里街道').waitFor()
  await shown(resident.page, 'portal-looks')
  const auditor = await signedIn('auditor', '/desk/audit', { viewport: DESK })
  await auditor.page.getByLabel('行为').fill('look')
  await auditor.page.getByRole('button', { name: '查询' }).click()
  await auditor.page.getByRole('row').filter({ hasText: why }).getByText('街道（乡镇）工作人员').waitFor()
  await auditor.page.getByRole('row').filter({ hasText: why }).getByText('集里街道').waitFor()
  await shown(auditor.page, 'desk-audit')
  assert.deepEqual([...resident.faults, ...auditor.faults], [])
})

test('a contact is shown for a reason that is asked, and the look is recorded', async () => {
  const words = `电梯又停了 ${unique()}`
  const { resident, community } = await people({ resident: ['/'], community: ['/desk/', { viewport: DESK }] })
  const incident = await reportOf(resident, words, { contact: { name: '示例住户乙', phone: '13800008000' } })

  await community.goto(`${base}/desk/incidents/${incident.id}`)
  await community.getByText('示***乙').or(community.getByText('示**乙')).first().waitFor()
  assert.equal(await community.getByText('13800008000').count(), 0)
  await community.getByRole('button', { name: '查看联系方式' }).click()
  await community.getByText('查看会留下记录').waitFor()
  await community.getByRole('button', { name: '查看联系方式' }).click()
  await community.getByRole('alert').filter({ hasText: '请写明原因。' }).waitFor()
  assert.equal(await community.getByLabel('原因').getAttribute('aria-invalid'), 'true')
  await shown(community, 'desk-unmask')
  await community.getByLabel('原因').fill('要约上门时间')
  const looked = community.waitForRequest((request) => request.url().endsWith('/reporter'))
  await community.getByRole('button', { name: '查看联系方式' }).click()
  await community.getByText('13800008000').waitFor()
  assert.deepEqual((await looked).postDataJSON(), { reason: '要约上门时间' })
  // for this look only: whoever comes back is asked again
  await community.reload()
  await community.getByRole('button', { name: '查看联系方式' }).waitFor()
  assert.equal(await community.getByText('13800008000').count(), 0)
})

test('the grid worker whom a report is about neither gets nor sees it', async () => {
  const words = `网格员一直不来 ${unique()}`
  const { page, faults } = await signedIn('resident', '/report/what')
  const number = await reported(page, words, {
    before: async () => {
      await page.getByRole('link', { name: '修改关于谁' }).click()
      await page.getByLabel('是，反映的是某个单位').check()
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByRole('alert').filter({ hasText: '请选是哪一个单位。' }).waitFor()
      await page.getByLabel('是，反映的是网格员').check()
      await page.getByLabel('哪一个网格的网格员？').selectOption({ index: 1 })
      await shown(page, 'portal-report-about')
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByText(/是，反映的是网格员 · ./).waitFor()
    },
  })
  const handler = await page.getByText('您的反映已交给').innerText()
  assert.doesNotMatch(handler, /网格员/)
  const { grid, community } = await people({
    grid: ['/field/'],
    community: [`/desk/incidents?q=${encodeURIComponent(number)}`, { viewport: DESK }],
  })
  await community.getByRole('link', { name: words }).waitFor()
  await grid.getByRole('heading', { name: '待办任务' }).waitFor()
  await grid.waitForLoadState('networkidle')
  assert.equal(await grid.getByText(words).count(), 0)
  assert.deepEqual(faults, [])
})

test('whoever reported takes the report back, and nobody has it to do any more', async () => {
  const words = `已经自己修好 ${unique()}`
  const { resident, grid } = await people({ resident: ['/'], grid: ['/field/'] })
  await reportOf(resident, words)
  await grid.reload()
  await grid.getByRole('link', { name: words }).waitFor()

  await resident.getByRole('link', { name: '我的反映' }).first().click()
  await resident.getByRole('link', { name: words }).click()
  await resident.getByRole('button', { name: '撤回' }).click()
  await resident.getByRole('button', { name: '确定撤回' }).click()
  await resident.getByRole('alert').filter({ hasText: '请写为什么撤回。' }).waitFor()
  await resident.getByLabel('为什么撤回').fill('自己修好了')
  await shown(resident, 'portal-withdraw')
  await resident.getByRole('button', { name: '确定撤回' }).click()
  await resident.getByText('“撤回”已完成。').waitFor()
  await resident.getByText('已撤回').first().waitFor()

  await grid.reload()
  await grid.getByRole('heading', { name: '待办任务' }).waitFor()
  await grid.waitForLoadState('networkidle')
  assert.equal(await grid.getByRole('link', { name: words }).count(), 0)
})

test('what was not done well goes back, is done again, and then closed; an anonymous reporter rates it by the code', async () => {
  const words = `井盖还在响 ${unique()}`
  const { resident, grid, community } = await people({
    resident: ['/'],
    grid: ['/field/'],
    community: ['/desk/', { viewport: DESK }],
  })
  const incident = await reportOf(resident, words, { privacy: 'ANONYMOUS' })
  await step(grid, incident, 'take')
  await step(grid, incident, 'feedback', { note: '垫了一下' })

  await community.goto(`${base}/desk/incidents/${incident.id}`)
  await community.getByRole('button', { name: '核查', exact: true }).click()
  await community.getByRole('button', { name: '确定核查' }).click()
  await community.getByRole('alert').filter({ hasText: '请选核查结果。' }).waitFor()
  await community.getByLabel('没有办好，退回重办').check()
  await community.getByLabel('核查时看到的情况').fill('车一过还是响')
  await community.getByRole('button', { name: '确定核查' }).click()
  await community.getByText('重办').first().waitFor()

  await grid.reload()
  await grid.getByRole('link', { name: words }).click()
  await grid.getByText('车一过还是响').waitFor()
  await grid.getByRole('button', { name: '接办' }).click()
  await grid.getByRole('button', { name: '确定接办' }).click()
  await grid.getByRole('button', { name: '反馈结果' }).click()
  await grid.getByLabel('办理了什么，结果怎样').fill('换了新井盖')
  await grid.getByRole('button', { name: '确定反馈结果' }).click()
  await grid.getByText('“反馈结果”已完成。').waitFor()
  await step(community, incident, 'inspect', { result: 'PASSED', note: '不响了' })

  const { page, faults } = await someone()
  await page.goto(`${base}/track`)
  await page.getByLabel('编号').fill(incident.number)
  await page.getByLabel('查询码').fill(incident.queryCode)
  await page.getByRole('button', { name: '查一下' }).click()
  await page.getByRole('heading', { name: '办完了，想听您说三句' }).waitFor()
  await shown(page, 'portal-track-rate')
  for (const [question, answer] of [
    ['有人联系您吗？', '否'],
    ['事情解决了吗？', '是'],
    ['您满意吗？', '是'],
  ])
    await page.getByRole('group', { name: question }).getByLabel(answer).check()
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('谢谢，您的评价已记下。').waitFor()
  assert.deepEqual(faults, [])

  await community.reload()
  await community.getByRole('heading', { name: '反映人的评价' }).waitFor()
  await community.getByText('匿名反映，没有保存任何联系。').waitFor()
})

test('the desk exports what it filtered, marked with who took it and when', async () => {
  const words = `导出这一件 ${unique()}`
  const { resident, community } = await people({ resident: ['/'], community: ['/desk/', { viewport: DESK }] })
  const incident = await reportOf(resident, words)
  await reportOf(resident, `不导出这一件 ${unique()}`)

  await community.goto(`${base}/desk/incidents?q=${encodeURIComponent(words)}`)
  await community.getByText('共 1 件').waitFor()
  const download = community.waitForEvent('download')
  await community.getByRole('link', { name: '导出', exact: true }).click()
  const file = await download
  assert.equal(file.suggestedFilename(), 'incidents.csv')
  const text = await readFile(await file.path(), 'utf8')
  assert.equal(text[0], '\uFEFF', 'spreadsheets read it as UTF-8')
  const rows = text.slice(1).trim().split(/\r?\n/)
  const matters = rows.filter((row) => /SJ-\d{6}-\d{8}-/.test(row))
  assert.equal(matters.length, 1, text)
  assert.ok(matters[0].includes(incident.number) && matters[0].includes(words), text)
  assert.match(rows[0], /导出人.*示例丙.*\d{4}-\d{2}-\d{2} \d{2}:\d{2}/)
  assert.ok(text.includes('纯属虚构'), text)

  // signed out meanwhile: the page says so, and no refusal is saved as if it were the file
  let saved = 0
  community.on('download', () => (saved += 1))
  await community.context().clearCookies()
  await community.getByRole('link', { name: '导出', exact: true }).click()
  await community.getByText('请先登录。').waitFor()
  assert.equal(saved, 0)
})
