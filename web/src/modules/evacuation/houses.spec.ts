import { expect, it } from 'vitest'
import { houses } from './houses'

const here = { longitude: 113.6, latitude: 28.1 }
const there = { longitude: 113.6, latitude: 28.2 }

it.each([
  [['SAFE', 'NOT_REACHED', 'SAFE'], 'NOT_REACHED'],
  [['NOT_REACHED', 'REFUSED'], 'NOT_REACHED'],
  [['ABSENT', 'REFUSED'], 'REFUSED'],
  [['GIVEN', 'ABSENT'], 'ABSENT'],
  [['PLANNED', 'GIVEN'], 'GIVEN'],
  [['SAFE', 'PLANNED'], 'PLANNED'],
  [['CANCELLED', 'SAFE'], 'SAFE'],
] as const)('shows of the homes %j in one house the worst: %s', (states, worst) => {
  expect(houses(states.map((status) => ({ ...here, status })))).toEqual([{ ...here, status: worst, homes: states.length }])
})

it('keeps houses at different points apart', () => {
  expect(
    houses([
      { ...here, status: 'SAFE' },
      { ...there, status: 'GIVEN' },
      { ...here, status: 'SAFE' },
    ]),
  ).toEqual([
    { ...here, status: 'SAFE', homes: 2 },
    { ...there, status: 'GIVEN', homes: 1 },
  ])
  expect(houses([])).toEqual([])
})
