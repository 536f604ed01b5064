import type { Queue } from './queue'
import { type Action, backoff, type Entry, next, type Reason, wakeAt } from './rules'

/** Nobody answered. */
export class NoLine extends Error {}

/** The server answered, and not with yes. */
export class Declined extends Error {
  constructor(
    readonly reason: Reason,
    /** Seconds until another try is worth it. */
    readonly retryAfter?: number,
  ) {
    super(reason.title)
  }
}

/** The way to the server. */
export interface Line {
  /** Whether whoever works here is signed in; throws NoLine. */
  who(): Promise<'same' | 'other' | 'nobody'>
  upload(file: { id: string; name: string }, content: ArrayBuffer): Promise<void>
  send(action: Action): Promise<unknown>
}

export type Standing = 'resting' | 'sending' | 'offline' | 'signed-out' | 'other'

/** Sends what is in the queue: one after the other, of each matter in its order, each until the server has it or says no. */
export class Sender {
  standing: Standing = 'resting'
  private running?: Promise<void>
  private wanted = false
  private timer?: ReturnType<typeof setTimeout>
  private failures = 0
  private stopped = false

  constructor(
    private readonly queue: Queue,
    private readonly line: Line,
    private readonly on: { standing: () => void; sent: (entry: Entry) => void },
    private readonly now: () => number = () => Date.now(),
    private readonly later: (work: () => void, wait: number) => ReturnType<typeof setTimeout> = (work, wait) => setTimeout(work, wait),
  ) {}

  /** Sends what can be sent now. Asked while it is at it, it looks once more. */
  drain(): Promise<void> {
    this.wanted = true
    this.running ??= this.run().finally(() => (this.running = undefined))
    return this.running
  }

  /** Somebody else works here now. */
  stop() {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private async run() {
    clearTimeout(this.timer)
    while (this.wanted && !this.stopped) {
      this.wanted = false
      await this.round()
    }
    if (this.stopped) return
    const due = this.standing === 'resting' ? wakeAt(this.queue.entries) : this.standing === 'offline' ? this.now() : undefined
    if (due !== undefined) this.timer = this.later(() => void this.drain(), Math.max(due - this.now(), 0) + backoff(this.failures))
  }

  private async round() {
    if (!next(this.queue.entries, this.now())) return this.stand('resting')
    const who = await this.line.who().catch((fault: unknown) => this.unless(fault))
    if (who !== 'same') return this.stand(who === 'nobody' ? 'signed-out' : who === 'other' ? 'other' : 'offline')
    this.stand('sending')
    for (let entry = next(this.queue.entries, this.now()); entry && !this.stopped; entry = next(this.queue.entries, this.now())) {
      const standing = await this.one(entry)
      if (standing) return this.stand(standing)
      this.failures = 0
    }
    this.stand('resting')
  }

  /** Where it stands when nothing more can be sent, else nothing. */
  private async one(entry: Entry): Promise<Standing | undefined> {
    this.queue.sending(entry)
    try {
      await this.files(entry.action)
      const answer = await this.line.send(entry.action)
      await this.queue.sent(entry, answer, this.now())
      this.on.sent(entry)
      return undefined
    } catch (fault) {
      if (fault instanceof NoLine) {
        this.failures++
        await this.queue.waits(entry, 0, false)
        return 'offline'
      }
      if (!(fault instanceof Declined)) {
        // a fault of this phone's own: its disk, say. The entry is as it was.
        entry.state = 'queued'
        entry.notBefore = this.now() + backoff(++entry.tries)
        return undefined
      }
      return this.declined(entry, fault)
    }
  }

  private async declined(entry: Entry, { reason, retryAfter }: Declined): Promise<Standing | undefined> {
    if (reason.status === 401 || reason.code === 'SIGN_IN_UNFINISHED') {
      await this.queue.waits(entry, 0, false)
      return 'signed-out'
    }
    if (reason.code === 'OTHER_ACCOUNT') {
      await this.queue.waits(entry, 0, false)
      return 'other'
    }
    if (isPassing(reason)) {
      const wait = Math.max((retryAfter ?? 0) * 1000, backoff(entry.tries))
      await this.queue.waits(entry, this.now() + wait, true)
      return undefined
    }
    await this.queue.refused(entry, reason)
    return undefined
  }

  /** A refusal of a file is no last word: the matter's own says more, or that it is there already. */
  private async files(action: Action) {
    for (const file of action.files) {
      const content = await this.queue.file(file.id)
      if (!content) continue
      try {
        await this.line.upload(file, content)
      } catch (fault) {
        if (!(fault instanceof Declined) || fault.reason.status === 401 || isPassing(fault.reason)) throw fault
        if (fault.reason.status !== 403 && fault.reason.code !== 'FILE_ID_TAKEN') throw fault
      }
    }
  }

  private unless(fault: unknown): 'offline' {
    if (!(fault instanceof NoLine) && !(fault instanceof Declined)) throw fault
    this.failures++
    return 'offline'
  }

  private stand(standing: Standing) {
    this.standing = standing
    this.on.standing()
  }
}

/** Not the fault of what was sent: later it may be taken. */
function isPassing({ status, code }: Reason) {
  return status >= 500 || status === 429 || status === 408 || status === 425 || code === 'CSRF_TOKEN_MISSING'
}
