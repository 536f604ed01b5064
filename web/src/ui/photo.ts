/** The longest side that is sent; more shows nothing more and costs the resident's data. */
const LONGEST = 2560
const AS_IT_IS = 3_000_000

/** Not a picture that this browser can read (HEIC outside Safari, or no picture at all). */
export class Unreadable extends Error {}

export interface Prepared {
  blob: Blob
  name: string
  /** A small picture as a data address, to show at once and after a reload. */
  preview: string
}

/** Makes a JPEG of at most 2560 pixels out of what the camera gave: HEIC, WebP or twelve megapixels alike. */
export async function prepare(file: File): Promise<Prepared> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch((cause: unknown) => {
    throw new Unreadable(file.name, { cause })
  })
  try {
    const preview = draw(bitmap, 240).toDataURL('image/jpeg', 0.7)
    const fits = Math.max(bitmap.width, bitmap.height) <= LONGEST && file.size <= AS_IT_IS
    if (fits && (file.type === 'image/jpeg' || file.type === 'image/png')) return { blob: file, name: file.name, preview }
    const canvas = draw(bitmap, LONGEST)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    if (!blob) throw new Unreadable(file.name)
    return { blob, name: `${file.name.replace(/\.\w+$/, '')}.jpg`, preview }
  } finally {
    bitmap.close()
  }
}

/** The size within which a picture is drawn. */
export function within(width: number, height: number, longest: number) {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function draw(bitmap: ImageBitmap, longest: number): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), within(bitmap.width, bitmap.height, longest))
  const context = canvas.getContext('2d')
  if (!context) throw new Unreadable('canvas')
  context.fillStyle = '#fff' // what is transparent would turn black
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}
