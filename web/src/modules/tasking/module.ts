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
    ],
  },
  menu: {
    field: [
      { to: '/', label: 'tasking.open' },
      { to: '/done', label: 'tasking.done' },
    ],
  },
}
