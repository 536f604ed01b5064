import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signIn = { path: '/login', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'identity.signIn' } }

export const identity: Module = {
  name: 'identity',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: { portal: [signIn], field: [signIn], desk: [signIn] },
}
