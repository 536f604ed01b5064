import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useSession } from '@/app/session'
import type { Boundaries } from '@/api/types'
import type { Layer } from './useWallKeys'
import { floodOf, useFloodWarnings, useLowGround, useOnDuty } from './useWall'

const COMMUNITY = 12

/** What can be laid over the map, as the address says: heat, how many are on duty, where it may be flooded. */
export function useLayers(here: Ref<string | undefined>, boundaries: Ref<Boundaries | undefined>) {
  const { t } = useI18n()
  const route = useRoute()
  const session = useSession()
  const codes = () => boundaries.value?.features.map(({ properties }) => properties.code) ?? []

  const heat = computed(() => route.query.heat === '1')

  const duty = computed(() => route.query.duty === '1')
  const mayCount = computed(() => session.may('tasking:coverage'))
  const onDuty = useOnDuty(here, () => duty.value && mayCount.value)
  /** Of each area on the map, with all below it. */
  const present = computed(() => {
    const found = (duty.value && onDuty.data.value) || []
    const below = (code: string) => found.filter(({ area }) => area.startsWith(code))
    return Object.fromEntries((duty.value ? codes() : []).map((code) => [code, below(code).reduce((sum, { onDuty: n }) => sum + n, 0)]))
  })

  const flood = computed(() => route.query.flood === '1')
  const mayFlood = computed(() => session.may('analysis:read'))
  const mayLow = () => session.may('evacuation:read')
  const warnings = useFloodWarnings(() => flood.value && mayFlood.value)
  const low = useLowGround(here, () => flood.value && mayLow())
  const flooded = computed(() =>
    Object.fromEntries(
      (flood.value ? codes() : []).flatMap((code) => {
        const level = floodOf(code, warnings.data.value ?? [])
        return level ? [[code, level]] : []
      }),
    ),
  )
  const isNarrow = computed(() => (here.value?.length ?? 0) >= COMMUNITY)
  const lowSpots = computed(() => (flood.value && isNarrow.value ? (low.data.value?.items ?? []) : []))

  /** What the layers show, in words; nothing until it is known. */
  const words = computed(() => {
    const found: string[] = []
    if (duty.value && onDuty.data.value?.length === 0) found.push(t('insight.layer.nobody'))
    if (!flood.value || !warnings.data.value) return found
    const areas = Object.keys(flooded.value).length
    found.push(areas ? t('insight.layer.floodAreas', { n: areas }) : t('insight.layer.noFlood'))
    if (mayLow() && !isNarrow.value) found.push(t('insight.layer.lowNearer'))
    else if (mayLow() && low.data.value) {
      const { items, known, buildings } = low.data.value
      found.push(t('insight.layer.low', { n: items.length, known, of: buildings }))
    }
    return found
  })

  /** Whether a layer is this person's to lay. */
  const offered = (layer: Layer) => layer === 'heat' || (layer === 'duty' ? mayCount.value : mayFlood.value)

  return { offered, heat, duty, flood, mayCount, mayFlood, present, flooded, lowSpots, words }
}
