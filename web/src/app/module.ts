import type { RouteRecordRaw } from 'vue-router'
import type { Texts } from './i18n'

export type Face = 'portal' | 'field' | 'desk' | 'cockpit'

/** A link of a face's menu. */
export interface MenuEntry {
  to: string
  /** Key of its text. */
  label: string
  /** Who sees it: whoever has this permission, or one of these. Without one, everybody. */
  permission?: string | string[]
  /** Key of the name under which it stands with others; alone it stands for itself. */
  group?: string
}

/** What one module brings to the pages. */
export interface Module {
  name: string
  texts: Texts
  routes: Partial<Record<Face, RouteRecordRaw[]>>
  menu?: Partial<Record<Face, MenuEntry[]>>
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title?: string
    /** Only for somebody signed in. */
    signedIn?: boolean
  }
}
