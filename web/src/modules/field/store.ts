import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A text or a file that nobody reads without the key. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  bytes: ArrayBuffer
}

/** Whose it is and with which key it is sealed; all else is inside. */
export interface Row {
  id: string
  account: string
  key: string
  sealed: Sealed
}

export interface HeldKey {
  id: string
  account: string
  /** Cannot be exported: pages use it, and none can read it. */
  secret: CryptoKey
  /** When it is forgotten unless the server was met by then. */
  until: number
}

interface FieldSchema extends DBSchema {
  /** Of the phone itself, nothing personal: its id, how its clock goes. */
  facts: { key: string; value: unknown }
  /** At most one: of whoever works here now. */
  keys: { key: string; value: HeldKey }
  /** What was done, in its order. */
  actions: { key: number; value: Row & { order?: number }; indexes: { id: string; account: string } }
  /** Photos and voice notes until they have arrived. */
  files: { key: string; value: Row & { at: number }; indexes: { account: string } }
  /** Answers of the server for reading without network, and drafts. */
  kept: { key: [string, string]; value: Row & { at: number }; indexes: { account: string } }
}

export type Store = IDBPDatabase<FieldSchema>

/** It outlives a lost battery: what is said to be kept is on the disk. */
export const STRICT = { durability: 'strict' } as const

const VERSION = 1

export function openStore(name = 'linli-field'): Promise<Store> {
  return openDB<FieldSchema>(name, VERSION, {
    upgrade(store) {
      store.createObjectStore('facts')
      store.createObjectStore('keys')
      const actions = store.createObjectStore('actions', { keyPath: 'order', autoIncrement: true })
      actions.createIndex('id', 'id', { unique: true })
      actions.createIndex('account', 'account')
      store.createObjectStore('files', { keyPath: 'id' }).createIndex('account', 'account')
      store.createObjectStore('kept', { keyPath: ['account', 'id'] }).createIndex('account', 'account')
    },
    // a newer version of the page wants to change the tables: it may
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  })
}

/** The name of this phone, made once; it tells nothing. */
export async function device(store: Store): Promise<string> {
  const known = await store.get('facts', 'device')
  if (typeof known === 'string') return known
  const made = crypto.randomUUID()
  await store.put('facts', made, 'device')
  return made
}
