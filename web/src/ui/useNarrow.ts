import { onUnmounted, ref } from 'vue'

/** Whether the window is too narrow for a table: a phone, or a large zoom. */
export function useNarrow() {
  const query = window.matchMedia('(width < 48rem)')
  const isNarrow = ref(query.matches)
  const look = () => (isNarrow.value = query.matches)
  query.addEventListener('change', look)
  onUnmounted(() => query.removeEventListener('change', look))
  return isNarrow
}
