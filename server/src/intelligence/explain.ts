/** Why this score: the numbers of Fusion, one term after the other, each starting where the one before ended. */
import { type Explanation, type IndicatorType, THREAT_TYPES, type WaterfallTerm } from '@keysguard/model'
import { decayClass } from './decay.ts'
import { type Evidence, sigmoid, type Weighed, weigh } from './evidence.ts'
import { type Fused, fuse, scoreAt, survivalAt } from './fusion.ts'
import { priorLogOdds } from './prior.ts'
import { gradeLlr, gradePrecision } from './reliability.ts'

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

const priorStep = (type: IndicatorType): Step => ({
  kind: 'prior',
  label: 'Starting point',
  reason: `Of what stands in a feed as this type, ${percent(sigmoid(priorLogOdds(type)))} is taken to be malicious before anybody is weighed (${signed(priorLogOdds(type))}).`,
  source: null,
  weight: priorLogOdds(type),
})

const evidenceStep = ({ evidence, llr, discount }: Weighed): Step => {
  const { source, threat, confidence, listed } = evidence
  const grade = `Grade ${source.reliability} is right in about ${percent(gradePrecision(source.reliability))} of its reports, worth ${signed(gradeLlr(source.reliability))}`
  const stated =
    confidence === null
      ? ''
      : confidence === 0
        ? '; its stated confidence of 0 is no evidence'
        : `, times its stated confidence of ${confidence} %`
  const copied =
    discount < 1 && llr > 0
      ? `, of which ${Number((100 * discount).toPrecision(2))} % counts because it copies from a source above`
      : ''
  const dropped = listed ? '' : ' It has since dropped it from its list, so its date is renewed no more.'
  return {
    kind: 'evidence',
    label: source.name,
    reason: `Reports ${threat === 'unknown' ? 'no kind of threat' : THREAT_TYPES[threat].toLowerCase()}. ${grade}${stated}${copied}.${dropped}`,
    source: source.id,
    weight: llr * discount,
  }
}

const survivalStep = (fused: Fused, weighed: readonly Weighed[], now: number): Step => {
  const { name, halfLifeDays } = decayClass(fused.decayClass)
  const newest = weighed.reduce((latest, one) => (one.evidence.activeAt > latest.evidence.activeAt ? one : latest)).evidence
  const survival = survivalAt(fused, now)
  return {
    kind: 'survival',
    label: 'Still active?',
    reason: `The last evidence of activity is ${age(now - newest.activeAt)} old (${newest.source.name}), and half of the kind “${name}” is gone after ${counted(halfLifeDays, 'day')}; with each date believed as far as its report, ${percent(survival)} remains.`,
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

const UNREPORTED: Step = {
  kind: 'suppressed',
  label: 'Not reported',
  reason:
    'No source says that it is malicious: what they say describes it, and is no evidence. It is kept and found, but has no score.',
  source: null,
  weight: 0,
}

/** Explains the score of one indicator at `now`. The terms run from 0 to the score without a gap. */
export const explain = (
  type: IndicatorType,
  evidence: readonly Evidence[],
  suppressedBy: string | null,
  now: number,
): Explanation => {
  const fused = fuse(type, evidence, suppressedBy !== null)
  const unsuppressed = suppressedBy === null ? fused : fuse(type, evidence, false)
  const weighed = weigh(evidence)
  const terms: WaterfallTerm[] = []
  const lead = (step: Step, to: number): void => {
    terms.push({ ...step, from: terms.at(-1)?.to ?? 0, to })
  }
  let logOdds = priorLogOdds(type)
  lead(priorStep(type), 100 * sigmoid(logOdds))
  for (const one of weighed) {
    logOdds += one.llr * one.discount
    lead(evidenceStep(one), 100 * sigmoid(logOdds))
  }
  if (weighed.every(({ llr }) => llr === 0)) lead(UNREPORTED, 0)
  else lead(survivalStep(fused, weighed, now), scoreAt(unsuppressed, now))
  if (suppressedBy !== null) lead(suppressedStep(suppressedBy), 0)
  const { name, halfLifeDays } = decayClass(fused.decayClass)
  return {
    score: terms.at(-1)?.to ?? 0,
    everMalicious: fused.everMalicious,
    stillActive: survivalAt(fused, now),
    uncertainty: fused.uncertainty,
    conflict: fused.conflict,
    decayClass: name,
    halfLifeDays,
    lastActive: new Date(fused.lastActive).toISOString(),
    expiresAt: fused.expiresAt === null ? null : new Date(fused.expiresAt).toISOString(),
    suppressedBy,
    terms,
  }
}
