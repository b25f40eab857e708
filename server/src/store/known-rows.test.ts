import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Entry, encodeEntries, KnownRows, UNREADABLE } from './known-rows.ts'

const key = fc.stringMatching(/^[0-9a-f]{32}$/).filter(text => !/^(?:0+|f+)$/.test(text))
const digest = fc.integer({ min: 0, max: 0xffffffff })
const rows = fc.uniqueArray(fc.record({ low: digest, high: digest, keys: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }) }), {
  maxLength: 60,
  selector: ({ low, high }) => `${low}:${high}`,
})
const entriesOf = ({ low, high, keys }: { low: number; high: number; keys: readonly string[] }): Entry[] =>
  keys.map(one => ({ low, high, key: one, count: keys.length }))

describe('known rows', () => {
  it('knows after reading its log what was in it, and nothing else', () => {
    fc.assert(
      fc.property(rows, rows, (there, others) => {
        const known = new KnownRows()
        known.load(encodeEntries(there.flatMap(entriesOf)))
        expect(known.size).toBe(there.length)
        for (const { low, high, keys } of there) {
          expect(known.meet(low, high)).toBe('known')
          expect(known.indicators).toBe(keys.length)
          expect(known.meet(low, high)).toBe('repeated')
        }
        const names = new Set(there.map(({ low, high }) => `${low}:${high}`))
        for (const { low, high } of others) if (!names.has(`${low}:${high}`)) expect(known.meet(low, high)).toBe('unknown')
      }),
    )
  })

  it('does not know a row of which only a part was stored', () => {
    const known = new KnownRows()
    known.load(encodeEntries([{ low: 1, high: 2, key: 'a'.repeat(32), count: 2 }]))
    expect(known.meet(1, 2)).toBe('unknown')
  })

  it('remembers refusals, and forgets what vanished', () => {
    const known = new KnownRows()
    known.load(
      encodeEntries([
        { low: 1, high: 1, key: null, count: 1 },
        { low: 2, high: 2, key: 'b'.repeat(32), count: 1 },
        { low: 3, high: 3, key: 'b'.repeat(32), count: 1 },
        { low: 4, high: 4, key: 'c'.repeat(32), count: 1 },
      ]),
    )
    expect(known.meet(1, 1)).toBe('refused')
    expect(known.meet(3, 3)).toBe('known')
    const { entries, keys } = known.vanished()
    expect(entries.map(({ low }) => low).sort()).toEqual([2, 4])
    expect([...keys]).toEqual(['c'.repeat(32)])
    const again = new KnownRows()
    for (const piece of known.compact(1)) again.load(piece)
    expect(again.size).toBe(2)
    expect(again.meet(2, 2)).toBe('unknown')
  })

  it('tells rows that could not be read from others that were refused, also from a log written anew', () => {
    const known = new KnownRows()
    known.load(encodeEntries([{ low: 1, high: 1, key: UNREADABLE, count: 1 }]))
    expect(known.meet(1, 1)).toBe('unreadable')
    const again = new KnownRows()
    for (const piece of known.compact(1)) again.load(piece)
    expect([...again.vanished().keys]).toEqual([])
    expect(again.meet(1, 1)).toBe('unreadable')
  })

  it('gives back the same from a log written anew', () => {
    fc.assert(
      fc.property(rows, there => {
        const known = new KnownRows()
        known.load(encodeEntries(there.flatMap(entriesOf)))
        for (const { low, high } of there) known.meet(low, high)
        const again = new KnownRows()
        for (const piece of known.compact(7)) again.load(piece)
        for (const { low, high } of there) expect(again.meet(low, high)).toBe('known')
      }),
    )
  })
})
