import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

export const residents: Module = {
  name: 'residents',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [
      { path: '/residents', component: () => import('./DeskResidents.vue'), meta: { title: 'residents.title', signedIn } },
      {
        path: '/residents/:id',
        component: () => import('./DeskResident.vue'),
        props: true,
        meta: { title: 'residents.card', signedIn },
      },
    ],
  },
  menu: { desk: [{ to: '/residents', label: 'residents.title', permission: 'residents:read' }] },
}
