import { indicatorTypes, type ThreatType, threatTypes } from '@keysguard/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DECAY_CLASSES, enterDecayClasses } from './decay.ts'
import type { Evidence } from './evidence.ts'
import { ACTIVE_THRESHOLD, fuse, rankThreshold, riskAt, scoreAt } from './fusion.ts'
import { type Scoring, type SourceScoring, scoringOf } from './scoring.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000
const IDS = ['a', 'b', 'c', 'd', 'e']

const probability = fc.double({ min: 0.05, max: 1, noNaN: true })
const learntSource: fc.Arbitrary<SourceScoring> = fc.record({
  reliability: fc.option(fc.constantFrom('A' as const, 'C' as const, 'E' as const)),
  worth: fc.array(
    fc.option(fc.record({ llr: fc.double({ min: 0.02, max: 6, noNaN: true }), precision: probability, reports: fc.nat() }), {
      nil: undefined,
    }),
    {
      minLength: 14,
      maxLength: 14,
    },
  ),
  confidence: fc.option(
    fc.record({ slope: fc.double({ min: 0, max: 0.05, noNaN: true }), middle: fc.integer({ min: 1, max: 100 }) }),
  ),
  copies: fc
    .subarray(IDS)
    .chain(from => fc.tuple(...from.map(id => fc.tuple(fc.constant(id), probability))).map(pairs => new Map(pairs))),
})

let made = 1
/** Any figures that learning or a person may come to; each class under an id of its own. */
const anyScoring: fc.Arbitrary<Scoring> = fc
  .record({
    figures: fc.array(
      fc.record({
        halfLifeDays: fc.double({ min: 0.1, max: 2000, noNaN: true }),
        s0: probability,
        prior: fc.option(fc.double({ min: -5, max: 2, noNaN: true })),
      }),
      { minLength: DECAY_CLASSES.length, maxLength: DECAY_CLASSES.length },
    ),
    sources: fc.tuple(...IDS.map(() => fc.option(learntSource))),
  })
  .map(({ figures, sources }) => {
    made += 1
    const classes = DECAY_CLASSES.map((entry, index) => ({ ...entry, ...figures[index]!, id: entry.base + 64 * made }))
    enterDecayClasses(classes)
    return scoringOf(1, classes, new Map(IDS.flatMap((id, index) => (sources[index] ? [[id, sources[index]] as const] : []))))
  })

const anyEvidence = (threat: fc.Arbitrary<ThreatType>) =>
  fc.subarray(IDS, { minLength: 1 }).chain(ids =>
    fc.tuple(
      ...ids.map(id =>
        fc
          .record({
            threat,
            confidence: fc.option(fc.integer({ min: 1, max: 100 })),
            daysAgo: fc.double({ min: 0, max: 300, noNaN: true }),
          })
          .map(
            ({ daysAgo, ...said }): Evidence => ({
              ...said,
              source: { id, name: id, reliability: 'C', lineage: [id], dates: 'activity' },
              activeAt: NOW - daysAgo * DAY,
              listed: true,
            }),
          ),
      ),
    ),
  )
const anyType = fc.constantFrom(...indicatorTypes)
const anyThreat = fc.constantFrom(...threatTypes)
const RUNS = { numRuns: 40, endOnFailure: true }

describe('whatever was learnt or set', () => {
  test('the order in which sources spoke does not matter', () => {
    fc.assert(
      fc.property(anyScoring, anyType, anyEvidence(anyThreat), (scoring, type, words) => {
        expect(fuse(type, words.toReversed(), false, scoring)).toEqual(fuse(type, words, false, scoring))
      }),
      RUNS,
    )
  })

  test('one more independent source that agrees never lowers the score', () => {
    fc.assert(
      fc.property(anyScoring, anyType, anyThreat, anyEvidence(anyThreat), probability, (scoring, type, threat, words, share) => {
        const agreeing = words.map(one => ({ ...one, threat }))
        const source = { id: 'independent', name: '', reliability: 'C', lineage: ['independent'], dates: 'activity' } as const
        const more: Evidence = { source, threat, confidence: null, activeAt: NOW - share * DAY, listed: true }
        const before = scoreAt(fuse(type, agreeing, false, scoring), NOW)
        expect(scoreAt(fuse(type, [...agreeing, more], false, scoring), NOW)).toBeGreaterThanOrEqual(before - 1e-6)
      }),
      RUNS,
    )
  })

  test('a report that states more confidence never counts less, and saying it again changes nothing', () => {
    fc.assert(
      fc.property(
        anyScoring,
        anyType,
        anyEvidence(anyThreat),
        fc.integer({ min: 1, max: 100 }),
        (scoring, type, [word], more) => {
          const surer = { ...word!, confidence: Math.min(100, (word!.confidence ?? 1) + more) }
          const less = fuse(type, [{ ...word!, confidence: word!.confidence ?? 1 }], false, scoring)
          expect(fuse(type, [surer], false, scoring).everMalicious).toBeGreaterThanOrEqual(less.everMalicious)
          expect(fuse(type, [surer], false, scoring)).toEqual(fuse(type, [surer], false, scoring))
        },
      ),
      RUNS,
    )
  })

  test('it expires exactly when the score falls to the threshold, and a rank threshold cuts where risk crosses the value', () => {
    fc.assert(
      fc.property(
        anyScoring,
        anyType,
        anyEvidence(anyThreat),
        fc.double({ min: 0.1, max: 99, noNaN: true }),
        (scoring, type, words, risk) => {
          const fused = fuse(type, words, false, scoring)
          if (fused.expiresAt !== null) expect(scoreAt(fused, fused.expiresAt)).toBeCloseTo(100 * ACTIVE_THRESHOLD, 4)
          fc.pre(Math.abs(riskAt(fused, NOW) - risk) > 1e-6)
          expect(fused.rank >= rankThreshold(fused.decayClass, risk, NOW)).toBe(riskAt(fused, NOW) >= risk)
        },
      ),
      RUNS,
    )
  })
})
