import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const list = () => import('./TaskList.vue')

export const tasking: Module = {
  name: 'tasking',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    field: [
      { path: '/', component: list, props: { state: 'open' }, meta: { title: 'tasking.open', signedIn: true } },
      { path: '/done', component: list, props: { state: 'done' }, meta: { title: 'tasking.done', signedIn: true } },
      { path: '/tasks/:id', component: () => import('./FieldTask.vue'), props: true, meta: { title: 'tasking.task.one', signedIn: true } },
      { path: '/duties', component: () => import('./FieldDuties.vue'), meta: { title: 'tasking.duties.title', signedIn: true } },
    ],
    desk: [{ path: '/work-items', component: () => import('./DeskWorkItems.vue'), meta: { title: 'tasking.items.title', signedIn: true } }],
  },
  menu: {
    field: [
      { to: '/', label: 'tasking.open' },
      { to: '/done', label: 'tasking.done' },
      { to: '/duties', label: 'tasking.duties.title' },
    ],
    desk: [{ to: '/work-items', label: 'tasking.items.title', permission: ['tasking:propose', 'tasking:admit', 'tasking:refusals'] }],
  },
}
