import { watch } from 'vue'
import { answer, api, whenSignedOut } from '@/api/client'
import { OUTBOX, PICTURES } from '@/app/outbox'
import { language } from '@/app/i18n'
import type { Prepare } from '@/app/shell'
import { registerShell } from './shellWorker'
import { photosOf } from '@/modules/incident/words'
import { outbox, pictures, readyListeners, sentListeners, useField } from './useField'

/** So many matters of today's list are fetched ahead. */
const AHEAD = 50
/** And of each so many small pictures. */
const PICTURES_OF_ONE = 3
const PICTURES_AHEAD = 60
const FRESH = 15 * 60_000

/** Makes the field face work without network: what is kept, what is sent, and the shell of the pages themselves. */
export const prepareField: Prepare = async ({ app, router, queries, session }) => {
  const field = useField()
  app.provide(OUTBOX, outbox)
  app.provide(PICTURES, pictures)
  await field.begin()
  session.$onAction(({ name, after }) => {
    if (name === 'signOut') after(() => void field.leave())
  })
  const before = whenSignedOut.run
  whenSignedOut.run = () => {
    before()
    void field.signedOut()
  }
  watch(
    () => (session.me?.due ? undefined : session.me?.username),
    (name) => {
      if (name !== undefined) void field.enter(name, session.may('field:offline'))
    },
    { flush: 'sync' },
  )
  router.beforeEach(async (to) => {
    if (to.meta.signedIn && session.me) await field.ready()
  })
  sentListeners.add(({ action }) => {
    void queries.invalidateQueries({ queryKey: ['incident', action.matter] })
    void queries.invalidateQueries({ queryKey: ['incidents'] })
    void queries.invalidateQueries({ queryKey: ['tasks'] })
    void queries.invalidateQueries({ queryKey: ['evacuees'] })
    void queries.invalidateQueries({ queryKey: ['talks'] })
    void queries.invalidateQueries({ queryKey: ['task', action.matter] })
  })
  readyListeners.add(
    () =>
      void fetchAhead({
        asks: session.may('tasking:ask'),
        helps: session.may('evacuation:help'),
        visits: session.may('residents:keep'),
        area: session.me?.posts.map((post) => post.area).find(Boolean),
      }),
  )
  registerShell(field.state)
}

/** What the day needs, so that it can be read where there is no network. */
async function fetchAhead({ asks, helps, visits, area }: { asks: boolean; helps: boolean; visits: boolean; area?: string }) {
  try {
    const [{ root }, surveys] = await Promise.all([
      answer(api.GET('/api/instance')),
      asks ? answer(api.GET('/api/surveys', { params: { query: { open: true } } })) : undefined,
      answer(api.GET('/api/session')),
      answer(api.GET('/api/incidents/categories')),
      visits && answer(api.GET('/api/visits/forms')),
      helps && answer(api.GET('/api/evacuations/households/mine')),
      answer(api.GET('/api/incidents', { params: { query: { mine: 'assigned', size: 200 } } })),
    ])
    if (surveys?.items.length && area) await fetchDoors(root?.code ?? area, area)
    const { items } = await answer(api.GET('/api/tasks', { params: { query: { state: 'open', after: undefined } } }))
    for (const { id, endsHere } of items.slice(0, AHEAD))
      if (endsHere) await answer(api.GET('/api/tasks/{id}', { params: { path: { id } } }))
    const matters = new Set(items.flatMap(({ incidentId }) => incidentId ?? []))
    const thumbnails: string[] = []
    for (const id of [...matters].slice(0, AHEAD)) {
      const isFresh = await useField().isFresh(`/api/incidents/${id}`, language.value, Date.now() - FRESH)
      if (isFresh) continue
      const { photos } = await answer(api.GET('/api/incidents/{id}', { params: { path: { id } } }))
      thumbnails.push(...photosOf(id, photos.slice(0, PICTURES_OF_ONE)).map(({ thumbnail }) => thumbnail))
    }
    // after all that is read: pictures are the least of it, and the dearest
    for (const thumbnail of thumbnails.slice(0, PICTURES_AHEAD)) await useField().keepPicture(thumbnail)
  } catch {
    // what could not be fetched now is not there without network; it is asked for again with the next sign-in or visit
  }
}

/** A survey is asked at a door: the buildings of one's own ground, and the way down to them, as they are chosen from. */
async function fetchDoors(root: string, area: string) {
  const levels = [6, 9, 12].filter((digits) => digits > root.length && digits < area.length).map((digits) => area.slice(0, digits))
  await Promise.all([
    answer(api.GET('/api/buildings', { params: { query: { area } } })),
    ...[root, ...levels].map((parent) => answer(api.GET('/api/territory/areas', { params: { query: { parent } } }))),
  ])
}
