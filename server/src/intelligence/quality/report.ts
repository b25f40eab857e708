/** The figures that follow from what was counted, each with what it rests on or why it is not known. */
import type {
  MeasuredCost,
  MeasuredShare,
  QualityReport,
  Reliability,
  SourcePair,
  SourceQuality,
  Tlp,
  Unknown,
} from '@keysguard/model'
import type { LeadCounts } from './counts.ts'
import { shareOf, spreadOf, unknown } from './figures.ts'
import { lineup } from './lineup.ts'
import { type Measuring, MOST_COMPARED, type Watched } from './measuring.ts'

/** What its runs came to in the time that is looked at. */
export interface Spent {
  readonly days: number
  readonly runs: number
  readonly bytes: number
  readonly seconds: number
  /** Null where a run did not count them. */
  readonly requests: number | null
}

export interface MeasuredSource {
  readonly id: string
  readonly name: string
  readonly reliability: Reliability
  readonly tlp: Tlp
  readonly dates: 'activity' | 'membership'
  /** 0 for what has no schedule. */
  readonly everyMinutes: number
  readonly spent: Spent
}

export interface Reporting {
  readonly sources: readonly MeasuredSource[]
  readonly watched: readonly Watched[]
  readonly related: (a: number, b: number) => boolean
  readonly measuring: Measuring
  readonly sample: boolean
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tookMs: number
}

export const reportOf = (reporting: Reporting): QualityReport => {
  const { sources, measuring, sample, now, tookMs } = reporting
  const { counts } = measuring
  const overlap = (a: number, b: number): number =>
    (measuring.pair(a, b)?.shared ?? 0) / Math.max(1, Math.min(counts[a]!.volume, counts[b]!.volume))
  const compared = Math.min(MOST_COMPARED, sources.length)
  const order = [...lineup(compared, overlap), ...[...sources.keys()].slice(compared)]
  return {
    at: new Date(now).toISOString(),
    tookMs,
    indicators: measuring.indicators,
    reports: counts.reduce((sum, { volume }) => sum + volume, 0),
    sample,
    sources: order.map(place => qualityOf(reporting, place)),
    pairs: pairsOf(reporting, compared),
  }
}

const pairsOf = ({ sources, watched, related, measuring }: Reporting, compared: number): SourcePair[] => {
  const pairs: SourcePair[] = []
  for (let a = 0; a < compared; a += 1)
    for (let b = a + 1; b < compared; b += 1) {
      const pair = measuring.pair(a, b)
      if (!pair) continue
      const lead = leadOf(pair, noLead(sources[a]!, watched[a]!) ?? noLead(sources[b]!, watched[b]!))
      pairs.push({ a: sources[a]!.id, b: sources[b]!.id, shared: pair.shared, related: related(a, b), ...lead })
    }
  return pairs
}

const qualityOf = ({ sources, watched, measuring }: Reporting, place: number): SourceQuality => {
  const source = sources[place]!
  const counts = measuring.counts[place]!
  const { volume, malicious, benign, knownGood, corroborated } = counts
  const of = (part: number): MeasuredShare => (volume === 0 ? unknown('nothing-reported') : shareOf(part, volume))
  return {
    source: source.id,
    name: source.name,
    reliability: source.reliability,
    tlp: source.tlp,
    everyMinutes: source.everyMinutes,
    volume,
    listed: counts.listed,
    described: counts.described,
    kinds: [...counts.kinds].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count),
    exclusive: of(counts.exclusive),
    active: of(counts.active),
    falsePositives: of(benign + knownGood),
    judged: { malicious, benign, knownGood, corroborated },
    accuracy: {
      verdicts: shareOf(malicious, malicious + benign),
      atLeast: of(malicious + corroborated),
      atMost: of(volume - benign - knownGood),
    },
    corroborated: shareOf(counts.settledCorroborated, counts.settled),
    ...leadOf(counts, noLead(source, watched[place]!)),
    age: spreadOf(counts.age),
    idle: source.dates === 'activity' ? spreadOf(counts.idle) : unknown('dates-of-listing'),
    cost: {
      ...source.spent,
      perActive: costOf(source, counts.active),
      perExclusive: costOf(source, counts.activeExclusive),
    },
  }
}

/** Why it cannot be said of a source when it said something. */
const noLead = ({ everyMinutes }: MeasuredSource, { since }: Watched): Unknown | null =>
  everyMinutes === 0 ? unknown('not-scheduled') : since === null ? unknown('not-watched') : null

const leadOf = (
  { first, later, undecided, lead }: LeadCounts,
  why: Unknown | null,
): Pick<SourceQuality, 'first' | 'undecided' | 'lead'> => ({
  first: why ?? shareOf(first, first + later),
  undecided,
  lead: why ?? spreadOf(lead),
})

const costOf = ({ spent }: MeasuredSource, useful: number): MeasuredCost => {
  if (spent.runs === 0) return unknown('no-runs')
  if (useful === 0) return unknown('none-useful')
  return {
    known: true,
    bytes: spent.bytes / useful,
    seconds: spent.seconds / useful,
    requests: spent.requests === null ? null : spent.requests / useful,
    cases: useful,
  }
}
