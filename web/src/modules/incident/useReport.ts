import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { answer, api } from '@/api/client'
import type { Party, Privacy, Receipt, Report } from '@/api/types'
import { useSession } from '@/app/session'
import type { Place } from '@/modules/territory/PlacePicker.vue'
import { newKey } from '@/ui/keys'
import type { Photo } from '@/ui/PhotoPicker.vue'
import { useDraft } from '@/ui/useDraft'
import { locationOf } from './place'

export interface ReportDraft {
  /** Made once: sending the same draft again is the same report. */
  key: string
  description: string
  photos: Photo[]
  place: Place
  category: string
  privacy: Privacy
  about?: Party
  /** The grid or community whose worker it is; without it, the one of the place. */
  aboutArea: string
  aboutUnit: string
  name: string
  phone: string
}

const empty = (): ReportDraft => ({
  key: newKey(),
  description: '',
  photos: [],
  place: { address: '' },
  category: '',
  privacy: 'OPEN',
  about: undefined,
  aboutArea: '',
  aboutUnit: '',
  name: '',
  phone: '',
})

/** The last answer, query code included. In memory only: the code is shown once. */
const taken = ref<Receipt>()

/** A report from the first word to the answer. */
export function useReport() {
  const session = useSession()
  const queries = useQueryClient()
  const { draft, clear } = useDraft(`report.${session.me?.username}`, empty)

  const check = useMutation({
    mutationFn: () => answer(api.POST('/api/incidents/check', { body: { description: draft.value.description.trim() } })),
  })

  const send = useMutation({
    mutationFn: () => answer(api.POST('/api/incidents', { body: bodyOf(draft.value), headers: { 'Idempotency-Key': draft.value.key } })),
    onSuccess: (accepted) => {
      taken.value = accepted
      clear()
      void queries.invalidateQueries({ queryKey: ['incidents'] })
    },
  })

  return { draft, clear, check, send, taken }
}

export function bodyOf(draft: ReportDraft): Report {
  const contact = { name: draft.name.trim() || undefined, phone: draft.phone.trim() || undefined }
  return {
    description: draft.description.trim(),
    location: locationOf(draft.place),
    privacy: draft.privacy,
    ...(draft.photos.length ? { photos: draft.photos.map(({ id }) => id) } : {}),
    ...(draft.category ? { type: draft.category } : {}),
    // nothing leads back to someone who asked for that
    ...(draft.privacy !== 'ANONYMOUS' && (contact.name || contact.phone) ? { contact } : {}),
    ...(draft.about ? { about: aboutOf(draft.about, draft) } : {}),
  }
}

function aboutOf(party: Party, { aboutArea, aboutUnit }: ReportDraft): Report['about'] {
  if (party === 'UNIT') return { party, unit: aboutUnit }
  return aboutArea ? { party, area: aboutArea } : { party }
}
