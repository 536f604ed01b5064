import type { Module } from '@/app/module'
import { REPORT_STEPS } from './reportSteps'
import zh from './zh-CN.json'

const signedIn = true

export const incident: Module = {
  name: 'incident',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [
      { path: '/', component: () => import('./PortalHome.vue') },
      { path: '/report', redirect: '/report/what' },
      { path: '/report/done', component: () => import('./ReportDone.vue'), meta: { title: 'incident.taken.title', signedIn } },
      {
        path: `/report/:step(${REPORT_STEPS.join('|')})`,
        component: () => import('./ReportPage.vue'),
        props: true,
        meta: { title: 'incident.home.report', signedIn },
      },
      { path: '/my', component: () => import('./MyReports.vue'), meta: { title: 'incident.home.mine', signedIn } },
      { path: '/my/:id', component: () => import('./MyReport.vue'), props: true, meta: { title: 'incident.home.mine', signedIn } },
      { path: '/followed', component: () => import('./FollowedThings.vue'), meta: { title: 'incident.followed.title', signedIn } },
      { path: '/solved', component: () => import('./PublicMap.vue'), meta: { title: 'incident.publicMap.title' } },
      { path: '/track', component: () => import('./TrackPage.vue'), meta: { title: 'incident.home.track' } },
    ],
    field: [
      { path: '/report', component: () => import('./FieldReports.vue'), meta: { title: 'incident.fieldReport', signedIn } },
      { path: '/walk-in', component: () => import('./WalkIn.vue'), meta: { title: 'incident.walkIn.title', signedIn } },
      { path: '/assistance', component: () => import('./AssistanceList.vue'), meta: { title: 'incident.help.mine', signedIn } },
      { path: '/incidents/:id', component: () => import('./FieldIncident.vue'), props: true, meta: { title: 'incident.one', signedIn } },
    ],
    desk: [
      { path: '/', redirect: '/incidents' },
      { path: '/incidents', component: () => import('./DeskList.vue'), meta: { title: 'incident.list', signedIn } },
      { path: '/incidents/:id', component: () => import('./DeskIncident.vue'), props: true, meta: { title: 'incident.one', signedIn } },
      { path: '/tickets', component: () => import('./DeskTicket.vue'), meta: { title: 'incident.ticket.title', signedIn } },
      { path: '/rates', component: () => import('./DeskRates.vue'), meta: { title: 'incident.rates.title', signedIn } },
      { path: '/restraints', component: () => import('./RestraintList.vue'), meta: { title: 'incident.restraint.title', signedIn } },
      { path: '/assistance', component: () => import('./AssistanceList.vue'), meta: { title: 'incident.help.mine', signedIn } },
      { path: '/categories', component: () => import('./DeskCategories.vue'), meta: { title: 'incident.categories.title', signedIn } },
      { path: '/self-check', component: () => import('./DeskSelfCheck.vue'), meta: { title: 'incident.check.title', signedIn } },
      { path: '/disclosures', component: () => import('./DeskDisclosures.vue'), meta: { title: 'incident.reporter.waiting', signedIn } },
    ],
  },
  menu: {
    portal: [
      { to: '/', label: 'incident.home.start' },
      { to: '/my', label: 'incident.home.mine' },
      { to: '/track', label: 'incident.home.track' },
    ],
    field: [{ to: '/report', label: 'incident.fieldReport' }],
    desk: [
      { to: '/incidents', label: 'incident.list' },
      { to: '/tickets', label: 'incident.ticket.menu', permission: 'incident:ticket' },
      { to: '/assistance', label: 'incident.help.menu', permission: 'incident:assist' },
      { to: '/rates', label: 'incident.rates.menu', permission: 'incident:inspect', group: 'app.group.data' },
      { to: '/restraints', label: 'incident.restraint.menu', permission: 'incident:inspect', group: 'app.group.manage' },
      { to: '/disclosures', label: 'incident.reporter.menu', permission: 'incident:disclose', group: 'app.group.data' },
      { to: '/categories', label: 'incident.categories.menu', permission: 'incident:categories', group: 'app.group.rules' },
      { to: '/self-check', label: 'incident.check.menu', permission: 'incident:categories', group: 'app.group.rules' },
    ],
  },
}
