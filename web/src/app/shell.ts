import '@/ui/tokens.css'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { type App, type Component, createApp, nextTick, watch } from 'vue'
import { createRouter, createWebHistory, type Router } from 'vue-router'
import { Refused, whenSignedOut } from '@/api/client'
import uiZh from '@/ui/zh-CN.json'
import { addTexts, i18n, language, speakAsBefore } from './i18n'
import type { Face } from './module'
import { modules } from './modules'
import NotFound from './NotFound.vue'
import { useSession } from './session'
import zh from './zh-CN.json'

/** What a face does of its own before its first page opens. */
export type Prepare = (shell: { app: App; router: Router; queries: QueryClient; session: ReturnType<typeof useSession> }) => Promise<void>

/** Starts one of the faces: its frame, and the pages that the modules have for it. */
export async function start(face: Face, frame: Component, prepare?: Prepare) {
  addTexts('app', { 'zh-CN': zh, en: () => import('./en.json') })
  addTexts('ui', { 'zh-CN': uiZh, en: () => import('@/ui/en.json') })
  for (const module of modules) addTexts(module.name, module.texts)
  await speakAsBefore()

  const router = createRouter({
    history: createWebHistory(face === 'portal' ? '/' : `/${face}/`),
    routes: [
      ...modules.flatMap((module) => module.routes[face] ?? []),
      { path: '/:nowhere(.*)*', name: 'not-found', component: NotFound, meta: { title: 'app.notFound.title' } },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  const queries = new QueryClient({
    defaultOptions: {
      // whether there is a network shows when one asks; a paused request would look like a slow one
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        // a refusal stays one, however often it is asked for
        retry: (count, fault) => !(fault instanceof Refused) && count < 2,
      },
    },
  })
  const app = createApp(frame).use(createPinia()).use(i18n).use(VueQueryPlugin, { queryClient: queries })
  const session = useSession()

  router.beforeEach(async (to) => {
    if (!to.meta.signedIn) return true
    await session.load()
    if (session.me?.due) return { name: 'sign-in-finish', query: { to: to.fullPath } }
    return session.me ? true : { name: 'sign-in', query: { to: to.fullPath } }
  })
  // who reads with the ears or the keyboard starts where the new page starts
  router.afterEach((to, from, failure) => {
    if (failure || from.matched.length === 0 || to.path === from.path) return
    void nextTick(() => {
      const main = document.getElementById('main')
      if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true })
    })
  })
  whenSignedOut.run = () => {
    session.me = null
    const here = router.currentRoute.value
    if (here.meta.signedIn) void router.push({ name: 'sign-in', query: { to: here.fullPath } })
  }
  // what one person was shown is not for the next one
  watch(
    () => session.me?.username,
    (_, before) => before && queries.clear(),
  )
  // and what the server worded, it words again in the language that is read now
  watch(language, () => void queries.invalidateQueries())
  watch([() => router.currentRoute.value.meta.title, () => i18n.global.locale.value], ([title]) => {
    const name = i18n.global.t('app.name')
    document.title = title ? `${i18n.global.t(title)} · ${name}` : name
  })
  await prepare?.({ app, router, queries, session })
  app.use(router).mount('#app')
}
