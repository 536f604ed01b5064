import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true
const permission = 'deliberation:talk'

/** Evening talks, and what became of each opinion that was said there. */
export const deliberation: Module = {
  name: 'deliberation',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [
      { path: '/talks', component: () => import('./DeskTalks.vue'), meta: { title: 'deliberation.title', signedIn } },
      { path: '/talks/new', component: () => import('./NewTalk.vue'), meta: { title: 'deliberation.new', signedIn } },
      { path: '/talks/:id', component: () => import('./OneTalk.vue'), props: true, meta: { title: 'deliberation.one', signedIn } },
    ],
    field: [
      { path: '/talks', component: () => import('./FieldTalks.vue'), meta: { title: 'deliberation.title', signedIn } },
      { path: '/talks/new', component: () => import('./NewTalk.vue'), meta: { title: 'deliberation.new', signedIn } },
      { path: '/talks/:id', component: () => import('./OneTalk.vue'), props: true, meta: { title: 'deliberation.one', signedIn } },
    ],
  },
  menu: {
    desk: [{ to: '/talks', label: 'deliberation.title', permission, group: 'tasking.menu' }],
    field: [{ to: '/talks', label: 'deliberation.title', permission, group: 'app.group.more' }],
  },
}
