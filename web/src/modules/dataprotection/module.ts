import type { Module } from '@/app/module'
import zh from './zh-CN.json'

const signedIn = true

export const dataprotection: Module = {
  name: 'dataprotection',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [
      { path: '/my-data', component: () => import('./MyData.vue'), meta: { title: 'dataprotection.mine.title', signedIn } },
      { path: '/privacy-notice', component: () => import('./NoticePage.vue'), meta: { title: 'dataprotection.notice.title' } },
    ],
    desk: [
      { path: '/privacy', component: () => import('./DeskInventory.vue'), meta: { title: 'dataprotection.inventory.title', signedIn } },
      {
        path: '/privacy/columns',
        component: () => import('./DeskColumns.vue'),
        meta: { title: 'dataprotection.columns.title', signedIn },
      },
      {
        path: '/privacy/retention',
        component: () => import('./DeskRetention.vue'),
        meta: { title: 'dataprotection.retention.title', signedIn },
      },
      {
        path: '/privacy/records',
        component: () => import('./DeskRecords.vue'),
        meta: { title: 'dataprotection.records.title', signedIn },
      },
      {
        path: '/privacy/requests',
        component: () => import('./DeskRequests.vue'),
        meta: { title: 'dataprotection.requests.title', signedIn },
      },
      {
        path: '/data-access',
        component: () => import('./DeskAccess.vue'),
        meta: { title: 'dataprotection.access.title', signedIn },
      },
    ],
  },
  menu: {
    portal: [{ to: '/my-data', label: 'dataprotection.mine.menu', group: 'app.group.mine' }],
    desk: [
      { to: '/privacy', label: 'dataprotection.menu', permission: 'dataprotection:read', group: 'app.group.data' },
      { to: '/privacy/requests', label: 'dataprotection.requests.title', permission: 'dataprotection:decide', group: 'app.group.data' },
      { to: '/data-access', label: 'dataprotection.access.title', permission: 'dataprotection:export', group: 'app.group.data' },
    ],
  },
}
