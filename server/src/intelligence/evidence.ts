/** What sources say of one indicator, and how much each word counts. */
import type { IndicatorType, Reliability, ThreatType } from '@keysguard/model'
import { priorLogOdds } from './prior.ts'
import { gradeLlr } from './reliability.ts'

export interface SourceProfile {
  readonly id: string
  readonly name: string
  readonly reliability: Reliability
  /** Sources of one group copy from one another. */
  readonly lineage: string
  /** Whether its dates say when the thing was active, or only since when it is listed. */
  readonly dates: 'activity' | 'membership'
}

/** One source's standing word on an indicator. */
export interface Evidence {
  readonly source: SourceProfile
  readonly threat: ThreatType
  /** 0..100 as stated; 0 is no evidence, null lets the source's grade speak alone. */
  readonly confidence: number | null
  /** Last evidence of activity, milliseconds since 1970, never in the future. */
  readonly activeAt: number
  /** False once a full-set source has dropped it: its word stays as it was, but `activeAt` is renewed no more. */
  readonly listed: boolean
}

/** One word and what it counts: `llr x discount` log-odds. */
export interface Weighed {
  readonly evidence: Evidence
  readonly llr: number
  readonly discount: number
}

/** What the i-th strongest word of a lineage group counts is this to the power of i, until overlap has been measured. */
export const LINEAGE_RHO = 0.1

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The weight of one word by itself, in log-odds. Never negative: a single source is not a mark against an indicator. */
export const llrOf = ({ source, confidence }: Evidence): number =>
  confidence === null ? gradeLlr(source.reliability) : gradeLlr(source.reliability) * (confidence / 100)

/** All words with their discount, strongest first; the same whatever order they come in. */
export const weigh = (evidence: readonly Evidence[]): readonly Weighed[] => {
  const sorted = evidence
    .map(one => ({ one, llr: llrOf(one) }))
    .sort((a, b) => b.llr - a.llr || (a.one.source.id < b.one.source.id ? -1 : 1))
  const seen = new Map<string, number>()
  return sorted.map(({ one, llr }) => {
    const place = seen.get(one.source.lineage) ?? 0
    seen.set(one.source.lineage, place + 1)
    return { evidence: one, llr, discount: LINEAGE_RHO ** place }
  })
}

/**
 * The moment from which survival is counted. A date is believed as far as its report is: with chance p that the report is right, the
 * thing was as active at t as one that was surely active at t + h log2 p. Where several independent groups agree that it was active at
 * or after t, p is the chance that at least one of them is right. The best of these moments counts; moving all dates moves it alike,
 * so the order of ranks stays free of time.
 */
export const lastActiveOf = (type: IndicatorType, weighed: readonly Weighed[], halfLifeMs: number): number => {
  const prior = priorLogOdds(type)
  const latestFirst = [...weighed].sort((a, b) => b.evidence.activeAt - a.evidence.activeAt)
  const rightOf = new Map<string, number>()
  let allWrong = 1
  let last = Number.NEGATIVE_INFINITY
  for (const { evidence, llr } of latestFirst) {
    const right = sigmoid(prior + llr)
    const before = rightOf.get(evidence.source.lineage) ?? 0
    if (right > before) {
      allWrong *= (1 - right) / (1 - before)
      rightOf.set(evidence.source.lineage, right)
    }
    last = Math.max(last, evidence.activeAt + halfLifeMs * Math.log2(1 - allWrong))
  }
  return last
}
