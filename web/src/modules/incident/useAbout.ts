import { computed, type Ref } from 'vue'
import { useLocated } from '@/modules/territory/useGround'
import { useParties } from './useIncidents'
import type { ReportDraft } from './useReport'

/** Those whom a report can be about, around the place that it names, and the one that was chosen. */
export function useAbout(draft: Ref<ReportDraft>) {
  const located = useLocated(() => draft.value.place)
  const parties = useParties(
    () => located.data.value?.grid ?? located.data.value?.area,
    () => draft.value.about !== undefined,
  )

  const grounds = computed(() => {
    if (draft.value.about === 'GRID_WORKER') return parties.value?.grids ?? []
    return draft.value.about === 'COMMUNITY_WORKER' ? (parties.value?.communities ?? []) : []
  })
  const units = computed(() => parties.value?.units ?? [])
  const name = computed(() =>
    draft.value.about === 'UNIT'
      ? units.value.find(({ unit }) => unit === draft.value.aboutUnit)?.name
      : grounds.value.find(({ area }) => area === draft.value.aboutArea)?.name,
  )
  return { grounds, units, name }
}
