import { expect, it } from 'vitest'
import { openable, rowsOf } from './tree'

const tree = { parent: [-1, 0, 1, 0, -1] }

it('shows those that stand under none, and those under what is open', () => {
  expect(rowsOf(tree, new Set()).map((row) => row.at)).toEqual([0, 4])
  expect(rowsOf(tree, new Set([0])).map((row) => row.at)).toEqual([0, 1, 3, 4])
  expect(rowsOf(tree, new Set([0, 1])).map((row) => row.at)).toEqual([0, 1, 2, 3, 4])
})

it('hides what stands under something closed, open or not itself', () => {
  expect(rowsOf(tree, new Set([1])).map((row) => row.at)).toEqual([0, 4])
})

it('tells how deep each stands and how many stand under it', () => {
  expect(rowsOf(tree, new Set([0, 1]))).toEqual([
    { at: 0, level: 1, parts: 2 },
    { at: 1, level: 2, parts: 1 },
    { at: 2, level: 3, parts: 0 },
    { at: 3, level: 2, parts: 0 },
    { at: 4, level: 1, parts: 0 },
  ])
  expect(openable(tree)).toEqual(new Set([0, 1]))
})
