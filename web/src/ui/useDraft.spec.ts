import { nextTick } from 'vue'
import { afterEach, expect, it } from 'vitest'
import { useDraft } from './useDraft'

afterEach(() => localStorage.clear())
const empty = () => ({ words: '', photos: [] as string[] })

it('keeps what was typed for the next visit', async () => {
  const { draft } = useDraft('a', empty)
  draft.value.words = '路灯'
  await nextTick()
  expect(useDraft('a', empty).draft.value.words).toBe('路灯')
  expect(useDraft('b', empty).draft.value.words).toBe('')
})

it('forgets what was sent', async () => {
  const { draft, clear } = useDraft('a', empty)
  draft.value.words = '路灯'
  await nextTick()
  clear()
  await nextTick()
  expect(localStorage.length).toBe(0)
  expect(draft.value).toEqual(empty())
})

it('starts afresh when what was kept is broken', () => {
  localStorage.setItem('linli.draft.a', '{"words":')
  expect(useDraft('a', empty).draft.value).toEqual(empty())
})

it('fills in what a newer form asks for', () => {
  localStorage.setItem('linli.draft.a', '{"words":"路灯"}')
  expect(useDraft('a', empty).draft.value).toEqual({ words: '路灯', photos: [] })
})
