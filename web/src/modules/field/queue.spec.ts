// @vitest-environment node
import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { NotKept } from '@/app/outbox'
import { newKey } from '@/ui/keys'
import { FieldClock } from './clock'
import { heldKey, holdKey } from './keyring'
import { Queue } from './queue'
import { type Action, backoff, heldBy, next } from './rules'
import { Declined, type Line, NoLine, Sender } from './sender'
import { openStore, type Store } from './store'
import written from './queue.v1.json'

let stores = 0
const store = () => openStore(`test-${++stores}`)
const HOUR = 3_600_000

/** As the server gives it to one account, the same each time. */
const lease = (account: string, key = `${account}-key`, secret = account) => ({
  key,
  account,
  secret: btoa(secret.padEnd(32, '.').slice(0, 32)),
  until: new Date(24 * HOUR).toISOString(),
  now: new Date(0).toISOString(),
})

const signIn = (at: Store, account: string) => holdKey(at, lease(account), Date.now())

function action(matter: string, name = 'take', more: Partial<Action> = {}): Action {
  return { format: 1, id: newKey(), matter, name, body: {}, files: [], title: name, at: '2026-11-22T00:00:00.000Z', offset: 0, ...more }
}

/** A server that knows each action by its id, and can be out of reach before or after it did its work. */
class Server {
  readonly done: Action[] = []
  readonly files = new Map<string, string>()
  readonly refuses = new Set<string>()
  reach: () => 'here' | 'gone' | 'lost' = () => 'here'
  account: string | undefined = 'a'

  line(account = 'a'): Line {
    const through = <T>(work: () => T): T => {
      const reach = this.reach()
      if (reach === 'gone') throw new NoLine()
      if (this.account === undefined) throw new Declined({ status: 401, title: 'nobody' })
      if (this.account !== account) throw new Declined({ status: 409, code: 'OTHER_ACCOUNT', title: 'another' })
      const answer = work()
      if (reach === 'lost') throw new NoLine()
      return answer
    }
    return {
      who: async () => {
        if (this.reach() !== 'here') throw new NoLine()
        return this.account === undefined ? 'nobody' : this.account === account ? 'same' : 'other'
      },
      upload: async (file, content) => through(() => void this.files.set(file.id, new TextDecoder().decode(content))),
      send: async (sent) =>
        through(() => {
          if (this.refuses.has(sent.id)) throw new Declined({ status: 409, code: 'NO', title: 'no' })
          if (!this.done.some(({ id }) => id === sent.id)) this.done.push(sent)
          return { id: sent.id }
        }),
    }
  }
}

async function working(at: Store, server: Server, account = 'a', now = () => Date.now()) {
  const key = await signIn(at, account)
  const queue = await Queue.open(at, key)
  const sender = new Sender(queue, server.line(account), { standing: () => undefined, sent: () => undefined }, now, () =>
    setTimeout(() => undefined),
  )
  return { queue, sender }
}

it('sends of each matter what was done first, photo before the step that shows it', async () => {
  const server = new Server()
  const { queue, sender } = await working(await store(), server)
  await queue.addFile('photo', new Blob(['picture']), Date.now())
  for (const each of [
    action('m', 'report'),
    action('n', 'take'),
    action('m', 'take'),
    action('m', 'feedback', { files: [{ id: 'photo', name: 'a.jpg' }] }),
  ])
    await queue.add(each)

  await sender.drain()

  expect(server.done.map(({ matter, name }) => `${matter} ${name}`)).toEqual(['m report', 'n take', 'm take', 'm feedback'])
  expect(server.files.get('photo')).toBe('picture')
  expect(queue.entries.every(({ state }) => state === 'sent')).toBe(true)
  expect(await queue.file('photo')).toBeUndefined()
})

it('sends each visit to a home by itself, and keeps the answers sealed until it has arrived', async () => {
  const at = await store()
  const server = new Server()
  const { queue, sender } = await working(at, server)
  const visit = (person: string, more: Partial<Action> = {}) => {
    const id = newKey()
    return action(`${person}/${id}`, 'resident:visits', { id, body: { form: 'HOME', answers: { wish: '装扶手' } }, ...more })
  }
  const visits = [visit('p'), visit('p'), visit('q')]
  for (const each of visits) await queue.add(each)
  server.refuses.add(visits[0]?.id ?? '')
  expect(JSON.stringify(await at.getAll('actions'))).not.toContain('扶手')

  await sender.drain()

  // the next visit to the same person does not wait for one that was not taken
  expect(server.done).toEqual(visits.slice(1))
  expect(queue.entries.map(({ state }) => state)).toEqual(['refused', 'sent', 'sent'])
})

