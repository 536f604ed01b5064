import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signIn = { path: '/login', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'identity.signIn' } }
const finish = {
  path: '/login/finish',
  name: 'sign-in-finish',
  component: () => import('./FinishPage.vue'),
  meta: { title: 'identity.signIn' },
}
const forgotten = {
  path: '/login/forgotten',
  name: 'forgotten',
  component: () => import('./ForgottenPage.vue'),
  meta: { title: 'identity.forgotten.title' },
}
const signUp = { path: '/sign-up', name: 'sign-up', component: () => import('./SignUpPage.vue'), meta: { title: 'identity.signUp.title' } }
const own = {
  path: '/account',
  name: 'own-account',
  component: () => import('./OwnAccountPage.vue'),
  meta: { title: 'identity.own.title', signedIn: true },
}
const accounts = {
  path: '/accounts',
  component: () => import('./DeskAccounts.vue'),
  meta: { title: 'identity.accounts.title', signedIn: true },
}
const account = {
  path: '/accounts/:id',
  component: () => import('./DeskAccount.vue'),
  meta: { title: 'identity.accounts.title', signedIn: true },
}
const page = (path: string, title: string, component: () => Promise<unknown>) => ({ path, component, meta: { title, signedIn: true } })
const deputies = page('/deputies', 'identity.deputies.title', () => import('./DeskDeputies.vue'))
const roles = page('/roles', 'identity.roles.title', () => import('./DeskRoles.vue'))
const settings = page('/settings', 'identity.settings.title', () => import('./DeskSettings.vue'))
const guest = { path: '/guest', name: 'guest', component: () => import('./GuestPage.vue'), meta: { title: 'identity.guest.title' } }

export const identity: Module = {
  name: 'identity',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [signIn, finish, forgotten, signUp, own, guest],
    field: [signIn, finish, forgotten, own],
    cockpit: [signIn, finish, forgotten, own],
    desk: [signIn, finish, forgotten, own, accounts, account, deputies, roles, settings],
  },
  menu: { desk: [{ to: '/accounts', label: 'identity.accounts.title', permission: 'identity:manage', group: 'app.group.manage' }] },
}
