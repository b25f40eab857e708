/**
 * Counts everything that is measured of the sources in one pass over what they reported. What one source alone reports comes counted
 * already (it is exclusive, and in no pair); of the rest each indicator comes once, with all who reported it.
 */
import type { IndicatorType } from '@keysguard/model'
import { countLead, newCounts, newLead, type PairCounts, type SourceCounts } from './counts.ts'

const DAY = 86_400
/** A younger report has had no time to be made by others too: seconds. */
export const SETTLED_AFTER = 7 * DAY
/** Pairs are counted among so many sources, the largest: some 2.5 KB a pair. */
export const MOST_COMPARED = 150

/** What is known of an indicator, whoever reports it. */
export interface Subject {
  readonly type: IndicatorType
  readonly verdict: 'malicious' | 'benign' | null
  /** Hit by a list of the harmless, or an asset of one's own. */
  readonly knownGood: boolean
  readonly active: boolean
}

/** One source's word; times in seconds since 1970. */
export interface Report {
  /** Place of the source. */
  readonly source: number
  readonly firstAt: number
  readonly activeAt: number
  readonly listed: boolean
  /** It only describes it: its confidence is 0. */
  readonly described: boolean
}

/** Reports of one source alone, `n` that are alike. */
export interface SoleReports extends Subject {
  readonly source: number
  readonly listed: boolean
  readonly described: boolean
  readonly settled: boolean
  readonly n: number
}

export interface Watched {
  /** When it had first come in whole: what it reported until then may have been on its list for years. Null: never, or it has no schedule. Seconds. */
  readonly since: number | null
  /** How often it is read: seconds. */
  readonly every: number
}

export interface MeasuringOptions {
  readonly watched: readonly Watched[]
  /** Whether the words of two sources are not independent. */
  readonly related: (a: number, b: number) => boolean
  /** Seconds since 1970. */
  readonly now: number
}

export class Measuring {
  readonly counts: readonly SourceCounts[]
  /** By the places of both, the lower one first. */
  readonly #pairs = new Array<PairCounts | undefined>(MOST_COMPARED ** 2).fill(undefined)
  readonly #options: MeasuringOptions
  #indicators = 0

  constructor(options: MeasuringOptions) {
    this.#options = options
    this.counts = options.watched.map(newCounts)
  }

  /** Indicators that somebody reports. */
  get indicators(): number {
    return this.#indicators
  }

  /** The pair of `a` and `b`, the lower place first, if they share anything. */
  pair(a: number, b: number): PairCounts | undefined {
    return b < MOST_COMPARED ? this.#pairs[a * MOST_COMPARED + b] : undefined
  }

  addSole(reports: SoleReports): void {
    const counts = this.counts[reports.source]!
    const { n } = reports
    if (reports.described) {
      counts.described += n
      return
    }
    this.#indicators += n
    countReports(counts, reports, n)
    countExclusive(counts, reports, n)
    if (reports.listed) counts.listed += n
    if (reports.settled) counts.settled += n
    judge(counts, reports, false, n)
  }

  /** Ages of the same, in buckets. */
  addAges(source: number, of: 'age' | 'idle', bucket: number, n: number): void {
    this.counts[source]![of].addBucket(bucket, n)
  }

  /** Every source at most once. */
  addIndicator(subject: Subject, all: readonly Report[]): void {
    const reports = all.some(({ described }) => described) ? this.#heard(all) : all
    if (reports.length === 0) return
    this.#indicators += 1
    for (const report of reports) this.#addReport(subject, report, reports)
    if (reports.length === 1) countExclusive(this.counts[reports[0]!.source]!, subject, 1)
    else this.#addPairs(reports)
  }

  #heard(all: readonly Report[]): readonly Report[] {
    return all.filter(({ source, described }) => {
      if (described) this.counts[source]!.described += 1
      return !described
    })
  }

  #addReport(subject: Subject, report: Report, all: readonly Report[]): void {
    const { now } = this.#options
    const counts = this.counts[report.source]!
    countReports(counts, subject, 1)
    if (report.listed) counts.listed += 1
    counts.age.add(Math.max(0, now - report.firstAt))
    counts.idle.add(Math.max(0, now - report.activeAt))
    const corroborated = all.some(other => this.#corroborates(report, other))
    if (report.firstAt <= now - SETTLED_AFTER) {
      counts.settled += 1
      if (corroborated) counts.settledCorroborated += 1
    }
    judge(counts, subject, corroborated, 1)
    this.#addLead(counts, report, all)
  }

  /** Another that does not copy it, and had been watched without it, came to say the same. */
  #corroborates(report: Report, other: Report): boolean {
    const { since } = this.#options.watched[other.source]!
    return (
      other.firstAt > report.firstAt &&
      since !== null &&
      other.firstAt > since &&
      !this.#options.related(report.source, other.source)
    )
  }

  /** Over the first of the others. */
  #addLead(counts: SourceCounts, report: Report, all: readonly Report[]): void {
    let earliest: Report | null = null
    for (const other of all)
      if (other !== report && this.#comparable(report, other) && (earliest === null || other.firstAt < earliest.firstAt))
        earliest = other
    if (earliest !== null) countLead(counts, earliest.firstAt - report.firstAt, this.#resolution(report, earliest))
  }

  #addPairs(reports: readonly Report[]): void {
    for (let first = 0; first < reports.length; first += 1)
      for (let second = first + 1; second < reports.length; second += 1) {
        const one = reports[first]!
        const other = reports[second]!
        if (one.source < other.source) this.#addPair(one, other)
        else this.#addPair(other, one)
      }
  }

  #addPair(a: Report, b: Report): void {
    if (b.source >= MOST_COMPARED) return
    const place = a.source * MOST_COMPARED + b.source
    let pair = this.#pairs[place]
    if (pair === undefined) {
      pair = { ...newLead(), shared: 0 }
      this.#pairs[place] = pair
    }
    pair.shared += 1
    if (this.#comparable(a, b)) countLead(pair, b.firstAt - a.firstAt, this.#resolution(a, b))
  }

  /** Both were being watched when either reported it. */
  #comparable(a: Report, b: Report): boolean {
    const { watched } = this.#options
    const sinceA = watched[a.source]!.since
    const sinceB = watched[b.source]!.since
    return sinceA !== null && sinceB !== null && Math.min(a.firstAt, b.firstAt) > Math.max(sinceA, sinceB)
  }

  #resolution(a: Report, b: Report): number {
    const { watched } = this.#options
    return Math.max(watched[a.source]!.every, watched[b.source]!.every)
  }
}

const countReports = (counts: SourceCounts, { type, active }: Subject, n: number): void => {
  counts.volume += n
  counts.kinds.set(type, (counts.kinds.get(type) ?? 0) + n)
  if (active) counts.active += n
}

const countExclusive = (counts: SourceCounts, { active }: Subject, n: number): void => {
  counts.exclusive += n
  if (active) counts.activeExclusive += n
}

/** What is surest counts: a verdict, then a list of the harmless, then that others came to say the same. */
const judge = (counts: SourceCounts, { verdict, knownGood }: Subject, corroborated: boolean, n: number): void => {
  if (verdict !== null) counts[verdict] += n
  else if (knownGood) counts.knownGood += n
  else if (corroborated) counts.corroborated += n
}
