import { computed, reactive, ref, shallowRef } from 'vue'
import { network, Refused } from '@/api/client'
import { type Outbox, type Pictures, type ToDo } from '@/app/outbox'
import { newKey } from '@/ui/keys'
import type { Prepared } from '@/ui/photo'
import { shelf } from '@/ui/useDraft'
import { FieldClock } from './clock'
import { Kept } from './kept'
import { forgetKey, heldKey, holdKey } from './keyring'
import { askLease, browserLine, isRevoked } from './line'
import { Queue } from './queue'
import { type Entry } from './rules'
import { NoLine, Declined, Sender, type Standing } from './sender'
import { device, type HeldKey, openStore, type Store } from './store'

/** So long a form waits for the server's word before it says that the phone has it. */
const PATIENCE = 6_000

/** A picture that was kept so long ago is fetched again. */
const FRESH = 12 * 3_600_000

/** Under which the name of whoever works here is kept, sealed like all else. */
const OWNER = 'owner'

/** Everything that is open while somebody works here. */
interface Desk {
  key: HeldKey
  queue: Queue
  kept: Kept
  sender: Sender
}

let store: Store | undefined
let clock: FieldClock | undefined
const desk = shallowRef<Desk>()
/** Whose page it is now, by name. */
let username: string | undefined
const changes = ref(0)

const state = reactive({
  standing: 'resting' as Standing,
  /** From when what is shown is, where the server did not answer. */
  keptAt: undefined as number | undefined,
  /** The browser may throw away what is kept when the phone gets full. */
  isFirm: true,
  /** A newer version of the page waits. */
  hasNewer: false,
  lost: 0,
  /** Why the server gives no key. */
  refusal: undefined as string | undefined,
})

/** Told of each thing that arrived. */
export const sentListeners = new Set<(entry: Entry) => void>()
/** Told when there is a key and a network: now what the day needs can be fetched. */
export const readyListeners = new Set<() => void>()

const works = computed(() => desk.value !== undefined)

function changed() {
  changes.value++
  state.lost = desk.value?.queue.lost ?? 0
}

async function open(held: HeldKey) {
  if (!store) return
  const queue = await Queue.open(store, held, changed)
  const kept = await Kept.open(store, held, Date.now())
  const sender = new Sender(
    queue,
    browserLine(held.account, () => username),
    {
      standing: () => (state.standing = sender.standing),
      sent: (entry) => sentListeners.forEach((listener) => listener(entry)),
    },
  )
  await queue.tidy(Date.now())
  desk.value = { key: held, queue, kept, sender }
  shelf.current = drawer(kept)
  changed()
}

/** Drafts lie open only as long as the page does; on the phone they are sealed. */
function drawer(kept: Kept): typeof shelf.current {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  return {
    getItem: (name) => kept.drafts.get(name) ?? null,
    setItem(name, text) {
      kept.drafts.set(name, text)
      clearTimeout(waiting.get(name))
      waiting.set(
        name,
        setTimeout(() => void kept.put(`draft:${name}`, text, Date.now()).catch(() => (state.isFirm = false)), 200),
      )
    },
    removeItem(name) {
      kept.drafts.delete(name)
      clearTimeout(waiting.get(name))
      void kept.remove(`draft:${name}`)
    },
  }
}

function close() {
  if (desk.value) {
    desk.value.sender.stop()
    desk.value.kept.isClosed = true
  }
  desk.value = undefined
  const nowhere = new Map<string, string>()
  shelf.current = {
    getItem: (name) => nowhere.get(name) ?? null,
    setItem: (name, text) => void nowhere.set(name, text),
    removeItem: (name) => void nowhere.delete(name),
  }
  changed()
}

/** What there is before anybody has told who they are: what was kept by whoever worked here last, as long as they may. */
async function begin() {
  // without a secure address there is neither cipher nor service worker: it works with network only, and says so
  if (!window.isSecureContext || !('indexedDB' in window) || !crypto.subtle) return
  try {
    store = await openStore()
    clock = await FieldClock.open(store)
  } catch {
    store = undefined // a private window keeps nothing
    return
  }
  close()
  const held = await heldKey(store, Date.now())
  if (held) await open(held)
  const plain = network.fetch
  network.fetch = async (request) => {
    const here = desk.value
    if (!here) return plain(request)
    const response = await here.kept.fetch(
      request,
      Date.now(),
      (asked) => own(here, asked, plain),
      (at) => (state.keptAt = at),
    )
    return response
  }
  addEventListener('online', () => void goOn())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void goOn())
}

async function goOn() {
  await desk.value?.queue.look()
  await desk.value?.sender.drain()
}

let entering: Promise<void> = Promise.resolve()

/** So long a page waits for the key before it opens without it. */
const ANSWERS = 3_000

/** When it is known what lies on the phone for whoever is here; a page that shows drafts waits for it. */
function ready(): Promise<void> {
  if (desk.value) return Promise.resolve()
  return Promise.race([entering, new Promise<void>((done) => setTimeout(done, ANSWERS))])
}

