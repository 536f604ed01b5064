import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

/** Each list that a module describes asks for a permission of its own; these are those of the lists that there are. */
const BRINGERS = ['incident:ticket', 'residents:import', 'workforce:manage', 'identity:manage']

export const spreadsheet: Module = {
  name: 'spreadsheet',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [
      { path: '/imports', component: () => import('./DeskImports.vue'), meta: { title: 'spreadsheet.title', signedIn } },
      { path: '/imports/:id', component: () => import('./DeskImport.vue'), props: true, meta: { title: 'spreadsheet.one', signedIn } },
    ],
  },
  menu: { desk: [{ to: '/imports', label: 'spreadsheet.menu', permission: BRINGERS }] },
}
