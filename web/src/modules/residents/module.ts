import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

export const residents: Module = {
  name: 'residents',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [
      { path: '/home', component: () => import('./MyHome.vue'), meta: { title: 'residents.own.title', signedIn } },
      { path: '/home/claim', component: () => import('./ClaimHome.vue'), meta: { title: 'residents.own.claim', signedIn } },
      { path: '/home/correct', component: () => import('./CorrectPage.vue'), meta: { title: 'residents.own.correct', signedIn } },
    ],
    field: [
      { path: '/visits', component: () => import('./FieldHomes.vue'), meta: { title: 'residents.visits.title', signedIn } },
      { path: '/visits/:id', component: () => import('./FieldVisit.vue'), props: true, meta: { title: 'residents.visits.one', signedIn } },
    ],
    desk: [
      { path: '/residents', component: () => import('./DeskResidents.vue'), meta: { title: 'residents.title', signedIn } },
      { path: '/residents/homes', component: () => import('./DeskHomes.vue'), meta: { title: 'residents.doors.title', signedIn } },
      { path: '/residents/requests', component: () => import('./DeskRequests.vue'), meta: { title: 'residents.requests.title', signedIn } },
      {
        path: '/residents/uncovered',
        component: () => import('./DeskUncovered.vue'),
        meta: { title: 'residents.uncovered.title', signedIn },
      },
      {
        path: '/dictionaries',
        component: () => import('./DeskDictionaries.vue'),
        meta: { title: 'residents.dictionaries.title', signedIn },
      },
      {
        path: '/residents/:id',
        component: () => import('./DeskResident.vue'),
        props: true,
        meta: { title: 'residents.card', signedIn },
      },
      {
        path: '/households/:id',
        component: () => import('./DeskHousehold.vue'),
        props: true,
        meta: { title: 'residents.house.title', signedIn },
      },
    ],
  },
  menu: {
    portal: [{ to: '/home', label: 'residents.own.title', permission: 'residents:claim', group: 'app.group.mine' }],
    field: [{ to: '/visits', label: 'residents.visits.title', permission: 'residents:keep' }],
    desk: [{ to: '/residents', label: 'residents.title', permission: 'residents:read' }],
  },
}
