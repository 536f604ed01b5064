import type { Module } from '@/app/module'
import zh from './zh-CN.json'

export const territory: Module = {
  name: 'territory',
  texts: { 'zh-CN': zh, en: () => import('./en.json') },
  routes: {
    portal: [
      {
        path: '/areas/:code(\\d+)',
        component: () => import('./AreaPage.vue'),
        props: true,
        meta: { title: 'territory.title' },
      },
    ],
  },
}
