import { nextTick, type Ref, ref, watch } from 'vue'

/** Where drafts lie: in this browser, or where a face that works without network keeps them sealed. */
export const shelf: { current: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> } = { current: localStorage }

/** What somebody typed, kept in this browser until it is sent or thrown away. */
export function useDraft<T extends object>(name: string, empty: () => T): { draft: Ref<T>; clear: () => void } {
  const key = `linli.draft.${name}`
  const draft = ref(read(key, empty)) as Ref<T>
  watch(draft, (value) => keep(key, value), { deep: true })

  function clear() {
    draft.value = empty()
    // after the watcher, which would keep the empty one
    void nextTick(() => shelf.current.removeItem(key))
  }
  return { draft, clear }
}

function read<T extends object>(key: string, empty: () => T): T {
  try {
    return { ...empty(), ...(JSON.parse(shelf.current.getItem(key) ?? '{}') as Partial<T>) }
  } catch {
    return empty() // somebody else's or half a draft is none
  }
}

function keep(key: string, value: object) {
  try {
    shelf.current.setItem(key, JSON.stringify(value))
  } catch {
    // private mode or no room: the page still holds it
  }
}
