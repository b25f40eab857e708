import { type IndicatorType, indicatorTypes, threatTypes } from '@keysguard/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Evidence } from './evidence.ts'
import { explain } from './explain.ts'
import { fuse, scoreAt } from './fusion.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 86_400_000

const feodo: Evidence = {
  source: { id: 'feodo', name: 'Feodo Tracker', reliability: 'B', lineage: ['feodo'], dates: 'activity' },
  threat: 'c2',
  confidence: null,
  activeAt: NOW - 7 * DAY,
  listed: true,
}

const words = fc
  .array(
    fc.record({
      reliability: fc.constantFrom('A' as const, 'C' as const, 'F' as const),
      lineage: fc.subarray(['p', 'q']),
      threat: fc.constantFrom(...threatTypes),
      confidence: fc.option(fc.integer({ min: 0, max: 100 })),
      daysAgo: fc.double({ min: 0, max: 400, noNaN: true }),
      listed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map(list =>
    list.map(
      ({ reliability, lineage, threat, confidence, daysAgo, listed }, index): Evidence => ({
        source: { id: `s${index}`, name: `Source ${index}`, reliability, lineage: [`s${index}`, ...lineage], dates: 'activity' },
        threat,
        confidence,
        activeAt: NOW - daysAgo * DAY,
        listed,
      }),
    ),
  )

const told = (type: IndicatorType, evidence: readonly Evidence[], suppressedBy: string | null = null) =>
  explain({ type, evidence, suppressedBy, appraisal: null }, NOW)

test('the terms run from 0 to exactly the score without a gap', () => {
  fc.assert(
    fc.property(fc.constantFrom(...indicatorTypes), words, fc.boolean(), (type, evidence, suppressed) => {
      const { terms, score } = told(type, evidence, suppressed ? 'popular domains' : null)
      expect(terms[0]?.from).toBe(0)
      for (const [index, term] of terms.slice(1).entries()) expect(term.from).toBe(terms[index]?.to)
      expect(terms.at(-1)?.to).toBe(score)
      expect(score).toBe(scoreAt(fuse(type, evidence, suppressed), NOW))
    }),
  )
})

test('each term says in a sentence what was used', () => {
  const copy: Evidence = {
    ...feodo,
    source: { ...feodo.source, id: 'sum', name: 'Aggregate', reliability: 'C', lineage: ['sum', 'feodo'] },
    confidence: 50,
    listed: false,
  }
  expect(
    told('ipv4', [feodo, copy], 'public DNS resolvers').terms.map(({ label, reason }) => `${label}: ${reason}`),
  ).toMatchInlineSnapshot(`
    [
      "Starting point: Of what stands in a feed as this type, 27 % is taken to be malicious before anybody is weighed (−1.00).",
      "Feodo Tracker: Reports command and control. Grade B is right in about 95 % of its reports, worth +3.64.",
      "Aggregate: Reports command and control. Grade C is right in about 85 % of its reports, worth +2.43, times its stated confidence of 50 %, of which 10 % counts because it copies from a source above. It has since dropped it from its list, so its date is renewed no more.",
      "Still active?: The last evidence of activity is 7 days old (Feodo Tracker), and half of the kind “address that controls or serves malware” is gone after 14 days; with each date believed as far as its report, 66 % remains.",
      "Suppressed: It is on a list of what is hardly ever malicious (public DNS resolvers): kept and found, but scored 0 and never routed out.",
    ]
  `)
})

test('what one source said a week ago is explained with its half-life and its end', () => {
  const { score, halfLifeDays, stillActive, expiresAt } = told('ipv4', [feodo])
  expect(halfLifeDays).toBe(14)
  expect(score).toBeCloseTo(61.6, 0)
  expect(stillActive).toBeCloseTo(0.66, 1)
  expect(expiresAt?.slice(0, 10)).toBe('2026-06-23')
})

test('what sources only describe says so, and has no score', () => {
  const { score, terms } = told('cve', [{ ...feodo, confidence: 0 }])
  expect(score).toBe(0)
  expect(terms.at(-1)).toMatchObject({ label: 'Not reported', to: 0 })
})
