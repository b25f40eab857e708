import type { IndicatorType, Reliability, ThreatType } from '@keysguard/model'
import { indicatorTypes, threatTypes } from '@keysguard/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DECAY_CLASSES, decayClass, decayClassOf } from './decay.ts'
import { type Evidence, LINEAGE_RHO } from './evidence.ts'
import { ACTIVE_THRESHOLD, fuse, rankThreshold, riskAt, scoreAt, survivalAt } from './fusion.ts'
import { gradeLlr } from './reliability.ts'
import { severityWeight } from './risk.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000
const GRADES: readonly Reliability[] = ['A', 'B', 'C', 'D', 'E', 'F']

interface Word {
  readonly id?: string
  readonly grade?: Reliability
  readonly copies?: readonly string[]
  readonly threat?: ThreatType
  readonly confidence?: number | null
  readonly daysAgo?: number
  readonly listed?: boolean
}

const word = ({
  id = 'one',
  grade = 'B',
  copies = [],
  threat = 'c2',
  confidence = null,
  daysAgo = 0,
  listed = true,
}: Word): Evidence => ({
  source: { id, name: id, reliability: grade, lineage: [id, ...copies], dates: 'activity' },
  threat,
  confidence,
  activeAt: NOW - daysAgo * DAY,
  listed,
})

const score = (type: IndicatorType, ...words: Word[]): number => scoreAt(fuse(type, words.map(word), false), NOW)

