import type { Module } from '@/app/module'
import zh from './zh-CN.json'

export const territory: Module = {
  name: 'territory',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [
      {
        path: '/areas/:code(\\d+)',
        component: () => import('./AreaPage.vue'),
        props: true,
        meta: { title: 'territory.title' },
      },
    ],
    desk: [
      { path: '/plans', component: () => import('./DeskPlans.vue'), meta: { title: 'territory.plans.title', signedIn: true } },
      { path: '/plans/new', component: () => import('./DeskPlan.vue'), meta: { title: 'territory.plans.create', signedIn: true } },
      {
        path: '/plans/:id([0-9a-f-]{36})',
        component: () => import('./DeskPlan.vue'),
        props: true,
        meta: { title: 'territory.plans.title', signedIn: true },
      },
    ],
  },
  menu: { desk: [{ to: '/plans', label: 'territory.plans.title', permission: 'territory:plan', group: 'app.group.manage' }] },
}
