import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { type Component, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { addTexts, i18n } from '@/app/i18n'
import type { Face } from '@/app/module'
import { modules } from '@/app/modules'
import app from '@/app/zh-CN.json'
import ui from '@/ui/zh-CN.json'

export function json(body: unknown, status = 200, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
}

/** A page with everything around it that it has in a browser; only the network is missing. */
export async function open(
  face: Face,
  path: string,
  frame: Component = { render: () => h(RouterView) },
  before: () => Promise<void> = () => Promise.resolve(),
) {
  const none = () => Promise.resolve({ default: {} })
  addTexts('app', { 'zh-CN': app, en: none })
  addTexts('ui', { 'zh-CN': ui, en: none })
  for (const module of modules) addTexts(module.name, module.texts)
  const router = createRouter({ history: createMemoryHistory(), routes: modules.flatMap((module) => module.routes[face] ?? []) })
  const pinia = createPinia()
  setActivePinia(pinia)
  await before()
  await router.push(path)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page = mount(frame, {
    global: { plugins: [pinia, i18n, router, [VueQueryPlugin, { queryClient }]] },
    attachTo: document.body,
  })
  await router.isReady()
  return { page, router }
}
