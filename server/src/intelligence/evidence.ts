/** What sources say of one indicator, and how much each word counts. */
import type { IndicatorType, Reliability, ThreatType } from '@keysguard/model'
import { decayClassOf } from './decay.ts'
import { type Scoring, wordLlr } from './scoring.ts'

export interface SourceProfile {
  readonly id: string
  readonly name: string
  readonly reliability: Reliability
  /** Its own id and those of all sources it copies from: two that share one of these are not independent. */
  readonly lineage: readonly string[]
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

/** What a word counts for each stronger one it is related to, until overlap has been measured; 0 would be a pure copy. */
export const LINEAGE_RHO = 0.1

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The weight of one word by itself, in log-odds: by who says it, of what kind, how surely. */
export const llrOf = (type: IndicatorType, { source, threat, confidence }: Evidence, scoring: Scoring): number =>
  wordLlr(scoring, type, decayClassOf(type, threat), source, confidence)

/**
 * What the weaker of two words counts beside the stronger: 1 where they are independent, less where one source copies from the other, or
 * both from a third. Two origins of one aggregate are independent: each saw for itself.
 */
export const shareBeside = (a: SourceProfile, b: SourceProfile, { sources }: Scoring): number => {
  if (sources.size === 0) return a.lineage.some(id => b.lineage.includes(id)) ? LINEAGE_RHO : 1
  const fromA = sources.get(a.id)?.copies
  const fromB = sources.get(b.id)?.copies
  const measured = fromA?.get(b.id) ?? fromB?.get(a.id)
  if (measured !== undefined) return measured
  const drawsOn = (profile: SourceProfile, copies: typeof fromA, id: string): boolean =>
    profile.lineage.includes(id) || copies?.has(id) === true
  for (const id of a.lineage)
    if (drawsOn(b, fromB, id)) return Math.max(fromA?.get(id) ?? LINEAGE_RHO, fromB?.get(id) ?? LINEAGE_RHO)
  if (fromA) for (const [id, rho] of fromA) if (drawsOn(b, fromB, id)) return Math.max(rho, fromB?.get(id) ?? LINEAGE_RHO)
  return 1
}

/** Strongest first; of equals those that copy least, then by name. */
const strongestFirst = (a: Omit<Weighed, 'discount'>, b: Omit<Weighed, 'discount'>): number =>
  b.llr - a.llr ||
  a.evidence.source.lineage.length - b.evidence.source.lineage.length ||
  (a.evidence.source.id < b.evidence.source.id ? -1 : 1)

/** All words with their discount, strongest first; the same whatever order they come in. */
export const weigh = (type: IndicatorType, evidence: readonly Evidence[], scoring: Scoring): readonly Weighed[] => {
  const sorted = evidence.map(one => ({ evidence: one, llr: llrOf(type, one, scoring) })).sort(strongestFirst)
  return sorted.map((word, index) => {
    let discount = 1
    for (let stronger = 0; stronger < index; stronger += 1)
      discount *= shareBeside(sorted[stronger]!.evidence.source, word.evidence.source, scoring)
    return { ...word, discount }
  })
}

/**
 * The moment from which survival is counted. A date is believed as far as its report is: with chance p that the report is right, the
 * thing was as active at t as one that was surely active at t + h log2 p. Where several independent sources agree that it was active at
 * or after t, p is the chance that at least one of them is right. Where that chance has been learnt, it is taken of what is malicious
 * (p / P): the only report of a thing stands or falls with it. Grades are not measured, and are taken with the caution of p alone. The
 * best of these moments counts; moving all dates moves it alike, so the order of ranks stays free of time.
 */
export const lastActiveOf = (weighed: readonly Weighed[], { prior, given, halfLifeMs, scoring }: Belief): number => {
  const latestFirst = [...weighed].sort((a, b) => b.evidence.activeAt - a.evidence.activeAt)
  let voices: readonly Voice[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const { evidence, llr } of latestFirst) {
    voices = hear(voices, { source: evidence.source, right: sigmoid(prior + llr) }, scoring)
    const believed = Math.min(1, (1 - allWrong(voices)) / given)
    last = Math.max(last, evidence.activeAt + halfLifeMs * Math.log2(believed))
  }
  return last
}

/** What dates are believed by. */
interface Belief {
  /** Log-odds before anybody is weighed. */
  readonly prior: number
  /** Probability that the chances of the reports are taken of: 1, or that it was ever malicious. */
  readonly given: number
  readonly halfLifeMs: number
  readonly scoring: Scoring
}

/** A source and the chance that it is right. */
interface Voice {
  readonly source: SourceProfile
  readonly right: number
}

const allWrong = (voices: readonly Voice[]): number => voices.reduce((chance, { right }) => chance * (1 - right), 1)

/** Adds a voice to independent ones; it stands for those it is related to only if it is worth more than they are together. */
const hear = (voices: readonly Voice[], voice: Voice, scoring: Scoring): readonly Voice[] => {
  const kin = voices.filter(({ source }) => shareBeside(source, voice.source, scoring) < 1)
  if (kin.length === 0) return [...voices, voice]
  return voice.right > 1 - allWrong(kin) ? [...voices.filter(other => !kin.includes(other)), voice] : voices
}
