import type { Module } from '@/app/module'
import zh from './zh-CN.json'

/** Shelters and supplies. */
export const facility: Module = {
  name: 'facility',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [{ path: '/facilities', component: () => import('./DeskFacilities.vue'), meta: { title: 'facility.title', signedIn: true } }],
  },
  menu: { desk: [{ to: '/facilities', label: 'facility.title', permission: 'facility:read', group: 'app.group.manage' }] },
}
