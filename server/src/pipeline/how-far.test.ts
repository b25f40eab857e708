import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cursor } from '../kit/cursor.ts'
import { further, HowFar } from './how-far.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const by = (as: Cursor['as'], order: Cursor['order'] = 'oldest-first'): Cursor => ({ at: 'seen', as, order })
const read = (cursor: Cursor, values: readonly unknown[]): HowFar => {
  const far = new HowFar(cursor, NOW)
  for (const seen of values) far.row({ raw: '', decode: () => ({ seen }) })
  return far
}

describe('how far a part was read', () => {
  it('is the latest time in its rows, however they are written', () => {
    expect(read(by('time'), ['2026-01-14 23:00:00', '2026-01-15T01:00:00Z', null, 'soon']).whole).toBe('2026-01-15T01:00:00Z')
    expect(read(by('seconds'), [1_768_400_000, '1768400001ff']).whole).toBe('1768400001ff')
    expect(read(by('seconds'), ['2026011409', '2026011410']).whole).toBe('2026011410')
    const entries = ['2026-01-14T00:00:00.000Z A-1', '2026-01-14T00:00:00.000Z A-2']
    expect(read(by('time'), entries).whole).toBe(entries[1])
  })

  it('is never in the future, whatever a row or a walk says', () => {
    expect(read(by('time'), ['2026-01-15T10:00:00Z', '2099-01-01T00:00:00Z']).whole).toBe('2026-01-15T10:00:00Z')
    const far = new HowFar(by('time'), NOW)
    far.reached('2099-01-01T00:00:00Z')
    expect(far.whole).toBe(new Date(NOW).toISOString())
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.date({ noInvalidDate: true }), fc.string())), dates => {
        const { whole } = read(
          by('time'),
          dates.map(date => (typeof date === 'string' ? date : date.toISOString())),
        )
        expect(whole === null || Date.parse(whole) <= NOW).toBe(true)
      }),
    )
  })

  it('before the end leaves out the last value, which may go on, and says nothing of rows in no order', () => {
    expect(read(by('seconds'), ['1768400000', '1768400001', '1768400002', '1768400002']).soFar).toBe('1768400001')
    expect(read(by('seconds'), ['1768400001', '1768400000', '1768400002']).soFar).toBeNull()
    expect(read(by('seconds', 'any'), ['1768400000', '1768400001']).soFar).toBeNull()
  })

  it('does not go back, and is not held by what cannot be read', () => {
    const cursor = by('time')
    expect(further(cursor, '2026-01-14', '2026-01-13', NOW)).toBe('2026-01-14')
    expect(further(cursor, '2026-01-14', null, NOW)).toBe('2026-01-14')
    expect(further(cursor, 'zzz', '2026-01-13', NOW)).toBe('2026-01-13')
    expect(further(cursor, '2099-01-01', '2026-01-13', NOW)).toBe('2026-01-13')
    expect(further(cursor, 'zzz', null, NOW)).toBeNull()
  })
})
