import { useI18n } from 'vue-i18n'
import type { Evacuees, LowHome } from '@/api/types'

/** Reasons and people in words. */
export function useWords() {
  const { t } = useI18n()
  return {
    list: (items: string[]) => items.join(t('evacuation.listed')),
    /** A label with what it is about. */
    of: (label: string, text: string) => t('evacuation.labelled', { label, text }),
    low: (reason: LowHome['reasons'][number]) =>
      t(`evacuation.low.${reason.kind}`, { metres: reason.metres ?? 0, times: reason.times ?? 0 }),
    need: (need: Evacuees['needs'][number]) =>
      t('evacuation.counts', { what: t(`evacuation.need.${need.kind}`), n: need.people, points: need.points }),
    person: (one: Evacuees['people'][number]) => `${one.name} ${t('evacuation.age', { n: one.age })}`,
  }
}
