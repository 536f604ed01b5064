import type { Building, Home, OwnRecord } from '@/api/types'

export interface OwnHome {
  id: string
  address: string
  ties: { kind: OwnRecord['stays'][number]['kind']; since: string; until?: string }[]
}

/** The homes that a record holds now, each once, with all that ties one to it. */
export function homesOf(record: OwnRecord): OwnHome[] {
  const homes = new Map<string, OwnHome>()
  for (const stay of record.stays.filter(({ open }) => open)) {
    const home = homes.get(stay.home) ?? { id: stay.home, address: stay.address, ties: [] }
    home.ties.push({ kind: stay.kind, since: stay.since, until: stay.until })
    homes.set(stay.home, home)
  }
  return [...homes.values()]
}

export interface Floor {
  /** Empty where rooms do not tell it. */
  name: string
  homes: Home[]
}

/** Doors as one counts them: 101 before 1001. */
export const byRoom = (one: Home, other: Home) => one.room.localeCompare(other.room, 'zh', { numeric: true })

/** A unit from its top floor down, as one stands before the house: room 1203 is on floor 12. */
export function floorsOf(homes: Home[]): Floor[] {
  const floors = new Map<string, Home[]>()
  for (const home of [...homes].sort(byRoom)) {
    const name = /^\d{3,4}$/.test(home.room) ? home.room.slice(0, -2) : ''
    floors.set(name, [...(floors.get(name) ?? []), home])
  }
  return [...floors]
    .map(([name, there]) => ({ name, homes: there }))
    .sort((one, other) => Number(other.name || -1) - Number(one.name || -1))
}

/** Every home of some buildings. */
export const homesIn = (buildings: Building[]) => buildings.flatMap(({ units }) => units.flatMap(({ homes }) => homes))

/** Whether the words stand in what a building is called, or was before. */
export const isCalled = ({ name, formerNames }: Building, words: string) =>
  [name, ...formerNames].some((each) => each.toLowerCase().includes(words.trim().toLowerCase()))

/** The foreigners' card of 2017: its number says neither birth date nor sex. */
export const isOldCard = (number: string) => /^[A-Za-z]{3}\d{12}$/.test(number.replace(/[\s-]/g, ''))
