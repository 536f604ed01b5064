import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { inject, ref } from 'vue'
import { answer, api } from '@/api/client'
import type { Party, Privacy, Receipt, Report } from '@/api/types'
import { found } from '@/app/duty'
import { OUTBOX } from '@/app/outbox'
import { useSession } from '@/app/session'
import type { Place } from '@/modules/territory/PlacePicker.vue'
import { newKey } from '@/ui/keys'
import type { Photo } from '@/ui/PhotoPicker.vue'
import type { Voice } from '@/ui/VoiceNote.vue'
import type { Spot } from '@/ui/spot'
import { useDraft } from '@/ui/useDraft'
import { locationOf, takenOf } from './place'

export interface ReportDraft {
  /** Made once: sending the same draft again is the same report. */
  key: string
  description: string
  photos: Photo[]
  /** Said instead of typed. */
  voice?: Voice
  place: Place
  /** Where it is when no place is said. */
  area?: string
  category: string
  privacy: Privacy
  about?: Party
  /** The grid or community whose worker it is; without it, the one of the place. */
  aboutArea: string
  aboutUnit: string
  name: string
  phone: string
  /** 即报即处: it was settled on the spot, with what was done and the proof of it. */
  settled: boolean
  done: string
  donePhotos: Photo[]
}

const empty = (): ReportDraft => ({
  key: newKey(),
  description: '',
  photos: [],
  voice: undefined,
  place: { address: '' },
  area: undefined,
  category: '',
  privacy: 'OPEN',
  about: undefined,
  aboutArea: '',
  aboutUnit: '',
  name: '',
  phone: '',
  settled: false,
  done: '',
  donePhotos: [],
})

/** The last answer, query code included. In memory only: the code is shown once. */
const taken = ref<Receipt>()

/** A report from the first word to the answer. Of several that are being written, `name` tells which. */
export function useReport(name = 'report') {
  const session = useSession()
  const queries = useQueryClient()
  const outbox = inject(OUTBOX, undefined)
  const { draft, clear } = useDraft(`${name}.${session.me?.username}`, empty)

  const check = useMutation({
    mutationFn: () => answer(api.POST('/api/incidents/check', { body: { description: draft.value.description.trim() } })),
  })

  const post = ({ done, ...body }: Sent, key: string) => {
    const headers = { 'Idempotency-Key': key }
    return done
      ? answer(api.POST('/api/incidents/settled', { body: { ...body, done }, headers }))
      : answer(api.POST('/api/incidents', { body, headers }))
  }

  /** Answers nothing when it is kept on the phone, to be sent later. */
  async function sendOrKeep(): Promise<Receipt | undefined> {
    const { key, photos, voice, donePhotos, settled } = draft.value
    const body = bodyOf(draft.value)
    if (!outbox) return post(body, key)
    // an anonymous report has no id that somebody could know it by
    const named = body.privacy === 'ANONYMOUS' ? body : { ...body, id: key }
    const accepted = outbox.works.value
      ? await outbox.put<Receipt>({
          id: key,
          matter: key,
          name: settled ? 'settled' : 'report',
          body: { ...named },
          photos: [...photos, ...(voice ? [voice] : []), ...(settled ? donePhotos : [])],
          title: (body.description ?? '').slice(0, 60),
        })
      : await post(named, key)
    if (body.privacy !== 'ANONYMOUS') found(session.me?.username ?? '', key, name)
    return accepted
  }

  const send = useMutation({
    mutationFn: sendOrKeep,
    onSuccess: (accepted) => {
      taken.value = accepted
      clear()
      void queries.invalidateQueries({ queryKey: ['incidents'] })
    },
  })

  return { draft, clear, check, send, taken }
}

type Sent = Report & { done?: { note: string; photos: string[]; takenAt?: Spot } }

export function bodyOf(draft: ReportDraft): Sent {
  const contact = { name: draft.name.trim() || undefined, phone: draft.phone.trim() || undefined }
  return {
    description: draft.description.trim(),
    location: locationOf(draft.place, draft.place.address.trim() ? undefined : draft.area),
    privacy: draft.privacy,
    ...(draft.photos.length ? { photos: draft.photos.map(({ id }) => id) } : {}),
    ...(draft.voice ? { voice: draft.voice.id } : {}),
    ...(draft.category ? { type: draft.category } : {}),
    // nothing leads back to someone who asked for that
    ...(draft.privacy !== 'ANONYMOUS' && (contact.name || contact.phone) ? { contact } : {}),
    ...(draft.about ? { about: aboutOf(draft.about, draft) } : {}),
    ...(draft.settled
      ? { done: { note: draft.done.trim(), photos: draft.donePhotos.map(({ id }) => id), ...takenOf(draft.donePhotos) } }
      : {}),
  }
}

function aboutOf(party: Party, { aboutArea, aboutUnit }: ReportDraft): Report['about'] {
  if (party === 'UNIT') return { party, unit: aboutUnit }
  return aboutArea ? { party, area: aboutArea } : { party }
}
