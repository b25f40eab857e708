import { threatTypes } from '@keysguard/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Appraisal, temper, weightOf } from './appraise.ts'
import { fuse, riskAt, scoreAt, survivalAt } from './fusion.ts'
import { severityOfSaid } from './severity.ts'
import { relevanceOf, WatchSet } from './watch.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000
const source = { id: 'a', name: 'A', reliability: 'B', lineage: ['a'], dates: 'activity' } as const

const appraisals = fc.record({
  verdict: fc.option(
    fc.record({
      verdict: fc.constant('malicious' as const),
      at: fc.integer({ min: NOW - 100 * DAY, max: NOW }),
      until: fc.constant(null),
    }),
  ),
  benign: fc.double({ min: -4, max: 0, noNaN: true }),
  severity: fc.option(fc.double({ min: 0.05, max: 1, noNaN: true })),
  relevance: fc.double({ min: 0.625, max: 1, noNaN: true }),
  terms: fc.constant([]),
})
const fusedOnes = fc
  .record({ threat: fc.constantFrom(...threatTypes), daysAgo: fc.double({ min: 0, max: 50, noNaN: true }) })
  .map(({ threat, daysAgo }) =>
    fuse('domain', [{ source, threat, confidence: null, activeAt: NOW - daysAgo * DAY, listed: true }], false),
  )

test('the order of what is appraised does not change with time', () => {
  fc.assert(
    fc.property(fusedOnes, fusedOnes, appraisals, appraisals, fc.integer({ min: 0, max: 200 }), (a, b, x, y, days) => {
      const [one, other] = [temper(a, x), temper(b, y)]
      fc.pre(one.decayClass === other.decayClass)
      const later = NOW + days * DAY
      const [risk, otherRisk] = [riskAt(one, later), riskAt(other, later)]
      if (risk < 100 && otherRisk < 100 && Math.abs(one.rank - other.rank) > 1e-6)
        expect(risk > otherRisk).toBe(one.rank > other.rank)
    }),
  )
})

test('risk is score times severity times relevance, whatever was appraised', () => {
  fc.assert(
    fc.property(fusedOnes, appraisals, (fused, appraisal: Appraisal) => {
      const tempered = temper(fused, appraisal)
      const weight = weightOf(appraisal, fused.threat)
      const score = scoreAt(tempered, NOW, weight)
      expect(score).toBeCloseTo(Math.min(100, 100 * tempered.everMalicious * survivalAt(tempered, NOW)), 4)
      if (score < 100) expect(riskAt(tempered, NOW)).toBeCloseTo(Math.min(100, score * weight), 4)
    }),
  )
})

test('a verdict wins over all that counts against it', () => {
  const fused = fuse('domain', [{ source, threat: 'spam', confidence: 1, activeAt: NOW - 400 * DAY, listed: true }], false)
  const verdict = { verdict: 'malicious', at: NOW, until: null } as const
  expect(scoreAt(temper(fused, { verdict, benign: -4, severity: null, relevance: 0.625, terms: [] }), NOW)).toBeGreaterThan(95)
})

test('what is known to be exploited outweighs what only could be', () => {
  const said = (statement: Parameters<typeof severityOfSaid>[2][number]['statement']) => [{ source, statement }]
  const severity = (statement: Parameters<typeof said>[0]): number => severityOfSaid('cve', 'exploit', said(statement)).value
  expect(severity({ cvss: 9.8, epss: 0.02 })).toBeLessThan(0.35)
  expect(severity({ cvss: 9.8, epss: 0.95 })).toBeGreaterThan(0.9)
  expect(severity({ cvss: 5, tags: ['kev'] })).toBe(0.85)
  expect(severity({ tags: ['kev', 'ransomware'] })).toBe(1)
})

test('more grounds never make it less relevant', () => {
  const values = fc.array(
    fc
      .double({ min: 0, max: 1, noNaN: true })
      .map(value => ({ kind: 'relevance', label: '', input: '', source: null, value }) as const),
  )
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(relevanceOf([...a, ...b])).toBeGreaterThanOrEqual(relevanceOf(a) - 1e-12)
      expect(relevanceOf([...a, ...b])).toBeLessThanOrEqual(1)
    }),
  )
})

test('a name that wears ours is told by its brand, and a short brand by nothing', () => {
  const watch = new WatchSet({ keywords: [], sectors: [], countries: [], families: [] }, ['corp-sample.com', 'ab.de'])
  expect(watch.concerns('http://login.corp-sample.evil-sample.net/')).toBe(true)
  expect(watch.concerns('cab-sample.net')).toBe(false)
  expect(watch.grounds({ type: 'domain', value: 'corp-sample-login.net' }, [], null)).toMatchObject([{ input: 'corp-sample' }])
})
