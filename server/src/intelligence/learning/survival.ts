/**
 * How long things stay active, refitted per decay class by maximum a posteriori: from cases that somebody looked at (active or not), and from
 * the gaps between reports: whether anything more was heard within a while of a moment falls, with the silence before that moment, as the
 * share still active does. Both are explained by Fusion's own S(t); the table in decay.ts is the prior.
 */
import type { IndicatorType } from '@keysguard/model'
import type { Evidence } from '../evidence.ts'
import { fuse } from '../fusion.ts'
import { classInForce, type Scoring, type ScoringClass } from '../scoring.ts'
import type { Case, Steps } from './cases.ts'

export interface LearntSurvival {
  readonly halfLifeDays: number
  readonly s0: number
  /** Cases that somebody looked at, and moments between reports, that it was learnt from. */
  readonly looked: number
  readonly gaps: number
}

const DAY_MS = 86_400_000
/** Half-lives tried: the table's, 16 times shorter to 16 times longer, in steps of a quarter of a doubling. */
const STEPS = 16
const STEP = 0.25
const SHARES = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
/** P(heard of again | active): not known, and fitted beside. */
const HEARD = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
/** Spread of the prior, in doublings of the half-life and in share. */
const HALF_LIFE_SPREAD = 1.5
const SHARE_SPREAD = 0.2
/** More is not needed for two figures. */
const MOST_LOOKED = 1_500
const MOST_GAPS = 1_500
/** Gaps of one indicator hang together, and only stand for what is looked for: all of them weigh as much as so many cases looked at. */
const GAPS_WEIGH = 60
/** Moments to look back to, in half-lives of the table. */
const MOMENTS = [1, 2, 3]

interface Sight {
  readonly type: IndicatorType
  readonly evidence: readonly Evidence[]
  readonly at: number
  readonly active: boolean
}

const sightsOf = (cases: readonly Case[], now: number): readonly Sight[] =>
  cases.flatMap(({ type, reports, label }) =>
    label !== null && label.active !== null
      ? [{ type, evidence: reports.map(({ evidence }) => evidence), at: now, active: label.malicious && label.active }]
      : [],
  )

/** What was known of a case at a moment, and whether more was heard within `withinMs`; null if nothing was known yet. */
const gapAt = ({ type, reports }: Case, at: number, withinMs: number): Sight | null => {
  const evidence = reports.flatMap(report => {
    const activeAt = report.activity.findLast(time => time <= at)
    return activeAt === undefined || report.firstAt > at ? [] : [{ ...report.evidence, activeAt }]
  })
  if (evidence.length === 0) return null
  const active = reports.some(
    report => report.evidence.source.dates === 'activity' && report.activity.some(time => time > at && time <= at + withinMs),
  )
  return { type, evidence, at, active }
}

const gapsOf = (cases: readonly Case[], { halfLifeDays }: ScoringClass, now: number): readonly Sight[] => {
  const withinMs = halfLifeDays * DAY_MS
  const every = Math.max(1, Math.ceil((cases.length * MOMENTS.length) / MOST_GAPS))
  return cases
    .filter((_, index) => index % every === 0)
    .flatMap(one => MOMENTS.flatMap(back => gapAt(one, now - back * withinMs, withinMs) ?? []))
}

const logOf = (p: number, happened: boolean): number => Math.log(Math.min(0.999, Math.max(0.001, happened ? p : 1 - p)))

/** S(t) before s0, and P_ever, of each sight under a half-life; P_ever does not depend on it. */
const readings = (sights: readonly Sight[], base: number, halfLifeDays: number, scoring: Scoring) => {
  const classes = [...scoring.classes]
  classes[base] = { ...classInForce(scoring, base), halfLifeDays }
  const trial = { ...scoring, classes }
  return sights.map(({ type, evidence, at, active }) => {
    const { everMalicious, lastActive } = fuse(type, evidence, false, trial)
    return { everMalicious, left: 2 ** (-(at - lastActive) / (halfLifeDays * DAY_MS)), active }
  })
}

/** Refits one class over its cases; `scoring` says what words are worth. Null where nothing speaks for other figures. */
export function* learnSurvival(
  cases: readonly Case[],
  base: number,
  scoring: Scoring,
  now: number,
): Steps<LearntSurvival | null> {
  const prior = classInForce(scoring, base)
  const looked = sightsOf(cases, now).slice(0, MOST_LOOKED)
  const gaps = gapsOf(cases, prior, now)
  const heardAgain = gaps.filter(({ active }) => active).length
  if (looked.length < 5 && heardAgain < 20) return null
  const gapsWeight = heardAgain < 20 ? 0 : Math.min(1, GAPS_WEIGH / gaps.length)
  let best = { halfLifeDays: prior.halfLifeDays, s0: prior.s0, fit: Number.NEGATIVE_INFINITY }
  for (let step = -STEPS; step <= STEPS; step += 1) {
    yield
    const halfLifeDays = prior.halfLifeDays * 2 ** (step * STEP)
    const ofLooked = readings(looked, base, halfLifeDays, scoring)
    const ofGaps = gapsWeight === 0 ? [] : readings(gaps, base, halfLifeDays, scoring)
    const gapsFit = Math.max(
      ...HEARD.map(heard =>
        ofGaps.reduce((sum, { everMalicious, left, active }) => sum + logOf(heard * everMalicious * left, active), 0),
      ),
    )
    for (const s0 of SHARES) {
      const lookedFit = ofLooked.reduce(
        (sum, { everMalicious, left, active }) => sum + logOf(everMalicious * Math.min(1, s0 * left), active),
        0,
      )
      const penalty = (step * STEP) ** 2 / (2 * HALF_LIFE_SPREAD ** 2) + (s0 - prior.s0) ** 2 / (2 * SHARE_SPREAD ** 2)
      const fit = lookedFit + gapsWeight * gapsFit - penalty
      if (fit > best.fit) best = { halfLifeDays, s0, fit }
    }
  }
  return { halfLifeDays: best.halfLifeDays, s0: best.s0, looked: looked.length, gaps: gapsWeight === 0 ? 0 : gaps.length }
}
