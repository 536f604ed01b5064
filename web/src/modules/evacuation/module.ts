import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

/** Low ground, and bringing people to safety. */
export const evacuation: Module = {
  name: 'evacuation',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    desk: [
      { path: '/evacuations', component: () => import('./DeskEvacuations.vue'), meta: { title: 'evacuation.title', signedIn } },
      {
        path: '/evacuations/:id',
        component: () => import('./DeskEvacuation.vue'),
        props: true,
        meta: { title: 'evacuation.one', signedIn },
      },
    ],
    field: [{ path: '/evacuation', component: () => import('./FieldEvacuation.vue'), meta: { title: 'evacuation.mine', signedIn } }],
  },
  menu: {
    desk: [{ to: '/evacuations', label: 'evacuation.title', permission: 'evacuation:read', group: 'tasking.menu' }],
    field: [{ to: '/evacuation', label: 'evacuation.mine', permission: 'evacuation:help', group: 'app.group.more' }],
  },
}
