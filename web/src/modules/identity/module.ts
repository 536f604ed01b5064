import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signIn = { path: '/login', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'identity.signIn' } }
const guest = { path: '/guest', name: 'guest', component: () => import('./GuestPage.vue'), meta: { title: 'identity.guest.title' } }

export const identity: Module = {
  name: 'identity',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: { portal: [signIn, guest], field: [signIn], desk: [signIn] },
}
