import { useMutation, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, ref, toValue } from 'vue'
import { answer, api } from '@/api/client'
import { language } from '@/app/i18n'

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

/** Sends a visit; the key makes that it counts once, however often it is sent. */
export function useVisiting() {
  return useMutation({
    mutationFn: ({ person, key, form, answers }: { person: string; key: string; form: string; answers: Record<string, string> }) =>
      answer(
        api.POST('/api/residents/{id}/visits', {
          params: { path: { id: person }, header: { 'Idempotency-Key': key } },
          body: { form, answers },
        }),
      ),
  })
}
