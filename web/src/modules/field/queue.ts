import { NotKept } from '@/app/outbox'
import { type Action, type Entry, type Reason, read, withDependents } from './rules'
import { opened, openedText, sealed, sealedText } from './seal'
import { type HeldKey, type Row, type Store, STRICT } from './store'

/** What is kept of an entry; that it is being sent just now is forgotten with the page. */
interface Kept {
  action: unknown
  state: 'queued' | 'sent' | 'refused'
  tries: number
  notBefore: number
  reason?: Reason
  sentAt?: number
  answer?: unknown
}

/** So long one sees what was sent today. */
const SHOWN = 24 * 3_600_000
/** So long a photo waits for its form to be sent. */
const WAITS = 48 * 3_600_000

/** What one account did on this phone and the server does not have yet. It says that it has something when it is on the disk. */
export class Queue {
  /** In the order in which it was done. */
  readonly entries: Entry[] = []
  /** Rows of the account that this key does not open: its former one was taken back. */
  lost = 0

  private constructor(
    private readonly store: Store,
    private readonly key: HeldKey,
    private readonly changed: () => void,
  ) {}

  static async open(store: Store, key: HeldKey, changed: () => void = () => undefined): Promise<Queue> {
    const queue = new Queue(store, key, changed)
    for (const row of await store.getAllFromIndex('actions', 'account', key.account)) {
      const kept = await openedText<Kept>(key, row).catch(() => undefined)
      if (kept) queue.entries.push({ ...kept, action: read(kept.action), order: row.order ?? 0 })
      else queue.lost++
    }
    queue.entries.sort((a, b) => a.order - b.order)
    return queue
  }

  /** What another window of this page added meanwhile. */
  async look() {
    for (const row of await this.store.getAllFromIndex('actions', 'account', this.key.account)) {
      if (row.key !== this.key.id || this.entries.some(({ action }) => action.id === row.id)) continue
      const kept = await openedText<Kept>(this.key, row)
      if (!this.entries.some(({ action }) => action.id === row.id))
        this.entries.push({ ...kept, action: read(kept.action), order: row.order ?? 0 })
    }
    this.entries.sort((a, b) => a.order - b.order)
    this.changed()
  }

  /** Keeps it; the same one a second time is the first one. */
  async add(action: Action): Promise<Entry> {
    const known = this.entries.find((entry) => entry.action.id === action.id)
    if (known) return known
    const kept: Kept = { action, state: 'queued', tries: 0, notBefore: 0 }
    const row = await sealedText(this.key, action.id, kept)
    const order = await this.write(() => {
      const tx = this.store.transaction('actions', 'readwrite', STRICT)
      return Promise.all([tx.store.add(row), tx.done]).then(([made]) => made)
    })
    const entry: Entry = { order, action, state: 'queued', tries: 0, notBefore: 0 }
    this.entries.push(entry)
    this.changed()
    return entry
  }

  async addFile(id: string, content: Blob, at: number) {
    const row = { ...(await sealed(this.key, id, await content.arrayBuffer())), at }
    await this.write(async () => {
      const tx = this.store.transaction('files', 'readwrite', STRICT)
      await Promise.all([tx.store.put(row), tx.done])
    })
  }

  /** Its content, unless it has arrived already. */
  async file(id: string): Promise<ArrayBuffer | undefined> {
    const row = await this.store.get('files', id)
    return row && row.account === this.key.account ? opened(this.key, row) : undefined
  }

  /** In memory only. */
  sending(entry: Entry) {
    entry.state = 'sending'
    this.changed()
  }

  async waits(entry: Entry, notBefore: number, counts: boolean) {
    await this.keep(entry, { state: 'queued', notBefore, tries: entry.tries + (counts ? 1 : 0) })
  }

  async refused(entry: Entry, reason: Reason) {
    await this.keep(entry, { state: 'refused', reason })
  }

  async again(entry: Entry) {
    await this.keep(entry, { state: 'queued', notBefore: 0, tries: 0, reason: undefined })
  }

  async sent(entry: Entry, answer: unknown, at: number) {
    await this.keep(entry, { state: 'sent', sentAt: at, answer, reason: undefined })
    for (const { id } of entry.action.files) await this.store.delete('files', id)
  }

  /** Takes it back to where it was made: the form still holds its words, and its photos stay. */
  async withdraw(entry: Entry) {
    await this.store.delete('actions', entry.order)
    this.entries.splice(this.entries.indexOf(entry), 1)
    this.changed()
  }

  /** Gives it up, and what was done after it with the same matter. */
  async drop(id: string) {
    for (const entry of withDependents(this.entries, id)) {
      await this.store.delete('actions', entry.order)
      for (const file of entry.action.files) await this.store.delete('files', file.id)
      this.entries.splice(this.entries.indexOf(entry), 1)
    }
    this.changed()
  }

  /** Forgets what nobody can open any more. */
  async forgetLost() {
    for (const row of await this.store.getAllFromIndex('actions', 'account', this.key.account))
      if (row.order !== undefined && row.key !== this.key.id) await this.store.delete('actions', row.order)
    for (const name of ['files', 'kept'] as const)
      for (const row of await this.store.getAllFromIndex(name, 'account', this.key.account))
        if (row.key !== this.key.id) await this.store.delete(name, (name === 'files' ? row.id : [row.account, row.id]) as never)
    this.lost = 0
    this.changed()
  }

  /** A day's work, not a register: what was sent yesterday goes, what was not sent stays. */
  async tidy(now: number) {
    for (const entry of [...this.entries])
      if (entry.state === 'sent' && (entry.sentAt ?? 0) < now - SHOWN) {
        await this.store.delete('actions', entry.order)
        this.entries.splice(this.entries.indexOf(entry), 1)
      }
    const wanted = new Set(this.entries.flatMap(({ action }) => action.files.map(({ id }) => id)))
    for (const row of await this.store.getAllFromIndex('files', 'account', this.key.account))
      if (!wanted.has(row.id) && row.at < now - WAITS) await this.store.delete('files', row.id)
    this.changed()
  }

  private async keep(entry: Entry, change: Partial<Kept> & { state: Kept['state'] }) {
    const { action, tries, notBefore, reason, sentAt, answer } = entry
    const kept: Kept = { action, tries, notBefore, reason, sentAt, answer, ...change }
    const row: Row & { order: number } = { ...(await sealedText(this.key, action.id, kept)), order: entry.order }
    await this.write(async () => {
      const tx = this.store.transaction('actions', 'readwrite', STRICT)
      // given up meanwhile: it does not come back
      if (await tx.store.get(entry.order)) await tx.store.put(row)
      await tx.done
    })
    Object.assign(entry, change)
    this.changed()
  }

  private async write<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (cause) {
      throw new NotKept('The phone did not keep it', { cause })
    }
  }
}
