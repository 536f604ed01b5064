import { nextTick, type Ref, ref, watch } from 'vue'

/** What somebody typed, kept in this browser until it is sent or thrown away. */
export function useDraft<T extends object>(name: string, empty: () => T): { draft: Ref<T>; clear: () => void } {
  const key = `linli.draft.${name}`
  const draft = ref(read(key, empty)) as Ref<T>
  watch(draft, (value) => keep(key, value), { deep: true })

  function clear() {
    draft.value = empty()
    // after the watcher, which would keep the empty one
    void nextTick(() => localStorage.removeItem(key))
  }
  return { draft, clear }
}

function read<T extends object>(key: string, empty: () => T): T {
  try {
    return { ...empty(), ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<T>) }
  } catch {
    return empty() // somebody else's or half a draft is none
  }
}

function keep(key: string, value: object) {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // private mode or no room: the page still holds it
  }
}
