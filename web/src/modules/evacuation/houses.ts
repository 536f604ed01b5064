import type { EvacuationPicture } from '@/api/types'

type Home = EvacuationPicture['homes'][number]
type State = Home['status']

/** What needs somebody most comes first. */
const WORST: State[] = ['NOT_REACHED', 'REFUSED', 'ABSENT', 'GIVEN', 'PLANNED', 'SAFE', 'CANCELLED']

/** Homes of one building stand on one point: one mark for all of them, in the state of the one that is worst off. */
export function houses(homes: Pick<Home, 'longitude' | 'latitude' | 'status'>[]) {
  const found = new Map<string, { longitude: number; latitude: number; status: State; homes: number }>()
  for (const { longitude, latitude, status } of homes) {
    const place = `${longitude} ${latitude}`
    const house = found.get(place)
    if (house) {
      house.homes += 1
      if (WORST.indexOf(status) < WORST.indexOf(house.status)) house.status = status
    } else found.set(place, { longitude, latitude, status, homes: 1 })
  }
  return [...found.values()]
}
