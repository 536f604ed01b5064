// The service worker of the field face: keeps its pages, and nothing that anybody was answered. Types of its own, since
// those of pages and of workers do not go together.

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetched extends Waiting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}
/** Put in by the build: what belongs to this version, and its name. */
declare const LINLI_SHELL: { version: string; files: string[] }

const worker = globalThis as unknown as Worker
const shell = LINLI_SHELL
const NAME = 'linli-field-'
const mine = NAME + shell.version
const PAGE = '/field/index.html'

worker.addEventListener('install', (event) => {
  event.waitUntil(
    // all of it or nothing: half a version would break without network
    caches.open(mine).then((kept) => kept.addAll(shell.files.map((file) => new Request(file, { cache: 'reload' })))),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(NAME) && name !== mine).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

worker.addEventListener('message', (event) => {
  if (event.data === 'open') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (request.mode === 'navigate' && url.pathname.startsWith('/field/')) event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/') || shell.files.includes(url.pathname)) event.respondWith(asset(request))
})

async function page(request: Request) {
  const kept = await caches.open(mine)
  return (await kept.match(PAGE)) ?? fetch(request)
}

/** Names of assets change with their content, so one that is kept is right for ever. */
async function asset(request: Request) {
  const kept = await caches.open(mine)
  const known = await kept.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await kept.put(request, answer.clone())
  return answer
}
