/** The whole page of one fixture indicator: its waterfall adds up to its score. */
import type { Assertion, Explanation, IndicatorDetail, IndicatorSummary, WaterfallTerm } from '@keysguard/model'
import { fixtureVerdict } from './fixture-protection.ts'
import { ago, NOW } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

const termsOf = (row: IndicatorSummary, stillActive: number): WaterfallTerm[] => {
  const ever = row.score / stillActive
  const steps = row.sources.length
  const prior = Math.min(22, ever * 0.4)
  const evidence = row.sources.map((source, index): WaterfallTerm => {
    const at = (step: number): number => prior + ((ever - prior) * step) / steps
    return {
      kind: 'evidence',
      label: source,
      reason: `${source} says ${row.threat} with confidence ${100 - index * 25}: log-likelihood ratio +${(2.4 / (index + 1)).toFixed(2)}.`,
      source,
      weight: 2.4 / (index + 1),
      from: at(index),
      to: at(index + 1),
    }
  })
  return [
    {
      kind: 'prior',
      label: 'Before any evidence',
      reason: `How often a reported ${row.type} turns out malicious.`,
      source: null,
      weight: -1.3,
      from: 0,
      to: prior,
    },
    ...evidence,
    {
      kind: 'survival',
      label: 'Time since last activity',
      reason: `Last active 9 hours ago; half of such indicators are gone after 6 days: factor ${stillActive.toFixed(2)}.`,
      source: null,
      weight: stillActive,
      from: ever,
      to: row.score,
    },
  ]
}

const explanationOf = (row: IndicatorSummary): Explanation => {
  const halfLifeDays = 6
  const stillActive = 0.99
  const days = Math.max(0, halfLifeDays * Math.log2(Math.max(row.score, 21) / 20))
  return {
    score: row.score,
    everMalicious: row.score / stillActive / 100,
    stillActive,
    uncertainty: 0.6 / row.sources.length,
    conflict: row.suppressedBy === null ? 0.08 : 0.62,
    decayClass: `${row.type} · ${row.threat}`,
    halfLifeDays,
    lastActive: ago(540),
    expiresAt: new Date(NOW + days * 86_400_000).toISOString(),
    suppressedBy: row.suppressedBy,
    terms: termsOf(row, stillActive),
    risk: {
      risk: row.risk,
      severity: 0.8,
      relevance: 0.85,
      neutralRelevance: 0.625,
      band: row.severity,
      terms: [
        { kind: 'severity', label: 'Kind of threat', input: row.threat, source: null, value: 0.8 },
        { kind: 'relevance', label: 'Watched word', input: HOSTILE.markup, source: 'ipsum', value: 0.6 },
      ],
    },
  }
}

const assertionOf = (row: IndicatorSummary, source: string, index: number): Assertion => ({
  source,
  sourceName: source === 'ipsum' ? `IPsum ${HOSTILE.markup}` : source,
  reliability: (['B', 'A', 'C'] as const)[index % 3]!,
  statement: {
    threat: row.threat,
    ...(row.malware[0] === undefined ? {} : { malware: row.malware[0] }),
    ...(index === 0 ? { confidence: 100, port: 443, online: true } : {}),
    firstSeen: row.firstSeen,
    lastSeen: row.lastSeen,
    tags: row.tags,
    reference: index === 0 ? 'https://feodotracker.example/host/203.0.113.66/' : HOSTILE.link,
    reporter: HOSTILE.svg,
    country: 'NL',
    ...(index === 0
      ? {
          actors: ['Mummy Spider', HOSTILE.markup],
          campaigns: ['Winter mail, 2025'],
          techniques: ['T1059.001', 'T1566', HOSTILE.svg],
          killChain: ['command-and-control'],
          targets: ['Finance', 'DE', 'AT'],
          file: { name: HOSTILE.bidi, sizeBytes: 48_211, kind: 'PE32' },
          cvss: 9.8,
          epss: 0.944,
          report: { title: `Weekly notes ${HOSTILE.svg}`, url: 'https://reports.example/2025/48' },
        }
      : { report: { title: 'A report whose address is none', url: HOSTILE.link } }),
    asn: 64_500,
    details: { 'TLS certificate': 'CN=example.invalid', note: HOSTILE.script },
  },
  firstReported: row.firstSeen,
  lastReported: row.lastSeen,
  reports: 3 + index * 4,
  withdrawnAt: index === 2 ? ago(300) : null,
  raw: index === 1 ? null : `"${row.firstSeen}","${row.value.slice(0, 400)}","443","${HOSTILE.markup}"`,
})

export const fixtureDetail = (row: IndicatorSummary, all: readonly IndicatorSummary[]): IndicatorDetail => {
  const assertions = row.sources.map((source, index) => assertionOf(row, source, index))
  return {
    ...row,
    defanged: row.value.replaceAll('.', '[.]'),
    stixId: 'indicator--2f1c4a9e-0b57-5d35-9a0e-6f2f6a3f1b2c',
    suppressedSince: row.suppressedBy === null ? null : ago(4_000),
    suppression:
      row.suppressedBy === null
        ? null
        : {
            listId: 'public-resolvers',
            list: row.suppressedBy,
            why: 'It is a resolver that anybody may ask: malware asks it as everybody does.',
            entry: row.value.slice(0, 200),
            since: ago(4_000),
          },
    lists:
      row.suppressedBy === null
        ? [
            {
              listId: 'hetzner',
              list: 'servers rented from Hetzner',
              why: 'It is a server that Hetzner rents out: it had another tenant before, and will have another after.',
              entry: '192.0.2.0/24',
              action: 'note',
            },
          ]
        : [],
    verdicts: [fixtureVerdict(row, {})],
    explanation: explanationOf(row),
    assertions,
    history: assertions.flatMap(({ source, sourceName, statement, raw }, index) =>
      [1, 2, 3].map(step => ({ at: ago(step * 700 + index * 90), source, sourceName, statement, raw })),
    ),
    related: all
      .filter(other => other.id !== row.id && other.threat === row.threat)
      .slice(0, 6)
      .map((indicator, index) => ({ relation: index % 2 === 0 ? 'same /24 network' : 'same host', indicator })),
  }
}
