import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const list = { path: '/notices', component: () => import('./NoticeList.vue'), meta: { title: 'notify.title', signedIn: true } }
const announcement = {
  path: '/announcements/:id',
  component: () => import('./AnnouncementPage.vue'),
  props: true,
  meta: { title: 'notify.announcement', signedIn: true },
}

export const notify: Module = {
  name: 'notify',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [{ ...list, props: { face: 'portal' } }, announcement],
    field: [{ ...list, props: { face: 'field' } }, announcement],
    desk: [{ ...list, props: { face: 'desk' } }, announcement],
  },
}
