import { i18n } from '@/app/i18n'

// a name without a word is shown as it is, since a new module brings new ones
const orAsItIs = (key: string, name: string) => (i18n.global.te(key, 'zh-CN') ? i18n.global.t(key) : name)

/** What somebody did it as. */
export const roleWord = (role: string | undefined) => (role ? orAsItIs(`identity.role.${role}`, role) : '')

/** What was done. */
export const actWord = (action: string) => orAsItIs(`audit.action.${action.replaceAll(/[.-]/g, '_')}`, action)

/** What it was done to. */
export const kindWord = (kind: string | undefined) => (kind ? orAsItIs(`audit.kind.${kind.replaceAll(/[.-]/g, '_')}`, kind) : '')
