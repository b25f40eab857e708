import { indicatorTypes, threatTypes } from '@keysguard/model'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decayClass, decayClassOf } from './decay.ts'
import { LIST_LIFE_DAYS, undatedAgeMs } from './undated.ts'

const DAY_MS = 86_400_000
const kind = fc.record({ type: fc.constantFrom(...indicatorTypes), threat: fc.constantFrom(...threatTypes) })

it('leaves, at any later time, what is left on average of entries added evenly over the life of the list', () => {
  const steps = 20_000
  fc.assert(
    fc.property(kind, fc.integer({ min: 0, max: 400 }), ({ type, threat }, laterDays) => {
      const { halfLifeDays } = decayClass(decayClassOf(type, threat))
      let sum = 0
      for (let step = 0; step < steps; step += 1)
        sum += 2 ** -((laterDays + ((step + 0.5) / steps) * LIST_LIFE_DAYS) / halfLifeDays)
      const taken = 2 ** -((laterDays + undatedAgeMs(type, threat) / DAY_MS) / halfLifeDays)
      expect(taken / (sum / steps)).toBeCloseTo(1, 3)
    }),
    { numRuns: 60 },
  )
})

it('is never older than half the life of the list, and older the slower a kind fades', () => {
  const days = (type: 'url' | 'ipv4' | 'domain' | 'sha256'): number =>
    undatedAgeMs(type, type === 'url' ? 'phishing' : 'c2') / DAY_MS
  const ages = (['url', 'ipv4', 'domain', 'sha256'] as const).map(days)
  expect(ages.map(Math.round)).toEqual([19, 91, 217, 847])
  fc.assert(
    fc.property(kind, ({ type, threat }) => {
      expect(undatedAgeMs(type, threat)).toBeGreaterThan(0)
      expect(undatedAgeMs(type, threat) / DAY_MS).toBeLessThanOrEqual(LIST_LIFE_DAYS / 2)
    }),
  )
})
