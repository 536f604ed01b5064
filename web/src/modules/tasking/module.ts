import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const group = 'tasking.menu'
const list = () => import('./TaskList.vue')

export const tasking: Module = {
  name: 'tasking',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [
      { path: '/surveys', component: () => import('./PortalSurveys.vue'), meta: { title: 'tasking.feelings.title', signedIn: true } },
    ],
    field: [
      { path: '/', component: list, props: { state: 'open' }, meta: { title: 'tasking.open', signedIn: true } },
      { path: '/done', component: list, props: { state: 'done' }, meta: { title: 'tasking.done', signedIn: true } },
      { path: '/tasks/:id', component: () => import('./FieldTask.vue'), props: true, meta: { title: 'tasking.task.one', signedIn: true } },
      { path: '/patrol', component: () => import('./FieldPatrol.vue'), meta: { title: 'tasking.patrol.title', signedIn: true } },
      { path: '/surveys', component: () => import('./FieldSurveys.vue'), meta: { title: 'tasking.surveys.title', signedIn: true } },
      {
        path: '/surveys/:id',
        component: () => import('./FieldSurvey.vue'),
        props: true,
        meta: { title: 'tasking.surveys.title', signedIn: true },
      },
      { path: '/duties', component: () => import('./FieldDuties.vue'), meta: { title: 'tasking.duties.title', signedIn: true } },
    ],
    desk: [
      { path: '/work-items', component: () => import('./DeskWorkItems.vue'), meta: { title: 'tasking.items.title', signedIn: true } },
      { path: '/patrols', component: () => import('./DeskPatrols.vue'), meta: { title: 'tasking.plans.title', signedIn: true } },
      { path: '/checklists', component: () => import('./DeskChecklists.vue'), meta: { title: 'tasking.lists.title', signedIn: true } },
      { path: '/surveys', component: () => import('./DeskSurveys.vue'), meta: { title: 'tasking.surveys.title', signedIn: true } },
      { path: '/ledger', component: () => import('./DeskLedger.vue'), meta: { title: 'tasking.ledger.title', signedIn: true } },
      { path: '/tasks/:id', component: () => import('./FieldTask.vue'), props: true, meta: { title: 'tasking.task.one', signedIn: true } },
      { path: '/burden', component: () => import('./DeskBurden.vue'), meta: { title: 'tasking.burden.title', signedIn: true } },
    ],
  },
  menu: {
    portal: [{ to: '/surveys', label: 'tasking.feelings.title', permission: 'tasking:answer', group: 'app.group.mine' }],
    field: [
      { to: '/', label: 'tasking.openShort' },
      { to: '/done', label: 'tasking.done', group: 'app.group.more' },
      { to: '/patrol', label: 'tasking.patrol.title', permission: 'tasking:patrol' },
      { to: '/surveys', label: 'tasking.surveys.title', permission: 'tasking:ask', group: 'app.group.more' },
      { to: '/duties', label: 'tasking.duties.title', group: 'app.group.more' },
    ],
    desk: [
      { to: '/work-items', label: 'tasking.items.title', permission: ['tasking:propose', 'tasking:admit', 'tasking:refusals'], group },
      { to: '/patrols', label: 'tasking.plans.title', permission: 'tasking:plan', group },
      { to: '/checklists', label: 'tasking.lists.title', permission: 'tasking:checklists', group },
      { to: '/surveys', label: 'tasking.surveys.title', permission: 'tasking:survey', group },
      { to: '/ledger', label: 'tasking.ledger.title', permission: 'tasking:plan', group },
      { to: '/burden', label: 'tasking.burden.title', permission: 'tasking:burden', group },
    ],
  },
}
