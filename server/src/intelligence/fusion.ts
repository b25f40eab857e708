/**
 * Fusion: was it ever malicious, and is it still active? Evidence of independent sources adds as log-odds (one that copies another counts
 * a little); activity decays by class. docs/guides/scoring.md works an example through.
 *
 *   P_ever  = sigmoid(prior + sum over sources of l x rho of each stronger source it is related to)    l: scoring.ts; rho: evidence.ts
 *   S(t)    = s0 x 2^-((t - lastActive) / h)                                              lastActive: see evidence.ts
 *   Score   = P_ever x S(t),  Risk = Score x severity x relevance
 *   rank    = log2(s0 P_ever severity relevance) + (lastActive - 2020) / h                orders a class by risk for ever
 *
 * What sources only describe (a vulnerability's severity, the context of an event: every confidence is 0) has no score: the prior is a
 * guess about what is reported, and nobody has reported it.
 *
 * The rank is forward decay (Cormode et al., ICDE 2009): risk(t) = 2^(rank - (t - 2020) / h), so nothing is rewritten because time passes.
 */
import type { IndicatorType, ThreatType } from '@keysguard/model'
import { decayClass, decayClassOf } from './decay.ts'
import { type Evidence, lastActiveOf, llrOf, sigmoid, type Weighed, weigh } from './evidence.ts'
import { RELEVANCE, severityWeight } from './risk.ts'
import { classInForce, INITIAL_SCORING, type Scoring, startingPoint } from './scoring.ts'

export type { Evidence, SourceProfile } from './evidence.ts'

export interface Fused {
  /** Probability 0..1. */
  readonly everMalicious: number
  readonly logOdds: number
  /** Id of the decay class. */
  readonly decayClass: number
  /** The dominant threat. */
  readonly threat: ThreatType
  /** Milliseconds since 1970: the moment survival is counted from, at or before the newest date given. */
  readonly lastActive: number
  readonly rank: number
  /** Milliseconds since 1970 when the score falls to ACTIVE_THRESHOLD; null if it has not been above since the newest date. */
  readonly expiresAt: number | null
  /** 0..1, how little evidence there is: e^-(sum of weights / 2). */
  readonly uncertainty: number
  /** 0..1: how evenly the weight is split between those who list it and those who dropped it; P_ever where a benign list opposes it. */
  readonly conflict: number
}

/** Scores above this count as active. */
export const ACTIVE_THRESHOLD = 0.2
/** Rank of what is suppressed, or reported by nobody: below everything. */
export const SUPPRESSED_RANK = -1e9

const DAY_MS = 86_400_000
/** Ranks count from here, so that doubles keep milliseconds apart. */
const EPOCH_MS = Date.UTC(2020, 0, 1)
const LOG2_THRESHOLD = Math.log2(ACTIVE_THRESHOLD)

const halfLifeOf = (id: number): number => decayClass(id).halfLifeDays * DAY_MS

/** What the words of all sources come to, before time and severity enter. */
interface Reading {
  readonly threat: ThreatType
  /** Sum of the discounted weights, in log-odds. */
  readonly total: number
  readonly lastActive: number
  /** The newest date given. */
  readonly newest: number
  readonly conflict: number
}

/** Fuses what all sources say of one indicator. `evidence` holds one entry a source, at least one; `scoring` the figures to do it with. */
export const fuse = (
  type: IndicatorType,
  evidence: readonly Evidence[],
  suppressed: boolean,
  scoring: Scoring = INITIAL_SCORING,
): Fused => {
  const [first] = evidence
  if (first === undefined) throw new RangeError('there is no evidence to fuse')
  const reading = evidence.length === 1 ? readOne(type, first, scoring) : readAll(type, evidence, scoring)
  const { threat, total, lastActive, newest, conflict } = reading
  const base = decayClassOf(type, threat)
  const { id, halfLifeDays, s0 } = classInForce(scoring, base)
  const logOdds = startingPoint(scoring, type, base) + total
  const everMalicious = sigmoid(logOdds)
  const h = halfLifeDays * DAY_MS
  const height = Math.log2(s0 * everMalicious)
  const expiresAt = Math.round(lastActive + h * (height - LOG2_THRESHOLD))
  const unscored = suppressed || total === 0
  return {
    everMalicious,
    logOdds,
    decayClass: id,
    threat,
    lastActive,
    rank: unscored ? SUPPRESSED_RANK : height + Math.log2(severityWeight(threat) * RELEVANCE) + (lastActive - EPOCH_MS) / h,
    expiresAt: unscored || expiresAt <= newest ? null : expiresAt,
    uncertainty: Math.exp(-total / 2),
    conflict: suppressed ? everMalicious : conflict,
  }
}

