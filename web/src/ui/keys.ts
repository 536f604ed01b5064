/** A key made once for one intention, so that sending it twice does it once. `randomUUID` needs HTTPS, this does not. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
