import { i18n, language } from '@/app/i18n'
import type { Figure, Indicator } from '@/api/types'

const locale = () => (language.value === 'en' ? 'en-GB' : 'zh-CN')

/** 1.2 万, 3.46 亿. */
export const compact = (number: number) =>
  new Intl.NumberFormat(locale(), number < 10_000 ? {} : { notation: 'compact', maximumFractionDigits: 2 }).format(number)

const decimal = (number: number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(number)

/** A number in the indicator's unit. */
export function inUnit(number: number, unit: Indicator['unit']): string {
  const { t } = i18n.global
  switch (unit) {
    case 'PERCENT':
      return `${decimal(number)}%`
    case 'MINUTES':
      return number < 180 ? t('insight.minutes', { n: decimal(number) }) : t('insight.hours', { n: decimal(number / 60) })
    case 'NUMBER':
      return compact(number)
  }
}

/** The 95 % interval of a share, in percent. */
export const intervalOf = ({ low, high }: Figure) => (low === undefined || high === undefined ? undefined : `${low}–${high}`)

/** Whether there is a figure, and nobody is told it: it is of too few, or stands beside one that is. */
export const isWithheld = ({ state }: Figure) => state === 'FEW' || state === 'FEW_PEOPLE' || state === 'WITHHELD'

/** What a figure says, or why it says nothing. */
export function wordsOf(figure: Figure, unit: Indicator['unit']): string {
  return figure.state === 'MEASURED' && figure.value !== undefined
    ? inUnit(figure.value, unit)
    : i18n.global.t(`insight.state.${figure.state}`)
}

export const nameOf = (indicator: Indicator) => (language.value === 'en' ? indicator.nameEn : indicator.name)
export const definitionOf = (indicator: Indicator) => (language.value === 'en' ? indicator.definitionEn : indicator.definition)

/** Whether the goal is reached; nothing where there is none, or nothing to hold against it. */
export function isMet(figure: Figure, indicator: Indicator): boolean | undefined {
  if (figure.value === undefined || indicator.target === undefined || indicator.direction === 'NONE') return undefined
  return indicator.direction === 'UP' ? figure.value >= indicator.target : figure.value <= indicator.target
}

export interface Change {
  /** With its sign. */
  text: string
  better?: boolean
}

/** How it went since the time before, in words; nothing when one of the two is not known, but that it is withheld. */
export function changeOf(now: Figure, before: Figure, indicator: Indicator): Change | undefined {
  const { t } = i18n.global
  if (now.value === undefined) return undefined
  if (before.value === undefined) return isWithheld(before) ? { text: t('insight.change.withheld') } : undefined
  const by = now.value - before.value
  if (Math.abs(by) < 0.05) return { text: t('insight.change.same') }
  const size = indicator.unit === 'PERCENT' ? t('insight.points', { n: decimal(Math.abs(by)) }) : inUnit(Math.abs(by), indicator.unit)
  return {
    text: t(by > 0 ? 'insight.change.up' : 'insight.change.down', { by: size }),
    better: indicator.direction === 'NONE' ? undefined : by > 0 === (indicator.direction === 'UP'),
  }
}

/** Those that do worst first, by the indicator's direction, as they stand where it has none; those of whom nothing is known last. */
export function worstFirst<P extends { figure: Figure }>(parts: P[], direction: Indicator['direction']): P[] {
  const sign = { UP: 1, DOWN: -1, NONE: 0 }[direction]
  const rank = ({ figure }: P) => (figure.value === undefined ? Infinity : sign * figure.value)
  return [...parts].sort((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other)))
}

const CLASSES = 5

/** Borders between classes of about as many areas each; none of what is not known. */
export function classesOf(values: number[]): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  if (sorted.length <= 1) return []
  const classes = Math.min(CLASSES, sorted.length)
  const borders = Array.from({ length: classes - 1 }, (_, n) => sorted[Math.round(((n + 1) * sorted.length) / classes)] ?? 0)
  return [...new Set(borders)]
}

/** In which class a value falls, from 0. */
export const classOf = (value: number, borders: number[]) => borders.filter((border) => value >= border).length

/** From dark to light on the dark ground; steps that can be told apart without colours. */
export const RAMP = ['#1d4272', '#2a62a3', '#3f86cc', '#6fb0ea', '#b9dcff']
/** Of the four official levels, as borders of areas; the level stands in words beside the name. */
export const FLOOD = { BLUE: '#4f9dff', YELLOW: '#ffd34d', ORANGE: '#ff9a3d', RED: '#ff5a52' }
export const UNKNOWN = '#162b4b'

/** The colours of a map: in which class each area falls, none of what is not known or withheld, and what each class spans, in words. */
export function coloursOf(parts: { area: string; figure: Figure }[], unit: Indicator['unit']) {
  const known = parts.flatMap(({ area, figure }) => (figure.value === undefined ? [] : [{ area, value: figure.value }]))
  const values = known.map(({ value }) => value)
  const borders = classesOf(values)
  const within = RAMP.map((colour, n) => ({ colour, values: values.filter((value) => classOf(value, borders) === n) }))
  const span = (low: number, high: number) => (low === high ? inUnit(low, unit) : `${inUnit(low, unit)} – ${inUnit(high, unit)}`)
  return {
    uncoloured: known.length < parts.length,
    classes: Object.fromEntries(known.map(({ area, value }) => [area, classOf(value, borders)])),
    // by what lies in each class: two areas may not both read as the border between them
    steps: within
      .filter((step) => step.values.length > 0)
      .map((step) => ({ colour: step.colour, text: span(Math.min(...step.values), Math.max(...step.values)) })),
  }
}
