import { expect, it } from 'vitest'
import { locationOf } from './place'
import { stepOfField } from './reportSteps'
import { bodyOf, type ReportDraft } from './useReport'

const draft = (changes: Partial<ReportDraft>): ReportDraft => ({
  key: 'k',
  description: ' 路灯不亮 ',
  photos: [],
  place: { address: '' },
  category: '',
  privacy: 'OPEN',
  aboutArea: '',
  aboutUnit: '',
  name: '',
  phone: '',
  settled: false,
  done: '',
  donePhotos: [],
  ...changes,
})

it('sends only what was said', () => {
  expect(bodyOf(draft({ place: { address: ' 老桥东头 ' } }))).toEqual({
    description: '路灯不亮',
    privacy: 'OPEN',
    location: { address: '老桥东头' },
  })
})

it('sends a point as the device gives it', () => {
  expect(locationOf({ longitude: 113.6, latitude: 28.1, address: '' })).toEqual({ longitude: 113.6, latitude: 28.1 })
})

it('prefers a point to an area, and takes the area without one', () => {
  expect(locationOf({ address: '' }, '430181002001001')).toEqual({ gridCode: '430181002001001' })
  expect(locationOf({ longitude: 1, latitude: 2, address: '' }, '430181002001001')).not.toHaveProperty('gridCode')
})

it('keeps no contact of whoever wants to be anonymous', () => {
  const body = bodyOf(draft({ privacy: 'ANONYMOUS', name: '示例甲', phone: '13800008000' }))
  expect(JSON.stringify(body)).not.toMatch(/示例甲|13800008000/)
})

it('tells whom it is about, and hands over photos by their ids', () => {
  const body = bodyOf(draft({ about: 'GRID_WORKER', photos: [{ id: 'p1', preview: 'data:' }] }))
  expect(body).toMatchObject({ about: { party: 'GRID_WORKER' }, photos: ['p1'] })
})

it('names the grid or the unit that was chosen, and only the one that goes with the choice', () => {
  const chosen = { aboutArea: '430181002001001', aboutUnit: 'urban' }
  expect(bodyOf(draft({ about: 'COMMUNITY_WORKER', ...chosen })).about).toEqual({ party: 'COMMUNITY_WORKER', area: '430181002001001' })
  expect(bodyOf(draft({ about: 'UNIT', ...chosen })).about).toEqual({ party: 'UNIT', unit: 'urban' })
})

it.each([
  ['description', 'what'],
  ['photos[0]', 'what'],
  ['location.address', 'where'],
  ['contact.phone', 'contact'],
  ['type', 'category'],
  ['about.area', 'about'],
  ['something else', 'check'],
])('asks again about %s on the page %s', (field, step) => expect(stepOfField(field)).toBe(step))

it('says what was done, and shows it, when something was settled on the spot', () => {
  const settled = draft({ settled: true, done: ' 已扶正 ', donePhotos: [{ id: 'after', preview: '' }] })
  expect(bodyOf(settled)).toMatchObject({ done: { note: '已扶正', photos: ['after'] } })
  expect(bodyOf(draft({ settled: false, done: '已扶正' }))).not.toHaveProperty('done')
})
