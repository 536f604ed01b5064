import { expect, it } from 'vitest'
import { asked } from './useListFilters'

it('asks for whole days of China, the last one included', () => {
  expect(asked({ from: '2026-11-20', to: '2026-11-21' })).toEqual({
    from: '2026-11-19T16:00:00.000Z',
    to: '2026-11-21T16:00:00.000Z',
  })
})

it('knows a number from words', () => {
  expect(asked({ q: 'SJ-430181-20261121-000042' })).toEqual({ number: 'SJ-430181-20261121-000042' })
  expect(asked({ q: '路灯' })).toEqual({ q: '路灯' })
})

it('passes on the rest as it is', () => {
  expect(asked({ status: 'FILED', area: '430181', queue: 'OVERDUE', sort: 'due' })).toEqual({
    status: ['FILED'],
    area: '430181',
    queue: 'OVERDUE',
    sort: 'due',
  })
})
