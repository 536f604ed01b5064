import { computed, watchEffect } from 'vue'
import { createI18n } from 'vue-i18n'

export type Language = 'zh-CN' | 'en'
type Text = { [key: string]: string | Text }

/** The texts of one module: Chinese at hand, English fetched when wanted. */
export interface Texts {
  'zh-CN': Text
  en: () => Promise<{ default: Text }>
}

const KEPT = 'linli.language'

const kept = localStorage.getItem(KEPT)
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as string,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': {}, en: {} } as Record<string, Text>,
})

const english: (() => Promise<unknown>)[] = []

/** Adds a module's texts under its name. */
export function addTexts(module: string, texts: Texts) {
  i18n.global.mergeLocaleMessage('zh-CN', { [module]: texts['zh-CN'] })
  english.push(async () => i18n.global.mergeLocaleMessage('en', { [module]: (await texts.en()).default }))
}

export const language = computed(() => i18n.global.locale.value as Language)

export async function speak(wanted: Language) {
  if (wanted === 'en') await Promise.all(english.splice(0).map((load) => load()))
  i18n.global.locale.value = wanted
  localStorage.setItem(KEPT, wanted)
}

/** The language chosen last time, else the browser's, else Chinese. */
export function speakAsBefore() {
  watchEffect(() => (document.documentElement.lang = language.value))
  return speak(kept === 'en' || (kept === null && navigator.language.startsWith('en')) ? 'en' : 'zh-CN')
}
