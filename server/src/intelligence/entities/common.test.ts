import { describe, expect, it } from 'vitest'
import { catalogueOf } from './catalogue.ts'
import { commonIndicators, commonTechniques, type Sample } from './common.ts'
import type { KnownEntity } from './entity.ts'
import { vulnerabilityFacts } from './vulnerability.ts'

const entity = (name: string): KnownEntity =>
  [...catalogueOf([], [{ kind: 'malware', name, by: 'feed', since: 0, until: 1 }]).own.values()][0]!

/** Keys spread evenly, as hashes are. */
const keys = (count: number, step: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => (((from + n * step) / 1_000) * 2 ** 48).toString(16).split('.')[0]!.padStart(12, '0'))
const sample = (name: string, all: readonly string[], limit: number): Sample => ({
  entity: entity(name),
  keys: all.slice(0, limit),
  whole: all.length <= limit,
})

describe('indicators in common', () => {
  it('are counted among the keys that both samples reach', () => {
    const [all, half] = [keys(1_000, 1), keys(500, 2)]
    expect(commonIndicators([sample('a', all, 100), sample('b', half, 100)], 10_000)).toEqual([
      { of: 'indicators', first: 'malware/a', second: 'malware/b', both: 50, a: 100, b: 50, all: 990 },
    ])
  })

  it('are all counted where the samples are whole, and none where there are none', () => {
    expect(commonIndicators([sample('a', keys(20, 1), 50), sample('b', keys(10, 1, 15), 50)], 10_000)).toMatchObject([
      { both: 5, a: 20, b: 10, all: 10_000 },
    ])
    expect(commonIndicators([sample('a', keys(20, 1), 50), sample('b', keys(20, 1, 500), 50)], 10_000)).toEqual([])
  })
})

describe('techniques in common', () => {
  it('are compared only with those that nobody has described', () => {
    const [a, b, c] = [entity('a'), entity('b'), entity('c')]
    const used = new Map([
      [a, new Set(['T1', 'T2'])],
      [b, new Set(['T2', 'T3'])],
      [c, new Set(['T2'])],
    ])
    expect(commonTechniques(used, new Set([c]), 600).map(({ first, second, both }) => [first, second, both])).toEqual([
      ['malware/a', 'malware/c', 1],
      ['malware/b', 'malware/c', 1],
    ])
  })
})

describe('a vulnerability', () => {
  it('has the highest base score, the probability of its own list, and the dates of the catalogue', () => {
    const said = [
      { by: 'nvd', statement: { cvss: 7.5, epss: 0.9 } },
      { by: 'ghsa', statement: { cvss: 9.8 } },
      { by: 'epss', statement: { epss: 0.42 } },
      {
        by: 'cisa-kev',
        statement: {
          firstSeen: '2026-01-02T00:00:00.000Z',
          details: { 'Due date': '2026-01-23', 'Used by ransomware': 'known' },
        },
      },
    ]
    expect(vulnerabilityFacts(said)).toEqual({
      cvss: 9.8,
      epss: 0.42,
      kev: true,
      exploited: { since: '2026-01-02', due: '2026-01-23', action: null, ransomware: true },
    })
    expect(vulnerabilityFacts([])).toEqual({ cvss: null, epss: null, kev: false, exploited: null })
  })
})
