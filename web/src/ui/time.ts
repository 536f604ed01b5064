import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { i18n, language } from '@/app/i18n'
import { useNow } from './useNow'

const ZONE = 'Asia/Shanghai'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const locale = () => (language.value === 'en' ? 'en-GB' : language.value)
const format = (options: Intl.DateTimeFormatOptions) => (at: string | Date) =>
  new Intl.DateTimeFormat(locale(), { timeZone: ZONE, ...options }).format(new Date(at))

/** Day and minute, as people here read a clock. */
export const moment = (at: string | Date) => (language.value === 'en' ? momentInEnglish : momentInChinese)(at)
const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const momentInChinese = format({ year: 'numeric', month: 'numeric', day: 'numeric', ...minute })
// the month by name: 11/12 would be read as another day by half of the readers
const momentInEnglish = format({ year: 'numeric', month: 'short', day: 'numeric', ...minute })
const dayOf = format({ year: 'numeric', month: 'numeric', day: 'numeric' })
const dayAndMonth = format({ month: 'long', day: 'numeric' })
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** When days of here begin, as the server takes it: that day itself, or so many later. */
export const dayStart = (day: string, later = 0) => new Date(Date.parse(`${day}T00:00:00+08:00`) + later * DAY).toISOString()

/** "today 18:00", "tomorrow 09:30", "12月3日 10:00". */
export function soon(at: string, now: Date): string {
  const { t } = i18n.global
  if (dayOf(at) === dayOf(now)) return t('ui.time.today', { time: clock(at) })
  if (dayOf(at) === dayOf(new Date(now.getTime() + DAY))) return t('ui.time.tomorrow', { time: clock(at) })
  return t('ui.time.day', { day: dayAndMonth(at), time: clock(at) })
}

/** A length of time in its largest fitting unit, rounded down: nobody is promised more than there is. */
export function span(milliseconds: number): string {
  const { t } = i18n.global
  if (milliseconds >= 2 * DAY) return t('ui.time.days', { n: Math.floor(milliseconds / DAY) })
  if (milliseconds >= HOUR) return t('ui.time.hours', { n: Math.floor(milliseconds / HOUR) })
  return t('ui.time.minutes', { n: Math.max(1, Math.floor(milliseconds / MINUTE)) })
}

export type Urgency = 'calm' | 'near' | 'late'

/** A deadline in words, and how near it is. */
export function useDeadline(due: MaybeRefOrGetter<string | undefined>) {
  const now = useNow()
  return computed(() => {
    const at = toValue(due)
    if (!at) return undefined
    const left = new Date(at).getTime() - now.value.getTime()
    const text = left >= 0 ? i18n.global.t('ui.time.left', { span: span(left) }) : i18n.global.t('ui.time.late', { span: span(-left) })
    const urgency: Urgency = left < 0 ? 'late' : left < 4 * HOUR ? 'near' : 'calm'
    return { text, urgency, exact: moment(at) }
  })
}
