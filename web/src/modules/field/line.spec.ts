import { expect, it } from 'vitest'
import { pathOf } from './line'
import type { Action } from './rules'

it('sends what was settled on the spot where such reports go', () => {
  const action = { matter: '019ab7a0-0000-7000-8000-000000000001', name: 'settled' } as Action
  expect(pathOf(action)).toBe('/api/incidents/settled')
  expect(pathOf({ ...action, name: 'verify' })).toBe('/api/incidents/019ab7a0-0000-7000-8000-000000000001/verify')
  expect(pathOf({ ...action, name: 'talk:held' })).toBe('/api/talks/019ab7a0-0000-7000-8000-000000000001/held')
  const visit = { ...action, name: 'resident:visits', matter: `${action.matter}/019ab7a0-0000-7000-8000-000000000002` }
  expect(pathOf(visit)).toBe('/api/residents/019ab7a0-0000-7000-8000-000000000001/visits')
  expect(pathOf({ ...visit, name: 'survey:answers' })).toBe('/api/surveys/019ab7a0-0000-7000-8000-000000000001/answers')
  expect(pathOf({ ...action, name: 'patrol:stop' })).toBe('/api/patrols/019ab7a0-0000-7000-8000-000000000001/stop')
})
