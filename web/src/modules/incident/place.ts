import type { Location } from '@/api/types'
import type { Place } from '@/modules/territory/PlacePicker.vue'
import type { Photo } from '@/ui/PhotoPicker.vue'
import type { Spot } from '@/ui/spot'

/** Whether anything was said of the place. */
export const isPlaced = (place: Place) => place.longitude !== undefined || place.address.trim() !== ''

/** What was chosen of a place, as the server takes it: nothing is sent that was not said. */
export function locationOf(place: Place, area?: string): Location {
  const address = place.address.trim()
  const hasPoint = place.longitude !== undefined && place.latitude !== undefined
  return {
    ...(hasPoint ? { longitude: place.longitude, latitude: place.latitude } : {}),
    ...(address ? { address } : {}),
    ...(!hasPoint && area ? { gridCode: area } : {}),
  }
}

/** Where and when the last of the photos was taken, where the phone said so. */
export function takenOf(photos: Photo[]): { takenAt?: Spot } {
  const taken = photos.flatMap((photo) => photo.taken ?? []).at(-1)
  return taken ? { takenAt: taken } : {}
}
