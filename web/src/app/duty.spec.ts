import { afterEach, expect, it } from 'vitest'
import { beginDuty, dutyOf, endDuty, found } from './duty'

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
