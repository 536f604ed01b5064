import type { Store } from './store'

interface Known {
  /** Milliseconds by which the phone is behind the server. */
  offset: number
  /** By the server's clock: it was not earlier than this when the phone was last here. */
  floor: number
}

/**
 * What time it is, by the server: the phone's clock, put right by how far it was off when they were last compared. It
 * never goes back, so a clock that was set back meanwhile does not put a step before the one that it follows.
 */
export class FieldClock {
  private constructor(
    private readonly store: Store,
    private known: Known,
    private readonly phone: () => number,
  ) {}

  static async open(store: Store, phone: () => number = () => Date.now()) {
    const known = (await store.get('facts', 'clock')) as Known | undefined
    return new FieldClock(store, known ?? { offset: 0, floor: 0 }, phone)
  }

  get offset() {
    return this.known.offset
  }

  /** The server has told its time. */
  async compare(server: number) {
    this.known = { offset: server - this.phone(), floor: Math.max(server, this.known.floor) }
    await this.store.put('facts', this.known, 'clock')
  }

  /**
   * When something is done now, as the phone tells it: by its own clock, with the offset that puts that right. Where the
   * clock fell back to before what is known to be past, the offset makes up for it.
   */
  async stamp(): Promise<{ at: string; offset: number }> {
    const phone = this.phone()
    const floor = this.known.floor
    if (phone + this.known.offset < floor) this.known = { offset: floor - phone, floor }
    this.known = { ...this.known, floor: phone + this.known.offset }
    await this.store.put('facts', this.known, 'clock')
    return { at: new Date(phone).toISOString(), offset: Math.round(this.known.offset) }
  }
}
