import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

export const sensing: Module = {
  name: 'sensing',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [{ path: '/weather', component: () => import('./DeskWeather.vue'), meta: { title: 'sensing.title', signedIn } }],
  },
  menu: {
    desk: [{ to: '/weather', label: 'sensing.title', permission: 'sensing:read', group: 'app.group.analysis' }],
  },
}
