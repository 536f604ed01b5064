import { useI18n } from 'vue-i18n'
import type { Evacuees, LowHome } from '@/api/types'

/** Reasons and people in words. */
export function useWords() {
  const { t } = useI18n()
  return {
    list: (items: string[]) => items.join(t('evacuation.listed')),
    /** A label with what it is about. */
    of: (label: string, text: string) => t('evacuation.labelled', { label, text }),
    low: ({ kind, metres = 0, times = 0, origin }: LowHome['reasons'][number]) => {
      const said = t(`evacuation.low.${kind}`, { metres, times })
      if (kind !== 'LOWER') return said
      const by = origin ? [origin.source, origin.surveyedOn].filter(Boolean).join(' ') : t('evacuation.low.unsourced')
      return t('evacuation.low.by', { said, by })
    },
    need: (need: Evacuees['needs'][number]) =>
      t('evacuation.counts', { what: t(`evacuation.need.${need.kind}`), n: need.people, points: need.points }),
    person: (one: Evacuees['people'][number]) => `${one.name} ${t('evacuation.age', { n: one.age })}`,
  }
}
