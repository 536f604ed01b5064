import { opened, sealed } from './seal'
import { type HeldKey, type Store, STRICT } from './store'

/** What the server gives after signing in. */
export interface Lease {
  key: string
  account: string
  secret: string
  until: string
}

const CURRENT = 'current'

/** The key of whoever works on this phone, unless its time is over. */
export async function heldKey(store: Store, now: number): Promise<HeldKey | undefined> {
  const held = await store.get('keys', CURRENT)
  if (held && held.until <= now) {
    await forgetKey(store)
    return undefined
  }
  return held
}

/** What is sealed stays; it opens again after the next sign-in of its account. */
export async function forgetKey(store: Store) {
  await store.delete('keys', CURRENT)
}

/**
 * Keeps the key in the place of any other account's. `now` is the phone's clock; the lease is as long as the server says,
 * whatever that clock shows.
 */
export async function holdKey(store: Store, lease: Lease & { now: string }, now: number): Promise<HeldKey> {
  const bytes = Uint8Array.from(atob(lease.secret), (sign) => sign.charCodeAt(0))
  const secret = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const until = now + Date.parse(lease.until) - Date.parse(lease.now)
  const held = { id: lease.key, account: lease.account, secret, until }
  const before = await store.get('keys', CURRENT)
  if (before && before.account === held.account && before.id !== held.id) await sealAnew(store, before, held)
  await store.put('keys', held, CURRENT)
  return held
}

/** The server knows the former key no longer, after a restore, say; the phone still does. */
async function sealAnew(store: Store, before: HeldKey, now: HeldKey) {
  for (const name of ['actions', 'files', 'kept'] as const) {
    for (const row of await store.getAllFromIndex(name, 'account', now.account)) {
      if (row.key !== before.id) continue
      const again = await sealed(now, row.id, await opened(before, row))
      const tx = store.transaction(name, 'readwrite', STRICT)
      await tx.store.put({ ...row, ...again } as never)
      await tx.done
    }
  }
}
