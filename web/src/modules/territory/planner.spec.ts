import { describe, expect, it } from 'vitest'
import { draftOf, emptyForm, formOf, ringOf, send, targetsFor, textOf } from './planner'

const form = {
  ...emptyForm('430181981', '2026-11-22'),
  opens: [
    { code: '430181981101', name: '示例甲' },
    { code: '430181981102', name: '示例乙' },
  ],
}

describe('a plan of split and merge', () => {
  it('sends a community with its grids, but leaves alone what was sent elsewhere', () => {
    const grids = ['430181981001001', '430181981001002']
    const split = send({ ...form, targets: { '430181981001002': '430181981102' } }, '430181981001', '430181981101', grids)
    expect(split.targets).toEqual({
      '430181981001': '430181981101',
      '430181981001001': '430181981101',
      '430181981001002': '430181981102',
    })
    expect(send(split, '430181981001', '', grids).targets).toEqual({ '430181981001002': '430181981102' })
  })

  it('comes back from the server as it was sent', () => {
    const whole = {
      ...form,
      name: '示例方案',
      targets: { '430181981001': '430181981101' },
      parts: [{ from: '430181981001001', to: '430181981102001', buildings: ['a'] }],
    }
    expect(formOf(draftOf(whole))).toEqual(whole)
  })

  it('offers areas of the same level and those around', () => {
    const opens = [...form.opens, { code: '430181981101001', name: '示例网格' }]
    expect(targetsFor('430181981001001', opens)).toHaveLength(3)
    expect(targetsFor('430181981001', opens)).toHaveLength(2)
  })

  it('reads an outline corner by corner', () => {
    const ring = ringOf('120, 30\n120.1，30\n120.1 30.1')
    expect(ring).toEqual([
      [120, 30],
      [120.1, 30],
      [120.1, 30.1],
      [120, 30],
    ])
    expect(textOf({ type: 'Polygon', coordinates: [ring] })).toBe('120, 30\n120.1, 30\n120.1, 30.1')
    expect(ringOf('120, 30\n120.1')).toBeUndefined()
  })
})
