import { onMounted, onUnmounted, ref, type Ref, watch } from 'vue'

/** j and k go through a list, Enter opens, / searches; not while somebody types. The table takes the focus along. */
export function useListKeys<T>(items: Ref<T[]>, open: (item: T) => void, search: () => void) {
  const at = ref(-1)
  watch(items, () => (at.value = -1))

  function press(event: KeyboardEvent) {
    const target = event.target as HTMLElement
    const typing = /^(input|textarea|select)$/i.test(target.tagName) || target.isContentEditable
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return
    const item = items.value[at.value]
    if (event.key === 'j' || event.key === 'k') {
      at.value = Math.min(items.value.length - 1, Math.max(0, at.value + (event.key === 'j' ? 1 : -1)))
    } else if (event.key === 'Enter' && item !== undefined && !/^(a|button)$/i.test(target.tagName)) {
      open(item)
    } else if (event.key === '/') {
      event.preventDefault()
      search()
    }
  }
  onMounted(() => document.addEventListener('keydown', press))
  onUnmounted(() => document.removeEventListener('keydown', press))
  return { at }
}
