import type { Module } from '@/app/module'
import zh from './zh-CN.json'

export const operation: Module = {
  name: 'operation',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: { desk: [{ path: '/server', component: () => import('./DeskServer.vue'), meta: { title: 'operation.title', signedIn: true } }] },
  menu: { desk: [{ to: '/server', label: 'operation.title', permission: 'operate:read', group: 'app.group.manage' }] },
}
