import { expect, it } from 'vitest'
import { prepare, Unreadable, within } from './photo'

it.each([
  [4000, 3000, 2560, 1920],
  [3000, 4000, 1920, 2560],
  [800, 600, 800, 600],
  [10_000, 1, 2560, 1],
])('fits %i × %i into %i × %i', (width, height, toWidth, toHeight) => {
  expect(within(width, height, 2560)).toEqual({ width: toWidth, height: toHeight })
})

it('says so when this browser cannot read a picture', async () => {
  globalThis.createImageBitmap = () => Promise.reject(new DOMException('unsupported', 'InvalidStateError'))
  await expect(prepare(new File(['x'], 'photo.heic'))).rejects.toBeInstanceOf(Unreadable)
})
