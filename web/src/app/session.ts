import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { answer, api, Refused } from '@/api/client'
import type { Me } from '@/api/expected'

/** Who is signed in here. */
export const useSession = defineStore('session', () => {
  /** Undefined until it is known, null when nobody is signed in. */
  const me = ref<Me | null>()
  const isGuest = computed(() => me.value?.posts.some((post) => post.role === 'GUEST') ?? false)

  async function load() {
    if (me.value !== undefined) return
    try {
      me.value = (await answer(api.GET('/api/session'))) as unknown as Me
    } catch (e) {
      if (!(e instanceof Refused)) throw e
      me.value = null
    }
  }

  async function signIn(username: string, password: string) {
    me.value = (await answer(api.POST('/api/session', { body: { username, password } }))) as unknown as Me
  }

  async function signOut() {
    await answer(api.DELETE('/api/session'))
    me.value = null
  }

  function may(permission: string) {
    return me.value?.permissions.includes(permission) ?? false
  }

  return { me, isGuest, load, signIn, signOut, may }
})
