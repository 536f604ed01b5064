import { ref, type Ref } from 'vue'

const now = ref(new Date())
let ticking = false

/** The time, to the minute; one clock for the whole page. */
export function useNow(): Ref<Date> {
  if (!ticking) {
    ticking = true
    setInterval(() => (now.value = new Date()), 30_000)
  }
  return now
}
