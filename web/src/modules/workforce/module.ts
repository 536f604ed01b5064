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
      { path: '/skills', component: () => import('./DeskSkills.vue'), meta: { title: 'workforce.skills.title', signedIn: true } },
      { path: '/coverage', component: () => import('./DeskCoverage.vue'), meta: { title: 'workforce.coverage.title', signedIn: true } },
      { path: '/grids', component: () => import('./DeskGrids.vue'), meta: { title: 'workforce.grids.title', signedIn: true } },
    ],
    field: [
      { path: '/presence', component: () => import('./FieldPresence.vue'), meta: { title: 'workforce.presence.title', signedIn: true } },
    ],
  },
  menu: {
    field: [{ to: '/presence', label: 'workforce.presence.short', permission: 'workforce:presence' }],
    desk: [
      { to: '/organisations', label: 'workforce.title', permission: 'workforce:read' },
      { to: '/skills', label: 'workforce.skills.title', permission: 'workforce:skills', group: 'app.group.manage' },
      { to: '/coverage', label: 'workforce.coverage.title', permission: 'workforce:read', group: 'app.group.manage' },
      { to: '/grids', label: 'workforce.grids.title', permission: ['workforce:duties', 'workforce:link'], group: 'app.group.manage' },
    ],
  },
}
