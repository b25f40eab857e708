import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, GROWTH, LAST_BUCKET, SMALLEST, Spread } from './spread.ts'

const LONGEST = 3_600 * 86_400
const seconds = fc.integer({ min: -LONGEST, max: LONGEST })
const WITHIN = (GROWTH - 1) / (GROWTH + 1) + 1e-9

const spreadOf = (times: readonly number[]): Spread => {
  const spread = new Spread()
  for (const time of times) spread.add(time)
  return spread
}

test('each quartile is within 2.5 % of the exact one, and 0 where that is below a minute', () => {
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1, maxLength: 200 }), times => {
      const sorted = [...times].sort((a, b) => a - b)
      const { q1, median, q3 } = spreadOf(times).quartiles()!
      for (const [found, share] of [
        [q1, 0.25],
        [median, 0.5],
        [q3, 0.75],
      ] as const) {
        const exact = sorted[Math.floor(share * (sorted.length - 1))]!
        if (Math.abs(exact) <= SMALLEST) expect(found).toBe(0)
        else expect(Math.abs(found - exact)).toBeLessThanOrEqual(WITHIN * Math.abs(exact))
      }
    }),
  )
})

test('what is counted elsewhere in buckets comes to the same', () => {
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1, maxLength: 50 }), times => {
      const counted = new Spread()
      for (const time of times) counted.addBucket(bucketOf(time), 1)
      expect(counted.quartiles()).toEqual(spreadOf(times).quartiles())
      expect(counted.total).toBe(times.length)
    }),
  )
})

test('longer than ten years counts as ten years, and nothing has no quartiles', () => {
  expect(bucketOf(1e12)).toBe(LAST_BUCKET)
  expect(bucketOf(-1e12)).toBe(-LAST_BUCKET)
  expect(new Spread().quartiles()).toBeNull()
})
