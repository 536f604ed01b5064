import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const report = () => import('./ReportForm.vue')

export const incident: Module = {
  name: 'incident',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [{ path: '/', component: report, meta: { title: 'incident.report', signedIn: true } }],
    field: [{ path: '/', component: report, meta: { title: 'incident.report', signedIn: true } }],
    desk: [
      { path: '/', redirect: '/incidents' },
      { path: '/incidents', component: () => import('./IncidentList.vue'), meta: { title: 'incident.list', signedIn: true } },
    ],
  },
  menu: {
    portal: [{ to: '/', label: 'incident.report' }],
    field: [{ to: '/', label: 'incident.report' }],
    desk: [{ to: '/incidents', label: 'incident.list' }],
  },
}
