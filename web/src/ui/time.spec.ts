import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addTexts } from '@/app/i18n'
import { moment, soon, span, useDeadline } from './time'
import ui from './zh-CN.json'

addTexts('ui', { 'zh-CN': ui, en: () => Promise.resolve({ default: {} }) })
const now = new Date('2026-11-21T10:00:00+08:00')
beforeEach(() => vi.useFakeTimers({ now }))
afterEach(() => vi.useRealTimers())

it('tells the time of China, wherever the browser is', () => {
  expect(moment('2026-11-21T18:30:00Z')).toBe('2026/11/22 02:30')
})

it.each([
  ['2026-11-21T18:00:00+08:00', '今天 18:00'],
  ['2026-11-22T09:30:00+08:00', '明天 09:30'],
  ['2026-12-03T10:00:00+08:00', '12月3日 10:00'],
])('says %s as %s', (at, words) => expect(soon(at, now)).toBe(words))

it.each([
  [59 * 60_000, '59 分钟'],
  [179 * 60_000, '2 小时'],
  [47 * 3_600_000, '47 小时'],
  [72 * 3_600_000, '3 天'],
  [10, '1 分钟'],
])('never promises more than there is: %i ms is %s', (length, words) => expect(span(length)).toBe(words))

it.each([
  ['2026-11-21T13:00:00+08:00', '还剩 3 小时', 'near'],
  ['2026-11-22T13:00:00+08:00', '还剩 27 小时', 'calm'],
  ['2026-11-19T09:00:00+08:00', '逾期 2 天', 'late'],
])('says of %s: %s', async (due, text, urgency) => {
  const { useNow } = await import('./useNow')
  useNow().value = now
  expect(useDeadline(due).value).toMatchObject({ text, urgency })
})

it('has no words for a deadline that there is not', () => expect(useDeadline(undefined).value).toBeUndefined())
