import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { threatfox } from '../sources/threatfox.ts'
import { nextRunAt } from './schedule.ts'

const MINUTE_MS = 60_000
const NOW = Date.UTC(2026, 0, 15, 12)
const every = fc.integer({ min: 1, max: 10_080 })
const failures = fc.integer({ min: 1, max: 60 })
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const after = (everyMinutes: number, failed: number, retryAfterMs: number, random: number): number =>
  nextRunAt({ ...threatfox, everyMinutes }, NOW, failed, retryAfterMs, () => random) - NOW

describe('when a source runs next', () => {
  it('is after its interval and a little more when all is well, so that sources spread', () => {
    fc.assert(
      fc.property(every, chance, (minutes, random) => {
        const wait = after(minutes, 0, 0, random)
        expect(wait).toBeGreaterThanOrEqual(minutes * MINUTE_MS)
        expect(wait).toBeLessThanOrEqual(minutes * MINUTE_MS * 1.1)
      }),
    )
  })

  it('is never sooner than the provider asked for, with or without failures', () => {
    fc.assert(
      fc.property(every, fc.nat(60), fc.integer({ min: 0, max: 86_400_000 }), chance, (minutes, failed, asked, random) => {
        expect(after(minutes, failed, asked, random)).toBeGreaterThanOrEqual(asked)
      }),
    )
  })

  it('backs off: each failure at least as long as the one before, to six hours and four intervals at most', () => {
    fc.assert(
      fc.property(every, failures, chance, (minutes, failed, random) => {
        const wait = after(minutes, failed, 0, random)
        expect(after(minutes, failed + 1, 0, random)).toBeGreaterThanOrEqual(wait)
        expect(wait).toBeGreaterThanOrEqual(2 * MINUTE_MS)
        expect(wait).toBeLessThanOrEqual(1.1 * Math.min(360, Math.max(2, minutes * 4)) * MINUTE_MS)
      }),
    )
  })

  it('doubles while it is short', () => {
    expect([1, 2, 3, 4].map(failed => after(1_440, failed, 0, 0) / MINUTE_MS)).toEqual([2, 4, 8, 16])
  })
})
