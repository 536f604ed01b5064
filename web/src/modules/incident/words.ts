import { i18n } from '@/app/i18n'
import type { Holder, Incident, Status } from '@/api/types'

export const STATUSES: Status[] = [
  'REPORTED',
  'VERIFYING',
  'FILED',
  'DISPATCHED',
  'OBJECTED',
  'HANDLING',
  'SUSPENDED',
  'FEEDBACK',
  'INSPECTING',
  'REWORK',
  'CLOSED',
  'UNSOLVABLE',
  'REJECTED',
  'REOPENED',
  'MERGED',
  'TRANSFERRED',
  'WITHDRAWN',
]

export type Tone = 'new' | 'going' | 'check' | 'done' | 'ended'

/** How far along a state is: for the colour that goes with its word. */
export function toneOf(status: Status): Tone {
  switch (status) {
    case 'REPORTED':
    case 'VERIFYING':
    case 'FILED':
    case 'OBJECTED':
    case 'REOPENED':
      return 'new'
    case 'DISPATCHED':
    case 'HANDLING':
    case 'SUSPENDED':
    case 'REWORK':
      return 'going'
    case 'FEEDBACK':
    case 'INSPECTING':
      return 'check'
    case 'CLOSED':
      return 'done'
    case 'UNSOLVABLE':
    case 'REJECTED':
    case 'MERGED':
    case 'TRANSFERRED':
    case 'WITHDRAWN':
      return 'ended'
  }
}

/** Who has it, as one says it: where, as what, and by name where there is one. */
export function holderWords(holder: Holder | undefined): string {
  const { t } = i18n.global
  if (!holder) return t('incident.nobody')
  const role = holder.role ? t(`identity.role.${holder.role}`) : undefined
  return [holder.unitName ?? holder.areaName, role, holder.name].filter(Boolean).join(' ') || t('incident.nobody')
}

/** Who did a step: the reporter and the system have no post. */
export function actorWords(actor: { name?: string; role?: string; deputy?: boolean } | undefined): string {
  if (!actor?.role) return actor?.name ?? ''
  const { t } = i18n.global
  const isPost = actor.role !== 'REPORTER' && actor.role !== 'SYSTEM'
  const role = t(isPost ? `identity.role.${actor.role}` : `incident.actor.${actor.role}`)
  return [actor.deputy ? t('incident.deputy', { role }) : role, actor.name].filter(Boolean).join(' ')
}

/** What can be done next when these steps are on their way: without network the server cannot say it. */
export function stepsAfter(waiting: readonly string[]): Incident['steps'] {
  return waiting.at(-1) === 'take' ? [{ name: 'feedback', needs: ['note'] }] : []
}

export const photosOf = (incident: string, photos: { id: string }[] = []) =>
  photos.map(({ id }) => ({
    thumbnail: `/api/incidents/${incident}/photos/${id}/thumbnail`,
    full: `/api/incidents/${incident}/photos/${id}`,
  }))
