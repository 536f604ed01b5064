import { expect, it } from 'vitest'
import { partsOf, rate } from './receipts'

const count = (listed: number, told: number, read: number) => ({ listed, told, read, reminded: 0, deliveryRate: 0, readRate: 0 })
const areas = [
  { area: '430181002001001', count: count(10, 10, 4) },
  { area: '430181002001002', count: count(6, 5, 5) },
  { area: '430181002006001', count: count(2, 2, 0) },
  { area: '430181002', count: count(1, 1, 1) },
]

it('adds up what lies below, one level at a time', () => {
  const communities = partsOf(areas, '430181002')
  expect(communities.map(({ area, listed, read, isWhole }) => [area, listed, read, isWhole])).toEqual([
    ['430181002', 1, 1, false],
    ['430181002001', 16, 9, true],
    ['430181002006', 2, 0, true],
  ])
  expect(partsOf(areas, '430181002001').map(({ area, isWhole }) => [area, isWhole])).toEqual([
    ['430181002001001', false],
    ['430181002001002', false],
  ])
})

it('loses nobody on the way down', () => {
  for (const at of ['43', '4301', '430181', '430181002']) {
    expect(partsOf(areas, at).reduce((sum, { listed }) => sum + listed, 0)).toBe(19)
  }
})

it('gives no rate of nobody', () => {
  expect(rate(1, 3)).toBe(33.3)
  expect(rate(0, 0)).toBeUndefined()
})
