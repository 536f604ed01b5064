import { useMutation, useQuery } from '@tanstack/vue-query'
import { computed, inject, type MaybeRefOrGetter, ref, toValue } from 'vue'
import { answer, api } from '@/api/client'
import { language } from '@/app/i18n'
import { OUTBOX } from '@/app/outbox'

/** The forms of visits, which change seldom. */
export function useVisitForms() {
  return useQuery({ queryKey: ['visit-forms'], queryFn: () => answer(api.GET('/api/visits/forms')), staleTime: 60 * 60 * 1000 })
}

/** What a field or a form is called in the language that is read. */
export const named = (one: { chinese: string; english: string }) => (language.value === 'en' ? one.english : one.chinese)

/** One home by its id. */
export function useHome(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['home', toValue(id)]),
    queryFn: () => answer(api.GET('/api/homes/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

/** The homes that were visited since this page was opened, so that one sees where one is; kept nowhere. */
export const visited = ref(new Set<string>())

/** Sends a visit; the key makes that it counts once, however often it is sent. Without network it waits on the phone. */
export function useVisiting() {
  const outbox = inject(OUTBOX, undefined)
  return useMutation({
    mutationFn: ({
      person,
      key,
      title,
      ...body
    }: {
      person: string
      key: string
      title: string
      form: string
      answers: Record<string, string>
    }) =>
      outbox?.works.value
        ? // visits do not wait for each other
          outbox.put<{ id: string }>({ id: key, matter: `${person}/${key}`, name: 'resident:visits', body, title })
        : answer(
            api.POST('/api/residents/{id}/visits', {
              params: { path: { id: person }, header: { 'Idempotency-Key': key } },
              body,
            }),
          ),
  })
}

/** So many doors of a building are made ready at once: a day's work, not a register. */
export const READY_AT_ONCE = 60

/** Fetches what is asked at these doors, so that they can be visited where there is no network; tells how many it was. */
export function useReady() {
  const outbox = inject(OUTBOX, undefined)
  const make = useMutation({
    mutationFn: async (homes: string[]) => {
      const now = homes.slice(0, READY_AT_ONCE)
      await answer(api.GET('/api/visits/forms'))
      for (const home of now) {
        await answer(api.GET('/api/homes/{id}', { params: { path: { id: home } } }))
        await answer(api.GET('/api/residents', { params: { query: { home, size: 50 } } }))
      }
      return now.length
    },
  })
  return { make, works: computed(() => outbox?.works.value ?? false) }
}
