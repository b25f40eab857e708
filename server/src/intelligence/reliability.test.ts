import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gradeCounts, precisionOf } from './reliability.ts'

const counts = fc.record({
  right: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
  wrong: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
})

test('a precision lies within its interval, and that between 0 and 1', () => {
  fc.assert(
    fc.property(counts, given => {
      const { precision, low, high } = precisionOf(given)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(precision)
      expect(high).toBeGreaterThanOrEqual(precision)
      expect(high).toBeLessThanOrEqual(1)
    }),
  )
})

test('the more was counted, the narrower the interval', () => {
  fc.assert(
    fc.property(counts, ({ right, wrong }) => {
      const few = precisionOf({ right, wrong })
      const many = precisionOf({ right: right * 4, wrong: wrong * 4 })
      expect(many.high - many.low).toBeLessThanOrEqual(few.high - few.low)
    }),
  )
})

test('of grade C little is known: 85 %, but 50 to 97', () => {
  const { precision, low, high } = precisionOf(gradeCounts('C'))
  expect([precision, low, high].map(share => Math.round(share * 100))).toEqual([85, 50, 97])
})
