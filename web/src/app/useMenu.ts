import { computed } from 'vue'
import { useRoute } from 'vue-router'
import type { Face, MenuEntry } from './module'
import { modules } from './modules'
import { useSession } from './session'

export interface MenuLink extends MenuEntry {
  /** Whether the page that is shown is there. */
  at: boolean
}

/** One link, or several under one name. */
export interface MenuItem {
  group?: string
  links: MenuLink[]
}

/** The links of a face that the one who is here may follow; groups stand after what stands alone. */
export function useMenu(face: Face) {
  const session = useSession()
  const route = useRoute()
  const isAt = (to: string) => route.path === to || (to !== '/' && route.path.startsWith(`${to}/`))
  return computed(() => {
    const items: MenuItem[] = []
    for (const entry of modules.flatMap((module) => module.menu?.[face] ?? [])) {
      if (entry.permission && ![entry.permission].flat().some(session.may)) continue
      const link = { ...entry, at: isAt(entry.to) }
      const group = entry.group && items.find((item) => item.group === entry.group)
      if (group) group.links.push(link)
      else items.push({ group: entry.group, links: [link] })
    }
    return [...items.filter(({ group }) => !group), ...items.filter(({ group }) => group)]
  })
}
