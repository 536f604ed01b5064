import type { Module } from '@/app/module'
import zh from './zh-CN.json'

export const workforce: Module = {
  name: 'workforce',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [
      {
        path: '/organisations',
        component: () => import('./DeskOrganisations.vue'),
        meta: { title: 'workforce.title', signedIn: true },
      },
    ],
  },
  menu: {
    desk: [{ to: '/organisations', label: 'workforce.title', permission: 'workforce:read' }],
  },
}
