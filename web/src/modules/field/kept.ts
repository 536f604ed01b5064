import { openedText, sealedText } from './seal'
import type { HeldKey, Store } from './store'

/** A day's work, not a register. */
const DAY = 24 * 3_600_000
const MOST = 300

/**
 * What is read in the field without network; nothing else is kept, and nothing that was asked for with a reason. The
 * address stands beside it in clear, so it is none with words in it.
 */
const READ = [
  /^\/api\/(session|instance|tasks|incidents\/categories)(\?|$)/,
  /^\/api\/incidents\?mine=assigned&size=200$/,
  /^\/api\/(incidents|tasks)\/[0-9a-f-]{36}$/,
  /^\/api\/(surveys\?open=true|patrols\/mine|evacuations\/households\/mine|buildings\?area=\d+)$/,
  // the doors that were opened, or made ready, for today's visits: names are masked in them
  /^\/api\/(visits\/forms|buildings\/people\?area=\d+|homes\/[0-9a-f-]{36}|residents\?home=[0-9a-f-]{36}&size=50)$/,
  /^\/api\/work-items\/duties\?area=\d+$/,
  /^\/api\/territory\/areas\/\d+(\?|$)/,
  // from the street down to the door, where a home is chosen
  /^\/api\/territory\/areas\?parent=\d+$/,
]

interface Answer {
  text: string
  at: number
}

/** In the place of a language: pictures have none. */
const PICTURE = 'picture'

const idOf = (path: string, language: string) => `${path} ${language}`

export const isKept = (path: string) => READ.some((each) => each.test(path))

/** Answers and drafts of one account, sealed. */
export class Kept {
  /** Somebody else works here now: nothing more is kept for this account. */
  isClosed = false

  private constructor(
    private readonly store: Store,
    private readonly key: HeldKey,
    /** Drafts are asked for while a page is made, so they lie at hand. */
    readonly drafts: Map<string, string>,
  ) {}

  static async open(store: Store, key: HeldKey, now: number): Promise<Kept> {
    const kept = new Kept(store, key, new Map())
    const rows = await store.getAllFromIndex('kept', 'account', key.account)
    for (const row of rows) {
      const isDraft = row.id.startsWith('draft:')
      const isOld = row.at < now - (isDraft ? 30 * DAY : DAY)
      if (isOld) await store.delete('kept', [row.account, row.id])
      else if (isDraft && row.key === key.id) kept.drafts.set(row.id.slice(6), await openedText<string>(key, row))
    }
    return kept
  }

  async put(id: string, value: unknown, at: number) {
    const row = { ...(await sealedText(this.key, id, value)), at }
    if (id.startsWith('/') && (await this.store.countFromIndex('kept', 'account', this.key.account)) >= MOST) return
    await this.store.put('kept', row)
  }

  async get<T>(id: string): Promise<T | undefined> {
    const row = await this.store.get('kept', [this.key.account, id])
    return row && row.key === this.key.id ? openedText<T>(this.key, row) : undefined
  }

  /** Whether the answer was kept a short while ago. */
  async isFresh(path: string, language: string, since: number) {
    const row = await this.store.get('kept', [this.key.account, idOf(path, language)])
    return row !== undefined && row.key === this.key.id && row.at > since
  }

  /** A small picture of a matter, as a data address. */
  async keepPicture(path: string, picture: string, now: number) {
    if (!this.isClosed) await this.put(idOf(path, PICTURE), picture, now)
  }

  picture(path: string) {
    return this.get<string>(idOf(path, PICTURE))
  }

  hasPicture(path: string, since: number) {
    return this.isFresh(path, PICTURE, since)
  }

  remove(id: string) {
    return this.store.delete('kept', [this.key.account, id])
  }

  /** The server's answer; without network the one that was kept, and when that was. */
  async fetch(request: Request, now: number, otherwise: (request: Request) => Promise<Response>, told: (at?: number) => void) {
    const url = new URL(request.url)
    const path = url.pathname + url.search
    if (request.method !== 'GET' || !isKept(path)) return otherwise(request)
    const id = idOf(path, request.headers.get('Accept-Language') ?? '')
    try {
      const response = await otherwise(request)
      told()
      if (response.ok && !this.isClosed) {
        const text = await response.clone().text()
        await this.put(id, { text, at: now } satisfies Answer, now)
      }
      return response
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault
      const answer = await this.get<Answer>(id)
      if (!answer) throw fault
      told(answer.at)
      return new Response(answer.text, { headers: { 'Content-Type': 'application/json' } })
    }
  }
}
