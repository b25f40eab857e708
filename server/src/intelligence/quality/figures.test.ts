import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEAST_CASES, mirroredShare, shareOf } from './figures.ts'

test('a share lies in its interval, within 0 and 1; the other side of it is the share of the rest', () => {
  fc.assert(
    fc.property(fc.integer({ min: LEAST_CASES, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (cases, of) => {
      const part = Math.round(of * cases)
      const share = shareOf(part, cases)
      const rest = shareOf(cases - part, cases)
      if (!share.known || !rest.known) throw new Error('there were enough cases')
      expect(share.low).toBeGreaterThanOrEqual(0)
      expect(share.high).toBeLessThanOrEqual(1)
      expect(share.low <= share.value && share.value <= share.high).toBe(true)
      const mirrored = mirroredShare(share)
      if (!mirrored.known) throw new Error('it was known')
      expect(mirrored.low).toBeCloseTo(rest.low, 9)
      expect(mirrored.high).toBeCloseTo(rest.high, 9)
    }),
  )
})

test('the interval of 81 of 263 is that of the textbooks (Newcombe, Statistics in Medicine 1998)', () => {
  const share = shareOf(81, 263)
  if (!share.known) throw new Error('there were enough cases')
  expect([share.low, share.high].map(value => Math.round(value * 1e4))).toEqual([2553, 3662])
})

test('too few cases are not a share', () => {
  expect(shareOf(3, LEAST_CASES - 1)).toEqual({ known: false, why: 'too-few', cases: LEAST_CASES - 1 })
})
