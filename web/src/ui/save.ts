import { language } from '@/app/i18n'

/** Hands a file that was fetched to the browser to keep: what is refused is then said on the page and not saved as a file. */
export function save(file: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.lang = language.value
  link.click()
  URL.revokeObjectURL(link.href)
}
