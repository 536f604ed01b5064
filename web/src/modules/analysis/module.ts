import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

export const analysis: Module = {
  name: 'analysis',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [
      { path: '/warnings', component: () => import('./DeskWarnings.vue'), meta: { title: 'analysis.warnings.title', signedIn } },
      {
        path: '/warnings/:id',
        component: () => import('./DeskWarning.vue'),
        props: true,
        meta: { title: 'analysis.warnings.one', signedIn },
      },
      { path: '/risk', component: () => import('./DeskRisk.vue'), meta: { title: 'analysis.risk.title', signedIn } },
      { path: '/hot', component: () => import('./DeskHot.vue'), meta: { title: 'analysis.hot.title', signedIn } },
      { path: '/model', component: () => import('./DeskModel.vue'), meta: { title: 'analysis.model.title', signedIn } },
      { path: '/detectors', component: () => import('./DeskDetectors.vue'), meta: { title: 'analysis.detectors.title', signedIn } },
      {
        path: '/detectors/:name',
        component: () => import('./DeskDetector.vue'),
        props: true,
        meta: { title: 'analysis.detectors.one', signedIn },
      },
    ],
    field: [
      {
        path: '/warnings/:id',
        component: () => import('./DeskWarning.vue'),
        props: true,
        meta: { title: 'analysis.warnings.one', signedIn },
      },
    ],
  },
  menu: {
    desk: [
      { to: '/warnings', label: 'analysis.warnings.title', permission: 'analysis:read' },
      { to: '/risk', label: 'analysis.risk.title', permission: 'analysis:read', group: 'app.group.analysis' },
      { to: '/hot', label: 'analysis.hot.title', permission: 'analysis:read', group: 'app.group.analysis' },
      { to: '/model', label: 'analysis.model.title', permission: 'analysis:detectors', group: 'app.group.manage' },
      { to: '/detectors', label: 'analysis.detectors.title', permission: 'analysis:detectors', group: 'app.group.manage' },
    ],
  },
}