it('sends what each home said once though answers were lost, and no home waits for another', async () => {
  const at = await store()
  const server = new Server()
  const { queue, sender } = await working(at, server)
  const asked = ['h1', 'h2', 'h3'].map((home) =>
    action(`s/${home}`, 'survey:answers', { body: { home, version: 1, answers: { q1: ['k9404'], q2: ['多装车棚'] } } }),
  )
  for (const each of asked) await queue.add(each)
  expect(JSON.stringify(await at.getAll('actions'))).not.toContain('车棚')
  server.refuses.add(asked[0]?.id ?? '')
  server.reach = () => 'lost'
  await sender.drain()

  server.reach = () => 'here'
  for (const entry of queue.entries) if (entry.state === 'queued') await queue.again(entry)
  await sender.drain()

  expect(server.done).toEqual(asked.slice(1))
  expect(queue.entries.map(({ state }) => state)).toEqual(['refused', 'sent', 'sent'])
})

it('lets a refused one hold back only what was done after it with the same matter', async () => {
  const server = new Server()
  const { queue, sender } = await working(await store(), server)
  const [first, after, other] = [action('m', 'take'), action('m', 'feedback'), action('n', 'take')]
  for (const each of [first, after, other]) await queue.add(each)
  server.refuses.add(first.id)

  await sender.drain()

  expect(server.done).toEqual([other])
  const [refused, held] = queue.entries
  expect(refused).toMatchObject({ state: 'refused', reason: { code: 'NO', title: 'no' } })
  expect(held && heldBy(queue.entries, held)).toBe(refused)

  server.refuses.clear()
  if (refused) await queue.again(refused)
  await sender.drain()
  expect(server.done).toEqual([other, first, after])
})

it('shows another account on the same phone nothing and loses nothing of the first', async () => {
  const at = await store()
  const server = new Server()
  server.reach = () => 'gone'
  const mine = await working(at, server)
  await mine.queue.add(action('m', 'report', { body: { description: '楼上漏水' } }))
  mine.sender.stop()

  const theirs = await working(at, server, 'b')
  expect(theirs.queue.entries).toEqual([])
  expect(theirs.queue.lost).toBe(0)
  // nor does the key of the first lie about
  expect(await at.getAll('keys')).toMatchObject([{ account: 'b' }])
  expect(JSON.stringify(await at.getAll('actions'))).not.toContain('漏水')
  await theirs.queue.add(action('n'))
  theirs.sender.stop()

  server.reach = () => 'here'
  const again = await working(at, server)
  await again.sender.drain()
  expect(server.done.map(({ matter }) => matter)).toEqual(['m'])
})

it('goes on after a new sign-in, and sends nothing while somebody else is signed in', async () => {
  const server = new Server()
  const { queue, sender } = await working(await store(), server)
  await queue.add(action('m'))
  server.account = undefined
  await sender.drain()
  expect(sender.standing).toBe('signed-out')
  server.account = 'b'
  await sender.drain()
  expect(sender.standing).toBe('other')
  expect([server.done.length, queue.entries[0]?.state]).toEqual([0, 'queued'])

  server.account = 'a'
  await sender.drain()
  expect(server.done).toHaveLength(1)
})

it('cannot be read with a key that the server gives after it took the first one back, and says how much that is', async () => {
  const at = await store()
  const first = await Queue.open(at, await signIn(at, 'a'))
  await first.add(action('m'))
  await at.delete('keys', 'current')

  const after = await Queue.open(at, await holdKey(at, lease('a', 'another', 'another'), Date.now()))
  expect([after.entries.length, after.lost]).toEqual([0, 1])
  await after.forgetLost()
  expect(await at.count('actions')).toBe(0)
})

it('seals anew what it still can read when the server has forgotten the key', async () => {
  const at = await store()
  const first = await Queue.open(at, await signIn(at, 'a'))
  await first.add(action('m'))

  const after = await Queue.open(at, await holdKey(at, lease('a', 'another', 'another'), Date.now()))
  expect([after.entries.length, after.lost]).toEqual([1, 0])
})

it('forgets the key when the server was not met for a day', async () => {
  const at = await store()
  await signIn(at, 'a')
  expect(await heldKey(at, Date.now() + 23 * HOUR)).toMatchObject({ account: 'a' })
  expect(await heldKey(at, Date.now() + 25 * HOUR)).toBeUndefined()
  expect(await at.count('keys')).toBe(0)
})

it('says so when the phone has no room, and is not half there', async () => {
  const at = await store()
  const { queue } = await working(at, new Server())
  const full = vi.spyOn(at, 'transaction').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await expect(queue.add(action('m'))).rejects.toBeInstanceOf(NotKept)
  await expect(queue.addFile('photo', new Blob(['x']), 0)).rejects.toBeInstanceOf(NotKept)
  expect(queue.entries).toEqual([])
  full.mockRestore()
  await queue.add(action('m'))
  expect(queue.entries).toHaveLength(1)
})

it('keeps a day and no register', async () => {
  const at = await store()
  const server = new Server()
  const { queue, sender } = await working(at, server)
  await queue.add(action('m'))
  await sender.drain()
  await queue.tidy(Date.now() + 23 * HOUR)
  expect(queue.entries).toHaveLength(1)
  server.refuses.add((await queue.add(action('n'))).action.id)
  await sender.drain()
  await queue.tidy(Date.now() + 25 * HOUR)
  expect(queue.entries.map(({ state }) => state)).toEqual(['refused'])
})

