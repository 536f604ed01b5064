import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true
const list = { path: '/notices', component: () => import('./NoticeList.vue'), meta: { title: 'notify.title', signedIn } }
const preferences = {
  path: '/notices/preferences',
  component: () => import('./PreferencePage.vue'),
  meta: { title: 'notify.wants.title', signedIn },
}
const announcement = {
  path: '/announcements/:id',
  component: () => import('./AnnouncementPage.vue'),
  props: true,
  meta: { title: 'notify.announcement', signedIn },
}

export const notify: Module = {
  name: 'notify',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [{ ...list, props: { face: 'portal' } }, preferences, announcement],
    field: [{ ...list, props: { face: 'field' } }, preferences, announcement],
    desk: [
      { ...list, props: { face: 'desk' } },
      preferences,
      { path: '/announcements', component: () => import('./DeskAnnouncements.vue'), meta: { title: 'notify.announce.title', signedIn } },
      {
        path: '/announcements/new',
        component: () => import('./WriteAnnouncement.vue'),
        meta: { title: 'notify.announce.write', signedIn },
      },
      announcement,
      {
        path: '/announcements/:id/receipts',
        component: () => import('./DeskReceipts.vue'),
        props: true,
        meta: { title: 'notify.announce.byGrid', signedIn },
      },
      { path: '/dead-letters', component: () => import('./DeskDeadLetters.vue'), meta: { title: 'notify.dead.title', signedIn } },
    ],
  },
  menu: {
    desk: [
      { to: '/announcements', label: 'notify.announce.title', permission: 'notify:announce' },
      { to: '/dead-letters', label: 'notify.dead.title', permission: 'notify:operate', group: 'app.group.manage' },
    ],
  },
}
