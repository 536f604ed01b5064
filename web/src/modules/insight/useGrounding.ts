import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api } from '@/api/client'
import { i18n } from '@/app/i18n'

const A_MINUTE = 60_000

/** How complete the grids are and how far the party's organisations reach, as the records of the ground say. */
export function useGrounding(area: MaybeRefOrGetter<string | undefined>, wanted: MaybeRefOrGetter<boolean>) {
  const enabled = computed(() => toValue(wanted) && toValue(area) !== undefined)
  const query = computed(() => ({ area: toValue(area) }))
  const completeness = useQuery({
    queryKey: computed(() => ['completeness', toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/completeness', { params: { query: { ...query.value, size: 1 } } })),
    enabled,
    refetchInterval: 5 * A_MINUTE,
  })
  const coverage = useQuery({
    queryKey: computed(() => ['coverage', toValue(area)]),
    queryFn: () => answer(api.GET('/api/workforce/coverage', { params: { query: query.value } })),
    enabled,
    refetchInterval: 5 * A_MINUTE,
  })
  const { t } = i18n.global
  const lines = computed(() => {
    const complete = completeness.data.value
    const reached = coverage.data.value
    return [
      ...(complete?.indicators ?? []).map((sum) => ({
        name: sum.name,
        value: sum.complete === undefined ? sum.stateName : t('insight.ofGrids', { n: sum.complete, of: complete?.grids ?? 0 }),
      })),
      ...(reached
        ? [
            {
              name: t('insight.organisations'),
              value: t('insight.ofGrids', { n: reached.organisational.covered, of: reached.organisational.of }),
            },
            { name: t('insight.partyWork'), value: t('insight.ofGrids', { n: reached.work.covered, of: reached.work.of }) },
          ]
        : []),
    ]
  })
  return { lines }
}
