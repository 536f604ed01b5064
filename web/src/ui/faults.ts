import { i18n } from '@/app/i18n'
import { Refused, Unreachable } from '@/api/client'
import { NotKept } from '@/app/outbox'
import type { Fault } from './useCheck'

/** What to tell the reader of anything that was thrown. */
export function wording(fault: unknown): string {
  if (fault instanceof Refused) return fault.message
  if (fault instanceof NotKept) return i18n.global.t('ui.notKept')
  return i18n.global.t(fault instanceof Unreachable ? 'ui.unreachable' : 'ui.unexpected')
}

/** One fault for each field that was refused, else the refusal as a whole. */
export function faultsOf(fault: unknown): Fault[] {
  if (!fault) return []
  const fields = fault instanceof Refused ? (fault.problem.errors ?? []) : []
  return fields.length > 0 ? fields.map(({ field, message }) => ({ field, text: message })) : [{ text: wording(fault) }]
}
