import { expect, it } from 'vitest'
import { addTexts } from '@/app/i18n'
import type { Figure, Indicator } from '@/api/types'
import { changeOf, classesOf, classOf, coloursOf, isMet, wordsOf, worstFirst } from './figures'
import zh from './zh-CN.json'

addTexts('insight', { 'zh-CN': zh, en: () => Promise.resolve({ default: {} }) })

const time = { unit: 'MINUTES', direction: 'DOWN', target: 30 } as Indicator
const share = { unit: 'PERCENT', direction: 'UP', target: 96 } as Indicator
const of = (value: number): Figure => ({ state: 'MEASURED', value })

it('says a number in its unit, and why there is none', () => {
  expect(wordsOf(of(48), 'MINUTES')).toBe('48 分钟')
  expect(wordsOf(of(270), 'MINUTES')).toBe('4.5 小时')
  expect(wordsOf(of(82.5), 'PERCENT')).toBe('82.5%')
  expect(wordsOf(of(12_000), 'NUMBER')).toBe('1.2万')
  expect(wordsOf({ state: 'NOT_MEASURED' }, 'PERCENT')).toBe('尚未测量')
})

it('says that a figure is withheld, which is not the same as none', () => {
  expect(wordsOf({ state: 'FEW' }, 'PERCENT')).toContain('5')
  expect(wordsOf({ state: 'FEW_PEOPLE' }, 'NUMBER')).toBe('人数少于 5，不显示')
  expect(wordsOf({ state: 'WITHHELD' }, 'NUMBER')).toContain('推算')
  expect(changeOf(of(80), { state: 'FEW_PEOPLE' }, share)).toEqual({ text: '上期数量太少，不显示' })
})

it('knows which way is better', () => {
  expect(isMet(of(25), time)).toBe(true)
  expect(isMet(of(95), share)).toBe(false)
  expect(isMet({ state: 'NO_DATA' }, share)).toBeUndefined()
  expect(changeOf(of(40), of(50), time)).toEqual({ text: '比上期减少 10 分钟', better: true })
  expect(changeOf(of(80), of(90), share)).toEqual({ text: '比上期减少 10 个百分点', better: false })
  expect(changeOf(of(80), { state: 'NO_DATA' }, share)).toBeUndefined()
})

it('puts areas into classes, also when they are few or all the same', () => {
  const borders = classesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(borders).toHaveLength(4)
  expect(classOf(1, borders)).toBe(0)
  expect(classOf(10, borders)).toBe(4)
  expect(classesOf([7, 7, 7])).toEqual([])
  expect(classesOf([])).toEqual([])
  expect(classOf(3, classesOf([1, 3]))).toBe(1)
})

it('names those first that do worst, by which way is better, and those last of whom nothing is known', () => {
  const parts = [
    { area: 'a', figure: of(50) },
    { area: 'b', figure: { state: 'FEW' } as Figure },
    { area: 'c', figure: of(20) },
    { area: 'd', figure: of(90) },
  ]
  const areas = (direction: Indicator['direction']) => worstFirst(parts, direction).map(({ area }) => area)
  expect(areas('UP')).toEqual(['c', 'a', 'd', 'b'])
  expect(areas('DOWN')).toEqual(['d', 'a', 'c', 'b'])
  expect(areas('NONE')).toEqual(['a', 'c', 'd', 'b'])
})

it('colours a map by what is known, and says what each colour spans', () => {
  const parts = [1, 2, 3].map((n) => ({ area: `43018100${n}`, figure: of(n * 10) }))
  const { classes, steps, uncoloured } = coloursOf([...parts, { area: '430181009', figure: { state: 'FEW_PEOPLE' } }], 'PERCENT')
  expect(uncoloured, 'and the legend says why').toBe(true)
  expect(Object.keys(classes)).toEqual(['430181001', '430181002', '430181003'])
  expect(steps.at(-1)?.text).toMatch(/30%$/)
  const few = [0, 0, 4].map((n, at) => ({ area: `43018100${at}`, figure: of(n) }))
  expect(coloursOf(few, 'NUMBER').steps.map(({ text }) => text)).toEqual(['0', '4'])
  expect(coloursOf([], 'PERCENT')).toEqual({ uncoloured: false, classes: {}, steps: [] })
})
