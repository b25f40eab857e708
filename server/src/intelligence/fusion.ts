/**
 * Fusion: was it ever malicious, and is it still active? Evidence adds as log-odds over lineage groups (sources that copy one another
 * count once, the copies a little); activity decays by class. See docs/guides/scoring.md for the same with a worked example.
 *
 *   P_ever  = sigmoid(prior + sum over groups of (l1 + rho l2 + rho^2 l3 ...))     l: a source's log-likelihood ratio x its stated confidence
 *   S(t)    = s0 x 2^-((t - lastActive) / h)                                        lastActive = max over sources of (t_s + h log2 precision_s)
 *   Score   = P_ever x S(t),  Risk = Score x severity
 *   rank    = log2(s0 P_ever severity) + lastActive / h                             does not change with time; orders a class by risk for ever
 */
import type { IndicatorType, Reliability, ThreatType } from '@keysguard/model'
import { DECAY_CLASSES, decayClass, decayClassOf } from './decay.ts'
import { gradeLlr, gradeLog2Precision } from './reliability.ts'
import { severityWeight } from './risk.ts'

export interface SourceProfile {
  readonly id: string
  readonly name: string
  readonly reliability: Reliability
  /** Sources of one group copy from one another. */
  readonly lineage: string
  readonly dates: 'activity' | 'membership'
}

/** One source's standing word on an indicator. */
export interface Evidence {
  readonly source: SourceProfile
  readonly threat: ThreatType
  /** 0..100 as stated; null when the source states none. */
  readonly confidence: number | null
  /** Last evidence of activity, milliseconds since 1970, never in the future. */
  readonly activeAt: number
  /** False once a full-set source has dropped it: its word stays, but it opposes those who still list it. */
  readonly listed: boolean
}

export interface Fused {
  readonly everMalicious: number
  readonly logOdds: number
  readonly decayClass: number
  readonly threat: ThreatType
  readonly lastActive: number
  readonly rank: number
  /** When the score falls below ACTIVE_THRESHOLD; null if it is never above. */
  readonly expiresAt: number | null
  readonly uncertainty: number
  readonly conflict: number
}

/** Scores from here on count as active. */
export const ACTIVE_THRESHOLD = 0.2
/** Prior log-odds: what stands in a feed at all is more often than not worth a look, but unproven. */
export const PRIOR_LOG_ODDS = -0.7
/** What the i-th strongest of a lineage group counts is this to the power of i, until overlap has been measured. */
export const LINEAGE_RHO = 0.1
/** Rank of what is suppressed: below everything. */
export const SUPPRESSED_RANK = -1e9

const DAY_MS = 86_400_000
/** Ranks count from here, so that doubles keep milliseconds apart. */
const EPOCH_MS = Date.UTC(2020, 0, 1)

const halfLifeMs = new Float64Array(64)
const log2S0 = new Float64Array(64)
for (const { id, halfLifeDays, s0 } of DECAY_CLASSES) {
  halfLifeMs[id] = halfLifeDays * DAY_MS
  log2S0[id] = Math.log2(s0)
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The weight of one source's word, in log-odds. Never negative: a single source is not a mark against an indicator. */
export const llrOf = (evidence: Evidence): number =>
  gradeLlr(evidence.source.reliability) * (evidence.confidence === null ? 1 : evidence.confidence / 100)

/** One word of a lineage group and what it counts after its discount. */
export interface Weighed {
  readonly evidence: Evidence
  readonly llr: number
  readonly discount: number
}

/** All evidence with its discount, strongest first within and across groups; independent of the order given. */
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

/** Fuses what all sources say of one indicator. `evidence` holds one entry a source, at least one. */
export const fuse = (type: IndicatorType, evidence: readonly Evidence[], suppressed: boolean): Fused => {
  const [first] = evidence
  if (first === undefined) throw new RangeError('there is no evidence to fuse')
  const single = evidence.length === 1
  const weighed = single ? null : weigh(evidence)
  const threat = weighed === null ? first.threat : dominantThreat(weighed)
  const total = weighed === null ? llrOf(first) : weighed.reduce((sum, { llr, discount }) => sum + llr * discount, 0)
  const id = decayClassOf(type, threat)
  const h = halfLifeMs[id]!
  let lastActive = Number.NEGATIVE_INFINITY
  for (const one of evidence) {
    const at = one.activeAt + h * gradeLog2Precision(one.source.reliability)
    if (at > lastActive) lastActive = at
  }
  const logOdds = PRIOR_LOG_ODDS + total
  const everMalicious = sigmoid(logOdds)
  const height = log2S0[id]! + Math.log2(everMalicious)
  const aboveThreshold = height - Math.log2(ACTIVE_THRESHOLD)
  return {
    everMalicious,
    logOdds,
    decayClass: id,
    threat,
    lastActive,
    rank: suppressed ? SUPPRESSED_RANK : height + Math.log2(severityWeight(threat)) + (lastActive - EPOCH_MS) / h,
    expiresAt: suppressed || aboveThreshold <= 0 ? null : Math.round(lastActive + h * aboveThreshold),
    uncertainty: Math.exp(-total / 2),
    conflict: suppressed ? everMalicious : weighed === null ? 0 : conflictOf(weighed),
  }
}

/** The threat with the most evidence behind it; the more severe of two equals. */
const dominantThreat = (weighed: readonly Weighed[]): ThreatType => {
  const support = new Map<ThreatType, number>()
  for (const { evidence, llr, discount } of weighed) {
    if (evidence.threat !== 'unknown') support.set(evidence.threat, (support.get(evidence.threat) ?? 0) + llr * discount)
  }
  let best: ThreatType = 'unknown'
  let most = Number.NEGATIVE_INFINITY
  for (const [threat, sum] of support) {
    if (sum > most || (sum === most && severityWeight(threat) > severityWeight(best))) {
      best = threat
      most = sum
    }
  }
  return best
}

/** How evenly the weight is split between sources that still list it and sources that have dropped it. */
const conflictOf = (weighed: readonly Weighed[]): number => {
  let listed = 0
  let dropped = 0
  for (const { evidence, llr, discount } of weighed) {
    if (evidence.listed) listed += llr * discount
    else dropped += llr * discount
  }
  return listed + dropped === 0 ? 0 : (2 * Math.min(listed, dropped)) / (listed + dropped)
}

/** Share still active at `now`. */
export const survivalAt = ({ decayClass: id, lastActive }: Pick<Fused, 'decayClass' | 'lastActive'>, now: number): number =>
  Math.min(1, 2 ** (log2S0[id]! - (now - lastActive) / halfLifeMs[id]!))

/** Risk 0..100 at `now`, from the stored rank alone. */
export const riskAt = ({ decayClass: id, rank }: Pick<Fused, 'decayClass' | 'rank'>, now: number): number =>
  rank <= SUPPRESSED_RANK ? 0 : Math.min(100, 100 * 2 ** (rank - (now - EPOCH_MS) / halfLifeMs[id]!))

/** Score 0..100 at `now`, from the stored rank and threat. */
export const scoreAt = (fused: Pick<Fused, 'decayClass' | 'rank' | 'threat'>, now: number): number =>
  Math.min(100, riskAt(fused, now) / severityWeight(fused.threat))

/** The rank from which risk is at least `risk` (0..100) at `now`, within one decay class. */
export const rankThreshold = (id: number, risk: number, now: number): number =>
  risk <= 0 ? SUPPRESSED_RANK : Math.log2(risk / 100) + (now - EPOCH_MS) / halfLifeMs[decayClass(id).id]!