/** Most indicators have one source: no lists, no sorting. */
const readOne = (type: IndicatorType, only: Evidence, scoring: Scoring): Reading => {
  const { threat, activeAt } = only
  const base = decayClassOf(type, threat)
  const { prior, halfLifeDays } = classInForce(scoring, base)
  const total = llrOf(type, only, scoring)
  const believed = prior === null ? sigmoid(startingPoint(scoring, type, base) + total) : 1
  return { threat, total, lastActive: activeAt + halfLifeDays * DAY_MS * Math.log2(believed), newest: activeAt, conflict: 0 }
}

const readAll = (type: IndicatorType, evidence: readonly Evidence[], scoring: Scoring): Reading => {
  const weighed = weigh(type, evidence, scoring)
  const heard = weighed[0]!.llr > 0 ? weighed.filter(({ llr }) => llr > 0) : weighed
  if (heard.length === 1) return readOne(type, heard[0]!.evidence, scoring)
  let total = 0
  let newest = Number.NEGATIVE_INFINITY
  for (const { evidence: one, llr, discount } of heard) {
    total += llr * discount
    newest = Math.max(newest, one.activeAt)
  }
  const threat = dominantThreat(heard)
  const base = decayClassOf(type, threat)
  const { prior: learnt, halfLifeDays } = classInForce(scoring, base)
  const prior = startingPoint(scoring, type, base)
  const given = learnt === null ? 1 : sigmoid(prior + total)
  const lastActive = lastActiveOf(heard, { prior, given, halfLifeMs: halfLifeDays * DAY_MS, scoring })
  return { threat, total, lastActive, newest, conflict: conflictOf(heard) }
}

/** The threat with the most evidence behind it; the more severe of two equals, then the first in the alphabet. */
const dominantThreat = (heard: readonly Weighed[]): ThreatType => {
  const support = new Map<ThreatType, number>()
  for (const { evidence, llr, discount } of heard) {
    if (evidence.threat !== 'unknown') support.set(evidence.threat, (support.get(evidence.threat) ?? 0) + llr * discount)
  }
  let best: ThreatType = 'unknown'
  let most = Number.NEGATIVE_INFINITY
  for (const [threat, sum] of support) {
    if (sum > most || (sum === most && comesFirst(threat, best))) {
      best = threat
      most = sum
    }
  }
  return best
}

const comesFirst = (a: ThreatType, b: ThreatType): boolean =>
  severityWeight(a) === severityWeight(b) ? a < b : severityWeight(a) > severityWeight(b)

const conflictOf = (heard: readonly Weighed[]): number => {
  let listed = 0
  let dropped = 0
  for (const { evidence, llr, discount } of heard) {
    if (evidence.listed) listed += llr * discount
    else dropped += llr * discount
  }
  return listed + dropped === 0 ? 0 : (2 * Math.min(listed, dropped)) / (listed + dropped)
}

/** Share still active at `now`, 0..1. */
export const survivalAt = ({ decayClass: id, lastActive }: Pick<Fused, 'decayClass' | 'lastActive'>, now: number): number =>
  Math.min(1, decayClass(id).s0 * 2 ** (-(now - lastActive) / halfLifeOf(id)))

/** Risk 0..100 at `now`, from the stored rank alone. */
export const riskAt = ({ decayClass: id, rank }: Pick<Fused, 'decayClass' | 'rank'>, now: number): number =>
  rank <= SUPPRESSED_RANK ? 0 : Math.min(100, 100 * 2 ** (rank - (now - EPOCH_MS) / halfLifeOf(id)))

/** Score 0..100 at `now`, from the stored rank and threat; `weight` is what severity and relevance make of it where they were appraised. */
export const scoreAt = (
  { decayClass: id, rank, threat }: Pick<Fused, 'decayClass' | 'rank' | 'threat'>,
  now: number,
  weight = severityWeight(threat) * RELEVANCE,
): number => (rank <= SUPPRESSED_RANK ? 0 : Math.min(100, (100 * 2 ** (rank - (now - EPOCH_MS) / halfLifeOf(id))) / weight))

/** The rank and the end of what is weighed otherwise than by fusion alone. */
export const ranked = (
  id: number,
  everMalicious: number,
  lastActive: number,
  weight: number,
): Pick<Fused, 'rank' | 'expiresAt'> => {
  const height = Math.log2(decayClass(id).s0 * everMalicious)
  const expiresAt = Math.round(lastActive + halfLifeOf(id) * (height - LOG2_THRESHOLD))
  return {
    rank: height + Math.log2(weight) + (lastActive - EPOCH_MS) / halfLifeOf(id),
    expiresAt: expiresAt <= lastActive ? null : expiresAt,
  }
}

/** The rank from which risk is at least `risk` (0..100) at `now`, within one decay class. */
export const rankThreshold = (id: number, risk: number, now: number): number =>
  risk <= 0 ? SUPPRESSED_RANK : Math.log2(risk / 100) + (now - EPOCH_MS) / halfLifeOf(id)
