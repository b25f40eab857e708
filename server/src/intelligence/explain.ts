/** Why this score: the numbers of Fusion, one term after the other, each starting where the one before ended. */
import {
  type Explanation,
  type IndicatorType,
  type RiskExplanation,
  type RiskTerm,
  severityOf,
  THREAT_TYPES,
  type WaterfallTerm,
} from '@keysguard/model'
import { type Appraisal, temper, weightOf } from './appraise.ts'
import { decayClassOf } from './decay.ts'
import { type Evidence, sigmoid, type Weighed, weigh } from './evidence.ts'
import { type Fused, fuse, scoreAt, survivalAt } from './fusion.ts'
import { gradePrecision } from './reliability.ts'
import { NEUTRAL_RELEVANCE, severityWeight } from './risk.ts'
import { classInForce, INITIAL_SCORING, type Scoring, type ScoringClass, startingPoint, wordLlr } from './scoring.ts'
import { severityOfSaid } from './severity.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const percent = (share: number): string => `${Math.round(100 * share)} %`
const signed = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
const age = (ms: number): string =>
  ms < HOUR_MS
    ? 'less than an hour'
    : ms < 2 * DAY_MS
      ? counted(Math.round(ms / HOUR_MS), 'hour')
      : counted(Math.round(ms / DAY_MS), 'day')

/** A term without the levels it leads from and to. */
type Step = Omit<WaterfallTerm, 'from' | 'to'>

const priorStep = (weight: number, { prior }: ScoringClass): Step => ({
  kind: 'prior',
  label: 'Starting point',
  reason:
    prior === null
      ? `Of what stands in a feed as this type, ${percent(sigmoid(weight))} is taken to be malicious before anybody is weighed (${signed(weight)}).`
      : `Of this kind, ${percent(sigmoid(weight))} would be malicious without anybody's word, as learnt from how reports overlap (${signed(weight)}).`,
  source: null,
  weight,
})

/** What a source has proved to be right in, or what its grade stands for. */
const standingOf = (type: IndicatorType, { source, threat }: Evidence, scoring: Scoring): string => {
  const base = decayClassOf(type, threat)
  const learnt = scoring.sources.get(source.id)
  const worth = learnt?.reliability === null ? learnt.worth[base] : undefined
  const full = signed(wordLlr(scoring, type, base, source, null))
  if (worth !== undefined)
    return `It has been right in about ${percent(worth.precision)} of ${worth.reports} reports of this kind (grade ${source.reliability} is where learning began), worth ${full}`
  const grade = learnt?.reliability ?? source.reliability
  const set = learnt?.reliability == null ? '' : ' (set here)'
  return `Grade ${grade}${set} is right in about ${percent(gradePrecision(grade))} of its reports, worth ${full}`
}

const statedAs = (type: IndicatorType, evidence: Evidence, scoring: Scoring): string => {
  const { source, threat, confidence } = evidence
  if (confidence === null) return ''
  if (confidence === 0) return '; its stated confidence of 0 is no evidence'
  const learnt = scoring.sources.get(source.id)
  if (learnt?.reliability !== null || learnt.worth[decayClassOf(type, threat)] === undefined)
    return `, times its stated confidence of ${confidence} %`
  return learnt.confidence === null
    ? `; its stated confidence of ${confidence} % has proved to tell nothing`
    : `, and with its stated confidence of ${confidence} % (${Math.round(learnt.confidence.middle)} % is usual) ${signed(wordLlr(scoring, type, decayClassOf(type, threat), source, confidence))}`
}

const evidenceStep = (type: IndicatorType, { evidence, llr, discount }: Weighed, scoring: Scoring): Step => {
  const { source, threat, listed } = evidence
  const copied =
    discount < 1 && llr > 0
      ? `, of which ${Number((100 * discount).toPrecision(2))} % counts because it copies from a source above`
      : ''
  const dropped = listed ? '' : ' It has since dropped it from its list, so its date is renewed no more.'
  return {
    kind: 'evidence',
    label: source.name,
    reason: `Reports ${threat === 'unknown' ? 'no kind of threat' : THREAT_TYPES[threat].toLowerCase()}. ${standingOf(type, evidence, scoring)}${statedAs(type, evidence, scoring)}${copied}.${dropped}`,
    source: source.id,
    weight: llr * discount,
  }
}

const survivalStep = (fused: Fused, { name, halfLifeDays, s0 }: ScoringClass, weighed: readonly Weighed[], now: number): Step => {
  const newest = weighed.reduce((latest, one) => (one.evidence.activeAt > latest.evidence.activeAt ? one : latest)).evidence
  const survival = survivalAt(fused, now)
  return {
    kind: 'survival',
    label: 'Still active?',
    reason: `The last evidence of activity is ${age(now - newest.activeAt)} old (${newest.source.name}), and half of the kind “${name}” is gone after ${counted(Number(halfLifeDays.toPrecision(2)), 'day')}${s0 < 1 ? `, and ${percent(1 - s0)} at once` : ''}; with each date believed as far as its report, ${percent(survival)} remains.`,
    source: null,
    weight: survival,
  }
}

