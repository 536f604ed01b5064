import { computed, nextTick, ref } from 'vue'

export interface Fault {
  /** Id of the field it is about. */
  field?: string
  text: string
}

/**
 * What is missing in a form: found when it is sent, and gone as soon as it is put right. Nothing new comes up while
 * somebody types.
 */
export function useCheck(check: () => Fault[]) {
  const found = ref<Fault[]>([])
  const missing = computed(() => {
    if (found.value.length === 0) return []
    const still = new Set(check().map(({ field }) => field))
    return found.value.filter(({ field }) => still.has(field))
  })

  async function passes() {
    found.value = []
    await nextTick() // so that the summary appears anew and takes the focus
    found.value = check()
    return found.value.length === 0
  }

  const textAt = (...fields: string[]) => missing.value.find(({ field }) => field && fields.includes(field))?.text
  return { missing, passes, textAt, forget: () => (found.value = []) }
}
