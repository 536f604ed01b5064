import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { answer, api, Refused, Unreachable } from '@/api/client'
import type { Me } from '@/api/types'

/** Who is signed in here. */
export const useSession = defineStore('session', () => {
  /** Undefined until it is known, null when nobody is signed in. */
  const me = ref<Me | null>()
  const isGuest = computed(() => me.value?.posts.some((post) => post.role === 'GUEST') ?? false)

  async function load() {
    if (me.value !== undefined) return
    try {
      me.value = await answer(api.GET('/api/session'))
    } catch (e) {
      if (e instanceof Unreachable) return // not known; it is asked again
      if (!(e instanceof Refused)) throw e
      me.value = null
    }
  }

  async function signIn(username: string, password: string) {
    me.value = await answer(api.POST('/api/session', { body: { username, password } }))
  }

  async function showFactor(code: string) {
    me.value = await answer(api.POST('/api/session/second-factor', { body: { code } }))
  }

  async function choosePassword(current: string, password: string) {
    me.value = await answer(api.PUT('/api/account/password', { body: { current, password } }))
  }

  /** In one of my posts, or in all of them. */
  async function actIn(post?: string) {
    me.value = await answer(api.PUT('/api/session/post', { body: { post } }))
  }

  async function reload() {
    me.value = await answer(api.GET('/api/session'))
  }

  /** With the code that was sent: as a resident, or, without a name and a number that is known, as a guest. */
  async function enterByPhone(phone: string, code: string, name?: string) {
    me.value = await answer(api.POST('/api/guest/session', { body: { phone, code, name } }))
  }

  /** A guest becomes a resident. */
  async function signUp(name: string) {
    me.value = await answer(api.POST('/api/account/sign-up', { body: { name } }))
  }

  /** Closes my account. */
  async function leave() {
    await answer(api.POST('/api/account/leave'))
    me.value = null
  }

  async function signOut() {
    await answer(api.DELETE('/api/session'))
    me.value = null
  }

  function may(permission: string) {
    return me.value?.permissions.includes(permission) ?? false
  }

  return { me, isGuest, load, reload, signIn, showFactor, choosePassword, actIn, enterByPhone, signUp, leave, signOut, may }
})