it('never puts a step before the one that it follows, also when the clock of the phone falls back', async () => {
  const at = await store()
  let phone = Date.parse('2026-11-22T10:00:00Z')
  const clock = await FieldClock.open(at, () => phone)
  await clock.compare(phone + 60_000) // one minute behind
  const stamps = [await clock.stamp()]
  phone += 5_000
  stamps.push(await clock.stamp())
  phone = Date.parse('2010-01-01T00:00:00Z') // the battery was out
  const after = await FieldClock.open(at, () => phone)
  stamps.push(await after.stamp())
  phone += 5_000
  stamps.push(await after.stamp())

  const times = stamps.map(({ at: told, offset }) => Date.parse(told) + offset)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times[0]).toBe(Date.parse('2026-11-22T10:01:00Z'))
  expect(times.every((time) => time < Date.parse('2026-11-22T10:02:00Z'))).toBe(true)
})

it('waits longer with each try, and not for ever', () => {
  expect([0, 1, 5, 50].map((tries) => backoff(tries, 1))).toEqual([2_000, 4_000, 64_000, 900_000])
  expect(backoff(0, 0)).toBe(1_000)
})

it('replays what the first version of the queue wrote', async () => {
  const server = new Server()
  const { queue, sender } = await working(await store(), server)
  const actions = written.actions as Action[]
  for (const each of actions) await queue.add(each)
  await sender.drain()
  expect(server.done).toEqual(actions)
  expect(actions.map(({ name }) => name)).toEqual(['report', 'take', 'feedback'])
})

/** A small generator, so that a run that fails can be run again. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

it.each(Array.from({ length: 40 }, (_, n) => n + 1))('has everything arrive once and in order, whatever happens (%i)', async (seed) => {
  const roll = dice(seed)
  const at = await store()
  const server = new Server()
  let now = Date.parse('2026-11-22T08:00:00Z')
  let { queue, sender } = await working(at, server, 'a', () => now)
  const made: Action[] = []
  const dropped = new Set<string>()

  for (let step = 0; step < 60; step++) {
    now += roll(120_000)
    switch (roll(8)) {
      case 0:
      case 1:
      case 2: {
        const files = roll(3) === 0 ? [{ id: newKey(), name: 'p.jpg' }] : []
        for (const file of files) await queue.addFile(file.id, new Blob([file.id]), now)
        const done = action(`m${roll(4)}`, 'step', { files })
        made.push(done)
        await queue.add(done)
        if (roll(6) === 0) server.refuses.add(done.id)
        break
      }
      case 3:
        server.reach = () => (['here', 'gone', 'lost'] as const)[roll(3)] ?? 'here'
        break
      case 4: {
        // killed in the middle of it: what goes on elsewhere is cut off
        const running = sender.drain()
        if (roll(2) === 0) await Promise.resolve()
        sender.stop()
        await running
        ;({ queue, sender } = await working(at, server, 'a', () => now))
        break
      }
      case 5:
        server.account = ['a', 'b', undefined][roll(3)]
        break
      case 6: {
        const refused = queue.entries.find(({ state }) => state === 'refused')
        if (refused && roll(2) === 0) {
          server.refuses.delete(refused.action.id)
          await queue.again(refused)
        } else if (refused) {
          for (const each of queue.entries)
            if (each.action.matter === refused.action.matter && each.order >= refused.order && each.state !== 'sent')
              dropped.add(each.action.id)
          await queue.drop(refused.action.id)
        }
        break
      }
      default:
        await sender.drain()
    }
  }
  server.reach = () => 'here'
  server.account = 'a'
  for (let tries = 0; tries < 5; tries++) {
    now += HOUR
    await sender.drain()
  }

  const arrived = server.done.map(({ id }) => id)
  expect(new Set(arrived).size).toBe(arrived.length)
  const stuck = queue.entries.filter((entry) => entry.state === 'refused' || heldBy(queue.entries, entry)).map((entry) => entry.action.id)
  // what was given up may have arrived before its answer was lost; all else did
  expect(made.filter(({ id }) => !dropped.has(id) && !stuck.includes(id)).every(({ id }) => arrived.includes(id))).toBe(true)
  expect(stuck.filter((id) => arrived.includes(id))).toEqual([])
  expect(next(queue.entries, now)).toBeUndefined()
  for (const matter of new Set(made.map((each) => each.matter))) {
    const order = made.filter((each) => each.matter === matter && arrived.includes(each.id)).map(({ id }) => id)
    expect(server.done.filter((each) => each.matter === matter).map(({ id }) => id)).toEqual(order)
  }
  for (const { id, files } of server.done) expect([id, files.filter((file) => server.files.get(file.id) !== file.id)]).toEqual([id, []])
})