const anyType = fc.constantFrom(...indicatorTypes)
const anyThreat = fc.constantFrom(...threatTypes)
const anyWords = (threat: fc.Arbitrary<ThreatType> = anyThreat) =>
  fc
    .array(
      fc.record({
        grade: fc.constantFrom(...GRADES),
        copies: fc.subarray(['source-0', 'source-1', 'source-2', 'source-3']),
        threat,
        confidence: fc.option(fc.integer({ min: 0, max: 100 })),
        daysAgo: fc.double({ min: 0, max: 400, noNaN: true }),
        listed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map(words => words.map((one, index) => word({ ...one, id: `source-${index}` })))

describe('how evidence adds', () => {
  test('the order in which sources spoke does not matter', () => {
    fc.assert(
      fc.property(anyType, anyWords(), fc.integer(), (type, words, seed) => {
        const turned = words.map((_, index) => words[(index + Math.abs(seed)) % words.length]!)
        expect(fuse(type, turned, false)).toEqual(fuse(type, words, false))
        expect(fuse(type, words.toReversed(), false)).toEqual(fuse(type, words, false))
      }),
    )
  })

  test('one more independent source that agrees never lowers the score', () => {
    fc.assert(
      fc.property(anyType, anyThreat, anyWords(), anyWords(), (type, threat, words, [other]) => {
        const agreeing = words.map(one => ({ ...one, threat }))
        const more = { ...other!, threat, source: { ...other!.source, id: 'independent', lineage: ['independent'] } }
        const before = scoreAt(fuse(type, agreeing, false), NOW)
        expect(scoreAt(fuse(type, [...agreeing, more], false), NOW)).toBeGreaterThanOrEqual(before - 1e-9)
      }),
    )
  })

  test('two origins of one aggregate stay independent of each other; the aggregate adds little to both', () => {
    const origins = [word({ id: 'a', grade: 'C' }), word({ id: 'b', grade: 'C' })]
    const two = fuse('ipv4', origins, false)
    const three = fuse('ipv4', [...origins, word({ id: 'sum', grade: 'C', copies: ['a', 'b'] })], false)
    expect(two.logOdds).toBeCloseTo(-1 + 2 * gradeLlr('C'))
    expect(three.logOdds - two.logOdds).toBeCloseTo(LINEAGE_RHO ** 2 * gradeLlr('C'))
    expect(three.lastActive).toBe(two.lastActive)
  })

  test('a confidence of 0 adds nothing', () => {
    fc.assert(
      fc.property(anyType, anyWords(), anyThreat, (type, words, threat) => {
        fc.pre(words.some(({ confidence }) => confidence !== 0))
        const silent = word({ id: 'silent', confidence: 0, threat })
        expect(fuse(type, [...words, silent], false)).toEqual(fuse(type, words, false))
      }),
    )
  })

  test('a copy counts a tenth of what an independent source counts', () => {
    const alone = fuse('domain', [word({ id: 'a' })], false)
    const copied = fuse('domain', [word({ id: 'a' }), word({ id: 'b', copies: ['a'] })], false)
    const independent = fuse('domain', [word({ id: 'a' }), word({ id: 'b' })], false)
    expect(copied.logOdds - alone.logOdds).toBeCloseTo(LINEAGE_RHO * (independent.logOdds - alone.logOdds))
    expect(copied.lastActive).toBe(alone.lastActive)
  })

  test('no grade is a mark against an indicator, and an unknown one stands between C and D', () => {
    for (const grade of GRADES) expect(gradeLlr(grade)).toBeGreaterThanOrEqual(0)
    expect(gradeLlr('F')).toBeLessThan(gradeLlr('C'))
    expect(gradeLlr('F')).toBeGreaterThan(gradeLlr('D'))
  })

  test('the threat with the most evidence behind it dominates, and "not stated" never outvotes a stated one', () => {
    const words = [
      word({ id: 'a', threat: 'unknown', grade: 'A' }),
      word({ id: 'b', threat: 'scanner' }),
      word({ id: 'c', threat: 'c2', grade: 'D' }),
    ]
    expect(fuse('ipv4', words, false).threat).toBe('scanner')
  })

  test('dropping an indicator from a list changes neither the probability nor the dates', () => {
    const listed = fuse('ipv4', [word({ id: 'a' }), word({ id: 'b' })], false)
    const dropped = fuse('ipv4', [word({ id: 'a' }), word({ id: 'b', listed: false })], false)
    expect(dropped).toEqual({ ...listed, conflict: 1 })
  })
})

describe('how time passes', () => {
  test('survival halves with each half-life', () => {
    for (const { id, halfLifeDays, s0 } of DECAY_CLASSES) {
      const standing = { decayClass: id, lastActive: NOW }
      expect(survivalAt(standing, NOW)).toBeCloseTo(s0)
      expect(survivalAt(standing, NOW + halfLifeDays * DAY)).toBeCloseTo(s0 / 2)
    }
  })

  test('the order within a class never changes', () => {
    fc.assert(
      fc.property(
        anyType,
        anyThreat,
        anyWords(),
        anyWords(),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (type, threat, a, b, days) => {
          const one = fuse(
            type,
            a.map(w => ({ ...w, threat })),
            false,
          )
          const other = fuse(
            type,
            b.map(w => ({ ...w, threat })),
            false,
          )
          fc.pre(Math.abs(one.rank - other.rank) > 1e-9)
          const later = NOW + days * DAY
          expect(riskAt(one, NOW) > riskAt(other, NOW)).toBe(one.rank > other.rank)
          expect(riskAt(one, later) > riskAt(other, later)).toBe(one.rank > other.rank)
        },
      ),
    )
  })

  test('it expires exactly when the score falls to the threshold', () => {
    fc.assert(
      fc.property(anyType, anyWords(), (type, words) => {
        const fused = fuse(type, words, false)
        const newest = Math.max(...words.filter(({ confidence }) => confidence !== 0).map(({ activeAt }) => activeAt))
        if (fused.expiresAt === null) {
          fc.pre(Number.isFinite(newest))
          expect(scoreAt(fused, newest)).toBeLessThanOrEqual(100 * ACTIVE_THRESHOLD + 1e-5)
        } else expect(scoreAt(fused, fused.expiresAt)).toBeCloseTo(100 * ACTIVE_THRESHOLD, 5)
      }),
    )
  })

  test('score and risk stay within 0 and 100, and score is P_ever times survival', () => {
    fc.assert(
      fc.property(anyType, anyWords(), (type, words) => {
        fc.pre(words.some(({ confidence }) => confidence !== 0))
        const fused = fuse(type, words, false)
        const at = scoreAt(fused, NOW)
        expect(at).toBeGreaterThan(0)
        expect(at).toBeLessThanOrEqual(100)
        expect(at).toBeCloseTo(100 * fused.everMalicious * survivalAt(fused, NOW), 6)
        expect(riskAt(fused, NOW)).toBeCloseTo(at * severityWeight(fused.threat), 6)
      }),
    )
  })

  test('a rank threshold cuts a class where risk crosses the value', () => {
    fc.assert(
      fc.property(anyType, anyWords(), fc.double({ min: 0.1, max: 99, noNaN: true }), (type, words, risk) => {
        const fused = fuse(type, words, false)
        fc.pre(Math.abs(riskAt(fused, NOW) - risk) > 1e-6)
        expect(fused.rank >= rankThreshold(fused.decayClass, risk, NOW)).toBe(riskAt(fused, NOW) >= risk)
      }),
    )
  })

  test('a weak source that repeats itself cannot keep a thing alive', () => {
    const strong = { id: 'strong', grade: 'A', daysAgo: 28 } as const
    const renewed = score('ipv4', strong, { id: 'weak', grade: 'E' })
    expect(renewed).toBeLessThan(score('ipv4', strong, { id: 'good', grade: 'B' }) / 2)
  })

  test('what is suppressed has no risk and is never active', () => {
    const fused = fuse('ipv4', [word({})], true)
    expect(riskAt(fused, NOW)).toBe(0)
    expect(fused.expiresAt).toBeNull()
    expect(fused.rank).toBeLessThan(rankThreshold(fused.decayClass, 1e-9, NOW))
  })

  test('what sources only describe has no risk and is never active, until one of them reports it', () => {
    const described = word({ id: 'nvd', grade: 'A', threat: 'unknown', confidence: 0 })
    const fused = fuse('cve', [described, word({ id: 'epss', confidence: 0 })], false)
    expect([riskAt(fused, NOW), scoreAt(fused, NOW), fused.expiresAt]).toEqual([0, 0, null])
    const reported = word({ id: 'kev', grade: 'A', threat: 'exploit' })
    expect(fuse('cve', [described, reported], false)).toEqual(fuse('cve', [reported], false))
  })
})

describe('sensible magnitudes', () => {
  test('one good report of a command server, today, is above 80; three independent ones are above 97', () => {
    expect(score('ipv4', {})).toBeGreaterThan(80)
    expect(score('ipv4', { id: 'a' }, { id: 'b' }, { id: 'c' })).toBeGreaterThan(97)
  })

  test('an aggregate list is worth less, and next to nothing beside the list it copies', () => {
    const scanner = { threat: 'scanner' } as const
    expect(score('ipv4', { ...scanner, grade: 'C' })).toBeLessThan(70)
    const origin = score('ipv4', { ...scanner, id: 'a' })
    expect(score('ipv4', { ...scanner, id: 'a' }, { ...scanner, id: 'sum', grade: 'C', copies: ['a'] }) - origin).toBeLessThan(3)
  })

  test('being a Tor exit is certain and yet no risk to speak of', () => {
    const exit = fuse('ipv4', [word({ grade: 'A', threat: 'anonymiser' })], false)
    expect(scoreAt(exit, NOW)).toBeGreaterThan(90)
    expect(riskAt(exit, NOW)).toBeLessThan(20)
  })

  test('a scanner of last month is forgotten, a file of last year is not', () => {
    expect(score('ipv4', { threat: 'scanner', daysAgo: 30 })).toBeLessThan(5)
    expect(score('sha256', { threat: 'malware', daysAgo: 365 })).toBeGreaterThan(70)
  })
})

test('every type has a decay class under every threat, and ids are unique', () => {
  for (const type of indicatorTypes)
    for (const threat of threatTypes) expect(decayClass(decayClassOf(type, threat))).toBeDefined()
  expect(new Set(DECAY_CLASSES.map(({ id }) => id)).size).toBe(DECAY_CLASSES.length)
})