/** Nothing that is answered to another account gets among what this one keeps. */
async function own(here: Desk, request: Request, plain: typeof network.fetch) {
  const response = await plain(request)
  if (!response.ok || new URL(request.url).pathname !== '/api/session' || request.method !== 'GET') return response
  const me = (await response.clone().json()) as { username: string }
  const owner = await here.kept.get<string>(OWNER)
  if (owner !== undefined && owner !== me.username) await leave()
  return response
}

/** Somebody is signed in, as the server or, without network, the phone says. */
async function enter(name: string, may: boolean) {
  if (!store || !clock) return
  username = name
  if (!may) return leave()
  try {
    const lease = await askLease(await device(store))
    await clock.compare(Date.parse(lease.now))
    if (username !== name) return // somebody else meanwhile
    const before = desk.value
    if (before?.key.account !== lease.account || before.key.id !== lease.key) close()
    const held = await holdKey(store, lease, Date.now())
    if (desk.value) desk.value.key.until = held.until
    else await open(held)
    await desk.value?.kept.put(OWNER, name, Date.now())
    state.keptAt = undefined
    state.refusal = undefined
    void askToStay()
    readyListeners.forEach((listener) => listener())
  } catch (fault) {
    if (!(fault instanceof NoLine) && !(fault instanceof Declined)) throw fault
    // no network: whoever is on the phone goes on with what it holds
    if (fault instanceof Declined) {
      state.refusal = fault.reason.detail ?? fault.reason.title
      if (desk.value && (await isRevoked(desk.value.key.id))) return leave()
    }
  }
  void desk.value?.sender.drain()
}

/** The server says that nobody is signed in: what is kept stays open for its day, unless the phone was reported lost. */
async function signedOut() {
  const held = desk.value?.key
  if (held && (await isRevoked(held.id))) await leave()
}

/** Signed out, or taken back: the key goes, what is sealed stays. */
async function leave() {
  username = undefined
  close()
  if (store) await forgetKey(store)
}

async function askToStay() {
  const storage = navigator.storage as StorageManager | undefined
  if (!storage?.persist) return
  state.isFirm = (await storage.persisted()) || (await storage.persist())
}

/** One after the other: what was done first is kept first. */
let added: Promise<unknown> = Promise.resolve()

async function put<T>(todo: ToDo): Promise<T | undefined> {
  const here = desk.value
  if (!here || !clock) throw new Error('There is no key')
  const { photos = [], ...said } = todo
  const files = photos.map(({ id }) => ({ id, name: `${id}.jpg` }))
  const time = clock
  const adding = added.then(async () => here.queue.add({ format: 1, ...said, files, ...(await time.stamp()) }))
  // one that cannot be kept is told to who did it, and does not hold back the next
  added = adding.catch(() => undefined)
  const entry = await adding
  // it is kept, whatever becomes of the sending
  const sending = here.sender.drain().catch(reportError)
  await Promise.race([sending, new Promise((done) => setTimeout(done, PATIENCE))])
  if (entry.state === 'sent') return entry.answer as T
  if (entry.state === 'refused' && entry.reason) {
    const { reason } = entry
    // whoever is at the form puts it right there
    await here.queue.withdraw(entry)
    throw new Refused(reason, reason.status)
  }
  return undefined
}

async function hold(photo: Prepared) {
  const here = desk.value
  if (!here) throw new Error('There is no key')
  const id = newKey()
  await here.queue.addFile(id, photo.blob, Date.now())
  return { id }
}

/** Small pictures of the day's matters, fetched ahead and sealed like all else. */
async function keepPicture(path: string) {
  const here = desk.value
  if (!here || (await here.kept.hasPicture(path, Date.now() - FRESH))) return
  const response = await globalThis.fetch(path)
  if (response.ok) await here.kept.keepPicture(path, await dataOf(await response.blob()), Date.now())
}

function dataOf(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => fail(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(blob)
  })
}

/** The picture that was kept, for where there is no network. */
export const pictures: Pictures = (path) => desk.value?.kept.picture(path) ?? Promise.resolve(undefined)

const entries = computed(() => (changes.value >= 0 && desk.value ? [...desk.value.queue.entries] : []))

export const outbox: Outbox = {
  put,
  pending: (matter) =>
    entries.value.filter(({ action, state: at }) => action.matter === matter && at !== 'sent').map(({ action }) => action.name),
  hold,
  works,
}

/** The work of whoever is here, with and without network. */
export function useField() {
  return {
    state,
    works,
    entries,
    begin,
    enter: (name: string, may: boolean) => (entering = enter(name, may)),
    ready,
    isFresh: async (path: string, language: string, since: number) => (await desk.value?.kept.isFresh(path, language, since)) ?? false,
    keepPicture,
    leave,
    signedOut,
    drain: goOn,
    again: async (entry: Entry) => {
      await desk.value?.queue.again(entry)
      await desk.value?.sender.drain()
    },
    drop: (entry: Entry) => desk.value?.queue.drop(entry.action.id),
    forgetLost: () => desk.value?.queue.forgetLost(),
  }
}
