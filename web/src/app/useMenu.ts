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
      .filter((entry) => !entry.permission || session.may(entry.permission))
      .map((entry) => ({ ...entry, at: isAt(entry.to) })),
  )
}
