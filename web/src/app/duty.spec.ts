import { afterEach, expect, it } from 'vitest'
import { beginDuty, dutyOf, endDuty, endTask, findingsOf, found, reportFor, WALK_IN } from './duty'

afterEach(() => localStorage.clear())

it('keeps what is reported on the way with the patrol that somebody is on, and with no other', () => {
  found('grid', 'before')
  beginDuty('grid', 'one')
  found('grid', 'a')
  beginDuty('grid', 'one') // the page was opened anew
  found('grid', 'b')
  found('grid2', 'of another')

  expect(dutyOf('grid')).toEqual({ patrol: 'one', findings: ['a', 'b'] })
  expect(dutyOf('grid2')).toBeUndefined()
  endDuty('grid', 'two')
  expect(dutyOf('grid')?.patrol).toBe('one')
  endDuty('grid', 'one')
  expect(dutyOf('grid')).toBeUndefined()
})

it('keeps what is reported from a checklist with that task until it is done', () => {
  found('grid', 'before')
  reportFor('grid', 'task')
  found('grid', 'a')
  found('grid', 'later') // on the way home: of no check
  reportFor('grid', 'task') // from the same one again
  found('grid', 'b')
  found('grid', 'later still')
  found('grid2', 'of another')

  expect(findingsOf('grid', 'task')).toEqual(['a', 'b'])
  expect(findingsOf('grid', 'other')).toEqual([])
  expect(findingsOf('grid2', 'task')).toEqual([])
  reportFor('grid', 'other')
  endTask('grid', 'task')
  found('grid', 'c')
  expect(findingsOf('grid', 'other')).toEqual(['c'])
  endTask('grid', 'other')
  found('grid', 'd')
  expect(findingsOf('grid', 'other')).toEqual([])
})

it('takes what somebody came in to say for no finding of whoever takes it down', () => {
  beginDuty('grid', 'one')
  reportFor('grid', 'task')
  found('grid', 'at the door', WALK_IN)
  found('grid', 'a', 'report')
  found('grid', 'b', 'report')

  expect(findingsOf('grid', 'task')).toEqual(['a'])
  expect(dutyOf('grid')?.findings).toEqual(['a', 'b'])
})
