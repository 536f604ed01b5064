import type { ReceiptCount } from '@/api/types'

const DIGITS = [2, 4, 6, 9, 12, 15, 17]

export interface Part {
  area: string
  listed: number
  told: number
  read: number
  reminded: number
  /** Whether there is more to see below it. */
  isWhole: boolean
}

/**
 * Receipts of grids, added up by the areas right below one: a county is not read as a list of a thousand grids. Those
 * who are known by that area alone stand under its own code.
 */
export function partsOf(areas: { area: string; count: ReceiptCount }[], at: string): Part[] {
  const digits = DIGITS.find((some) => some > at.length) ?? at.length
  const parts = new Map<string, Part>()
  for (const { area, count } of areas.filter(({ area: code }) => code.startsWith(at))) {
    const code = area.slice(0, digits)
    const part = parts.get(code) ?? { area: code, listed: 0, told: 0, read: 0, reminded: 0, isWhole: false }
    part.listed += count.listed
    part.told += count.told
    part.read += count.read
    part.reminded += count.reminded
    part.isWhole ||= area.length > digits
    parts.set(code, part)
  }
  return [...parts.values()].sort((one, other) => one.area.localeCompare(other.area))
}

/** Some of all, in per cent with one decimal; nothing of nothing is not a rate. */
export const rate = (some: number, all: number) => (all === 0 ? undefined : Math.round((1000 * some) / all) / 10)