const suppressedStep = (list: string): Step => ({
  kind: 'suppressed',
  label: 'Suppressed',
  reason: `It is on a list of what is hardly ever malicious (${list}): kept and found, but scored 0 and never routed out.`,
  source: null,
  weight: 0,
})

const benignStep = ({ label, input, value }: RiskTerm): Step => ({
  kind: 'benign',
  label,
  reason: `It is on a list of what is mostly harmless (${label}: ${input}), which counts against it (${signed(value)}).`,
  source: null,
  weight: value,
})

const VERDICT: Step = {
  kind: 'verdict',
  label: 'Verdict of an analyst',
  reason: 'An analyst says that it is malicious: that wins over all evidence, and counts as activity on the day it was said.',
  source: null,
  weight: 0,
}

const scoreNow = (fused: Fused, appraisal: Appraisal | null, now: number): number =>
  appraisal === null ? scoreAt(fused, now) : scoreAt(fused, now, weightOf(appraisal, fused.threat))

/** Risk with each term, its input and its source: what stands in the rank, in numbers. */
const riskOf = (type: IndicatorType, { threat }: Fused, appraisal: Appraisal | null, score: number): RiskExplanation => {
  const severity = appraisal?.severity ?? severityWeight(threat)
  const relevance = appraisal?.relevance ?? NEUTRAL_RELEVANCE
  const risk = Math.min(100, (score * severity * relevance) / NEUTRAL_RELEVANCE)
  return {
    risk,
    severity,
    relevance,
    neutralRelevance: NEUTRAL_RELEVANCE,
    band: severityOf(risk),
    terms: [...(appraisal?.terms ?? [severityOfSaid(type, threat, [])])],
  }
}

const UNREPORTED: Step = {
  kind: 'suppressed',
  label: 'Not reported',
  reason:
    'No source says that it is malicious: what they say describes it, and is no evidence. It is kept and found, but has no score.',
  source: null,
  weight: 0,
}

export interface Scored {
  readonly type: IndicatorType
  readonly evidence: readonly Evidence[]
  /** The list it is on, if that suppresses it. */
  readonly suppressedBy: string | null
  readonly appraisal: Appraisal | null
}

/** Explains the score of one indicator at `now`. The terms run from 0 to the score without a gap. */
export const explain = (
  { type, evidence, suppressedBy, appraisal }: Scored,
  now: number,
  scoring: Scoring = INITIAL_SCORING,
): Explanation => {
  const tempered = (one: Fused): Fused => (appraisal === null ? one : temper(one, appraisal))
  const fused = tempered(fuse(type, evidence, suppressedBy !== null, scoring))
  const unsuppressed = suppressedBy === null ? fused : tempered(fuse(type, evidence, false, scoring))
  const weighed = weigh(type, evidence, scoring)
  const base = decayClassOf(type, fused.threat)
  const inForce = classInForce(scoring, base)
  const terms: WaterfallTerm[] = []
  const lead = (step: Step, to: number): void => {
    terms.push({ ...step, from: terms.at(-1)?.to ?? 0, to })
  }
  let logOdds = startingPoint(scoring, type, base)
  lead(priorStep(logOdds, inForce), 100 * sigmoid(logOdds))
  for (const one of weighed) {
    logOdds += one.llr * one.discount
    lead(evidenceStep(type, one, scoring), 100 * sigmoid(logOdds))
  }
  for (const term of appraisal?.terms.filter(({ kind }) => kind === 'benign') ?? []) {
    logOdds += term.value
    lead(benignStep(term), 100 * sigmoid(logOdds))
  }
  const isMalicious = appraisal?.verdict?.verdict === 'malicious'
  if (isMalicious) lead(VERDICT, 100 * unsuppressed.everMalicious)
  if (!isMalicious && weighed.every(({ llr }) => llr === 0)) lead(UNREPORTED, 0)
  else lead(survivalStep(fused, inForce, weighed, now), scoreNow(unsuppressed, appraisal, now))
  if (suppressedBy !== null) lead(suppressedStep(suppressedBy), 0)
  return {
    score: terms.at(-1)?.to ?? 0,
    everMalicious: fused.everMalicious,
    stillActive: survivalAt(fused, now),
    uncertainty: fused.uncertainty,
    conflict: fused.conflict,
    decayClass: inForce.name,
    halfLifeDays: inForce.halfLifeDays,
    lastActive: new Date(fused.lastActive).toISOString(),
    expiresAt: fused.expiresAt === null ? null : new Date(fused.expiresAt).toISOString(),
    suppressedBy,
    terms,
    risk: riskOf(type, fused, appraisal, terms.at(-1)?.to ?? 0),
  }
}
