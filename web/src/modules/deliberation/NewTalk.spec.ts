import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '@/app/session'
import { open } from '@/testing/page'
import { serving } from '@/testing/server'
import { anOpinion, aTalk, bodyOf } from './useTalks'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
  localStorage.clear()
})

const post = { role: 'GRID_WORKER', area: '430181002001001', areaName: '第一网格' }
const me = { username: 'grid', posts: [post], held: [post], permissions: ['deliberation:talk'], menus: [] }

it('leaves out lines that are empty, and counts topics as they are sent', () => {
  const [first, second] = [anOpinion(), anOpinion()]
  const draft = {
    ...aTalk(),
    area: '430181002001001',
    place: ' 凉亭 ',
    heldAt: '2026-11-21T19:30',
    topics: ['', ' 路灯 '],
    answerBy: '2026-11-28',
    opinions: [anOpinion(), { ...first, words: '不亮', topic: '1', state: 'REPORTED' as const }, { ...second, words: '谢谢', topic: '0' }],
  }
  expect(bodyOf(draft)).toEqual({
    area: '430181002001001',
    place: '凉亭',
    heldAt: '2026-11-21T19:30:00+08:00',
    topics: ['路灯'],
    answerBy: '2026-11-28',
    opinions: [
      { id: first.id, words: '不亮', topic: 0, state: 'REPORTED', matter: { type: undefined, address: undefined } },
      { id: second.id, words: '谢谢', state: 'OPEN' },
    ],
  })
})

it('says what is missing, sends all in one go under the id of the talk, and shows a refusal at the opinion', async () => {
  const calls: { path: string; key: string | null; body: { opinions: unknown[] } }[] = []
  const refusal = { title: '填写有误', errors: [{ field: 'opinions[0].words', code: 'TOO_LONG', message: '太长了' }] }
  serving({}, me)
  const served = globalThis.fetch
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method !== 'POST') return served(request)
    const body = (await request.clone().json()) as { opinions: unknown[] }
    calls.push({ path: new URL(request.url).pathname, key: request.headers.get('Idempotency-Key'), body })
    return Response.json(refusal, { status: 400 })
  })
  const { page } = await open('desk', '/talks/new', undefined, () => useSession().load())
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.text()).toContain('请至少写一条意见'))
  expect(calls).toEqual([])

  await page.get('#place').setValue('示例凉亭')
  await page.get('#heldAt').setValue('2026-11-21T19:30')
  await page.get('#answerBy').setValue('2026-11-28')
  await page.get('#topic-0').setValue('路灯')
  await page.get('#opinion-1-words').setValue('示例：路灯不亮')
  await page.get('#opinion-1-speaker').setValue('示例人')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.get('#opinion-1-words-error').text()).toContain('太长了'))
  const [call] = calls
  expect(call?.path).toBe(`/api/talks/${call?.key}/held`)
  expect(call?.body).toMatchObject({ area: '430181002001001', opinions: [{ words: '示例：路灯不亮', speaker: '示例人', state: 'OPEN' }] })
  expect(JSON.stringify({ ...localStorage })).not.toContain('示例人')
})
