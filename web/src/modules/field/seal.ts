import type { HeldKey, Row, Sealed } from './store'

const IV = 12 // bytes, as NIST SP 800-38D wants it

/** What it is bound to: a row put in the place of another does not open. */
const place = (row: { id: string; account: string }) => new TextEncoder().encode(`${row.account} ${row.id}`)

export async function sealed(key: HeldKey, id: string, content: BufferSource): Promise<Row> {
  const row = { id, account: key.account, key: key.id }
  const iv = crypto.getRandomValues(new Uint8Array(IV))
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: place(row) }, key.secret, content)
  return { ...row, sealed: { iv, bytes } satisfies Sealed }
}

export function opened(key: HeldKey, row: Row): Promise<ArrayBuffer> {
  const { iv, bytes } = row.sealed
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: place(row) }, key.secret, bytes)
}

export const sealedText = (key: HeldKey, id: string, value: unknown) => sealed(key, id, new TextEncoder().encode(JSON.stringify(value)))

export const openedText = async <T>(key: HeldKey, row: Row) => JSON.parse(new TextDecoder().decode(await opened(key, row))) as T
