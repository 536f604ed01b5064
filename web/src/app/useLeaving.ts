import { onMounted, onUnmounted, type Ref } from 'vue'

const EVENTS = ['click', 'focusin', 'keydown'] as const

/** Closes a menu when somebody does something else. */
export function useLeaving(menu: Readonly<Ref<HTMLDetailsElement | null | undefined>>) {
  function close() {
    if (menu.value) menu.value.open = false
  }
  function leave(event: Event) {
    const escaped = event instanceof KeyboardEvent && event.key === 'Escape'
    if (escaped || !menu.value?.contains(event.target as Node)) close()
  }
  onMounted(() => EVENTS.forEach((event) => document.addEventListener(event, leave)))
  onUnmounted(() => EVENTS.forEach((event) => document.removeEventListener(event, leave)))
  return close
}
