import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

export const insight: Module = {
  name: 'insight',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [{ path: '/figures', component: () => import('./PortalFigures.vue'), meta: { title: 'insight.open.title' } }],
    desk: [
      { path: '/figures', component: () => import('./DeskFigures.vue'), meta: { title: 'insight.figures', signedIn } },
      {
        path: '/figures/subscriptions',
        component: () => import('./DeskSubscriptions.vue'),
        meta: { title: 'insight.subscriptions.title', signedIn },
      },
      {
        path: '/figures/kept/:id',
        component: () => import('./DeskKeptReport.vue'),
        props: true,
        meta: { title: 'insight.kept.one', signedIn },
      },
    ],
    cockpit: [{ path: '/', component: () => import('./CockpitPage.vue'), meta: { title: 'insight.cockpit', signedIn } }],
  },
  menu: {
    portal: [{ to: '/figures', label: 'insight.open.menu' }],
    desk: [{ to: '/figures', label: 'insight.figures', permission: 'insight:read', group: 'app.group.analysis' }],
  },
}
