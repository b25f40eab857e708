/** What the fixture's sources are worth: made up, some of it not known. */
import type { MeasuredShare, MeasuredSpread, QualityReport, SourceCard, SourcePair, SourceQuality } from '@keysguard/model'
import { detailOf } from '../../server/src/intelligence/quality/beside.ts'
import { shareOf, unknown } from '../../server/src/intelligence/quality/figures.ts'
import { ago } from './fixture-sources.ts'

const DAY = 86_400

const leadAt = (index: number): MeasuredSpread =>
  index % 7 === 6
    ? unknown('not-watched')
    : {
        known: true,
        q1: (4 - index) * 6_000 - DAY / 3,
        median: (4 - index) * 9_000,
        q3: (4 - index) * 9_000 + DAY * (1 + (index % 3)),
        cases: 40 + index,
      }

const firstAt = (index: number): MeasuredShare =>
  index % 7 === 6 ? unknown('not-watched') : shareOf(5 + ((index * 31) % 70), 80)

const qualityOf = (card: SourceCard, index: number): SourceQuality => {
  const volume = card.indicators
  const share = (of: number): MeasuredShare => shareOf(Math.round(volume * of), volume)
  return {
    source: card.id,
    name: card.name,
    reliability: card.reliability,
    tlp: card.tlp,
    everyMinutes: card.everyMinutes,
    volume,
    listed: Math.round(volume * 0.9),
    described: index === 0 ? 1_400 : 0,
    kinds: [{ type: index === 0 ? 'cve' : 'ipv4', count: volume }],
    exclusive: share(0.95 - ((index * 17) % 80) / 100),
    active: share(((index * 29) % 90) / 100),
    falsePositives: share(0.004 * (index % 5)),
    judged: {
      malicious: index,
      benign: 1,
      knownGood: Math.round(volume * 0.004 * (index % 5)),
      corroborated: Math.round(volume / 9),
    },
    accuracy: {
      verdicts: index > 20 ? shareOf(index, index + 1) : unknown('too-few', index + 1),
      atLeast: share(0.11),
      atMost: share(0.98),
    },
    corroborated: share(0.12),
    first: firstAt(index),
    undecided: index,
    lead: leadAt(index),
    age: { known: true, q1: 3 * DAY, median: (20 + index) * DAY, q3: 90 * DAY, cases: volume },
    idle: index % 4 === 3 ? unknown('dates-of-listing') : { known: true, q1: DAY, median: 9 * DAY, q3: 40 * DAY, cases: volume },
    cost: {
      days: 30,
      runs: 700,
      bytes: 120_000_000,
      seconds: 900,
      requests: 700,
      perActive: { known: true, bytes: 3_000 + index * 911, seconds: 0.02, requests: 0.016, cases: 400 },
      perExclusive: unknown('none-useful'),
    },
  }
}

const pairsOf = (sources: readonly SourceQuality[]): SourcePair[] =>
  sources.flatMap((a, one) =>
    sources.slice(one + 1).flatMap((b, step): SourcePair[] => {
      const near = step === 0 && one % 4 === 0
      if (a.kinds[0]?.type !== b.kinds[0]?.type || (!near && (one * 7 + step * 3) % 4 === 0)) return []
      const shared = Math.round(Math.min(a.volume, b.volume) * (near ? 0.92 : ((one * 13 + step * 5) % 30) / 100))
      return [
        {
          a: a.source,
          b: b.source,
          shared,
          related: near,
          first: firstAt(one + step),
          undecided: step,
          lead: leadAt(one + step),
        },
      ]
    }),
  )

export const fixtureQuality = (cards: readonly SourceCard[]): QualityReport => {
  const sources = cards.filter(({ indicators }) => indicators > 0).map(qualityOf)
  const reports = sources.reduce((sum, { volume }) => sum + volume, 0)
  return {
    at: ago(12),
    tookMs: 900,
    indicators: Math.round(reports * 0.8),
    reports,
    sample: false,
    sources,
    pairs: pairsOf(sources),
  }
}

export const fixtureQualityOf = (cards: readonly SourceCard[], id: string) => detailOf(fixtureQuality(cards), id)
