import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

export const audit: Module = {
  name: 'audit',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [{ path: '/looks', component: () => import('./MyLooks.vue'), meta: { title: 'audit.looks.title', signedIn } }],
    desk: [
      { path: '/audit', component: () => import('./DeskAudit.vue'), meta: { title: 'audit.title', signedIn } },
      { path: '/withholdings', component: () => import('./DeskWithholdings.vue'), meta: { title: 'audit.withheld.title', signedIn } },
    ],
  },
  menu: {
    portal: [{ to: '/looks', label: 'audit.looks.menu', group: 'app.group.mine' }],
    desk: [
      { to: '/audit', label: 'audit.title', permission: 'audit:read', group: 'app.group.data' },
      { to: '/withholdings', label: 'audit.withheld.title', permission: 'audit:review', group: 'app.group.data' },
    ],
  },
}
