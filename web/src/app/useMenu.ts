import { computed } from 'vue'
import { useRoute } from 'vue-router'
import type { Face } from './module'
import { modules } from './modules'
import { useSession } from './session'

/** The links of a face that the one who is here may follow. */
export function useMenu(face: Face) {
  const session = useSession()
  const route = useRoute()
  const isAt = (to: string) => route.path === to || (to !== '/' && route.path.startsWith(`${to}/`))
  return computed(() =>
    modules
      .flatMap((module) => module.menu?.[face] ?? [])
      .filter(({ permission }) => !permission || [permission].flat().some(session.may))
      .map((entry) => ({ ...entry, at: isAt(entry.to) })),
  )
}
