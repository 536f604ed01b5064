import { expect, it } from 'vitest'
import type { Building, Home } from '@/api/types'
import { floorsOf, isCalled, isOldCard } from './homes'

const homes = (...rooms: string[]) => rooms.map((room) => ({ id: room, room }) as Home)
const plan = (...rooms: string[]) => floorsOf(homes(...rooms)).map((floor) => [floor.name, floor.homes.map(({ room }) => room).join(' ')])

it('stands as the house does: the top floor first, doors in their order', () => {
  expect(plan('1203', '102', '101', '202', '201')).toEqual([
    ['12', '1203'],
    ['2', '201 202'],
    ['1', '101 102'],
  ])
})

it('keeps rooms that tell no floor below the others, and loses none', () => {
  expect(plan('门面3', '301', 'A')).toEqual([
    ['3', '301'],
    ['', '门面3 A'],
  ])
})

it('finds a building by what it is called and by what it was called before', () => {
  const building = { name: '示例家园', formerNames: ['示例新苑', '示例旧苑A'] } as Building
  expect(['家园', '旧苑a', ' '].map((words) => isCalled(building, words))).toEqual([true, true, true])
  expect(isCalled(building, '老街')).toBe(false)
})

it('knows the card whose number says neither birth date nor sex', () => {
  expect(isOldCard('xxx 4301 8100 0015')).toBe(true)
  expect(isOldCard('439900197001010016')).toBe(false)
})
