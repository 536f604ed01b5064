import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, inject, type MaybeRefOrGetter, ref, type Ref, toValue } from 'vue'
import { answer, api } from '@/api/client'
import type { NewTalk, Talk } from '@/api/types'
import { OUTBOX } from '@/app/outbox'
import { newKey } from '@/ui/keys'
import { useDraft } from '@/ui/useDraft'

/** The talks of one's ground, page by page. */
export function useTalks(after: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['talks', toValue(after)]),
    queryFn: () => answer(api.GET('/api/talks', { params: { query: { after: toValue(after) } } })),
  })
}

/** What has no end yet, due first at the top. */
export function useUnended(mine: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => ['talks', 'unended', toValue(mine)]),
    queryFn: () => answer(api.GET('/api/talks/unended', { params: { query: { mine: toValue(mine) } } })),
  })
}

export type Ending = 'OPEN' | 'FOR_TOPIC' | 'ANSWERED' | 'REPORTED'

export interface OpinionDraft {
  id: string
  words: string
  topic: string
  speaker: string
  state: Ending
  answer: string
  type: string
  address: string
}

export interface TalkDraft {
  /** Made once: sent again, it is the same talk. */
  id: string
  area?: string
  place: string
  heldAt: string
  topics: string[]
  answerBy: string
  opinions: OpinionDraft[]
}

export const MOST_OPINIONS = 50
export const MOST_TOPICS = 10

export const anOpinion = (): OpinionDraft => ({
  id: newKey(),
  words: '',
  topic: '',
  speaker: '',
  state: 'OPEN',
  answer: '',
  type: '',
  address: '',
})

export const aTalk = (): TalkDraft => ({
  id: newKey(),
  area: undefined,
  place: '',
  heldAt: '',
  topics: [''],
  answerBy: '',
  opinions: [anOpinion()],
})

/** What was filled in, as the server takes it: lines left empty are none. */
export function bodyOf(draft: TalkDraft): NewTalk {
  const used = draft.topics.map((topic) => topic.trim())
  const topics = used.filter(Boolean)
  return {
    area: draft.area ?? '',
    place: draft.place.trim(),
    heldAt: `${draft.heldAt}:00+08:00`,
    topics,
    answerBy: draft.answerBy,
    opinions: draft.opinions
      .filter(({ words }) => words.trim())
      .map((one) => {
        const topic = one.topic === '' ? -1 : topics.indexOf(used[Number(one.topic)] ?? '')
        const matter = { type: one.type.trim() || undefined, address: one.address.trim() || undefined }
        return {
          id: one.id,
          words: one.words.trim(),
          ...(topic >= 0 ? { topic } : {}),
          ...(one.speaker.trim() ? { speaker: one.speaker.trim() } : {}),
          state: one.state,
          ...(one.state === 'ANSWERED' ? { answer: one.answer.trim() } : {}),
          ...(one.state === 'REPORTED' ? { matter } : {}),
        }
      }),
  }
}

/**
 * Taking a talk down. On the phone the draft lies sealed, and what is sent waits there where there is no network; at the
 * desk it stays in memory, since it tells of people.
 */
export function useNewTalk(username: string | undefined) {
  const queries = useQueryClient()
  const outbox = inject(OUTBOX, undefined)
  const kept = outbox ? useDraft(`talk.${username}`, aTalk) : undefined
  const draft: Ref<TalkDraft> = kept?.draft ?? ref(aTalk())

  const send = useMutation({
    mutationFn: (): Promise<Talk | undefined> => {
      const body = bodyOf(draft.value)
      const { id } = draft.value
      return outbox?.works.value
        ? outbox.put<Talk>({ id, matter: id, name: 'talk:held', body: { ...body }, title: body.place })
        : answer(api.POST('/api/talks/{id}/held', { params: { path: { id }, header: { 'Idempotency-Key': id } }, body }))
    },
    onSuccess: () => {
      if (kept) kept.clear()
      else draft.value = aTalk()
      void queries.invalidateQueries({ queryKey: ['talks'] })
      void queries.invalidateQueries({ queryKey: ['incidents'] })
    },
  })
  return { draft, send }
}

export type OpinionStep =
  | { step: 'answer'; body: { answer: string } }
  | { step: 'report'; body: { type?: string; address?: string } }
  | { step: 'keep'; body: { dueOn: string } }

/** One talk, and an end for each of its opinions. */
export function useTalk(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const talk = useQuery({
    queryKey: computed(() => ['talk', toValue(id)]),
    queryFn: () => answer(api.GET('/api/talks/{id}', { params: { path: { id: toValue(id) } } })),
  })
  const end = useMutation({
    mutationFn: ({ opinion, key, ...said }: OpinionStep & { opinion: string; key: string }) => {
      const params = { path: { id: toValue(id), opinion }, header: { 'Idempotency-Key': key } }
      switch (said.step) {
        case 'answer':
          return answer(api.POST('/api/talks/{id}/opinions/{opinion}/answer', { params, body: said.body }))
        case 'report':
          return answer(api.POST('/api/talks/{id}/opinions/{opinion}/report', { params, body: said.body }))
        case 'keep':
          return answer(api.POST('/api/talks/{id}/opinions/{opinion}/keep', { params, body: said.body }))
      }
    },
    onSuccess: (now) => {
      queries.setQueryData(['talk', toValue(id)], now)
      void queries.invalidateQueries({ queryKey: ['talks'] })
    },
  })
  const name = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/talks/{id}/speakers', { params: { path: { id: toValue(id) } }, body: { reason } })),
  })
  return { talk, end, name }
}
