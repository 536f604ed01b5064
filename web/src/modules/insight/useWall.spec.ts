import { describe, expect, it } from 'vitest'
import { floodOf } from './useWall'

describe('the flood layer', () => {
  const warnings = [
    { area: '430181002', level: 'YELLOW' as const },
    { area: '430181002001', level: 'RED' as const },
    { area: '430181005', level: 'BLUE' as const },
  ]

  it('shows an area by the gravest that holds around it, in it or in a part of it', () => {
    expect(floodOf('430181', warnings)).toBe('RED')
    expect(floodOf('430181002', warnings)).toBe('RED')
    expect(floodOf('430181002007', warnings)).toBe('YELLOW')
    expect(floodOf('430181005001001', warnings)).toBe('BLUE')
  })

  it('says nothing of an area that nobody was warned of', () => {
    expect(floodOf('430181006', warnings)).toBeUndefined()
    expect(floodOf('430181', [])).toBeUndefined()
  })
})
