import type { InjectionKey, Ref } from 'vue'
import type { Prepared } from '@/ui/photo'

/** Something to be done with a matter, said once. */
export interface ToDo {
  /** Made once for this intention. */
  id: string
  matter: string
  /** `report`, or the step of an incident. */
  name: string
  body: Record<string, unknown>
  photos?: { id: string }[]
  title: string
}

/** No room on the phone, or none for us: nothing was kept. */
export class NotKept extends Error {}

/** Where a face puts what is done when it works without network. Faces without one send at once. */
export interface Outbox {
  /** The server's answer, or nothing when it is kept on the phone and sent later; a refusal is thrown, and nothing stays. */
  put<T>(todo: ToDo): Promise<T | undefined>
  /** What was done with a matter and is still on the phone, in its order. */
  pending: (matter: string) => string[]
  /** Takes a photo in until what shows it is sent. */
  hold(photo: Prepared): Promise<{ id: string }>
  /** Whether it works here and now: there is a key, and a place to keep things. */
  works: Readonly<Ref<boolean>>
}

export const OUTBOX: InjectionKey<Outbox> = Symbol('outbox')

/** A picture that a face kept on the phone, as an address that works without network. */
export type Pictures = (path: string) => Promise<string | undefined>

export const PICTURES: InjectionKey<Pictures> = Symbol('pictures')
