import type { Module } from '@/app/module'
import zh from './zh-CN.json'

/** Working without network: what is still on the phone, and the phones themselves. */
export const field: Module = {
  name: 'field',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    field: [
      { path: '/outbox', component: () => import('./OutboxPage.vue'), meta: { title: 'field.outbox', signedIn: true } },
      { path: '/phones', component: () => import('./PhonesPage.vue'), meta: { title: 'field.phones.title', signedIn: true } },
    ],
  },
  menu: { field: [{ to: '/outbox', label: 'field.outbox' }] },
}
