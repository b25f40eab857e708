/** One world, learnt from and scored by the product's own code, beside the baselines; what was learnt, beside the truth. */
import { enterDecayClasses, freeClassId, knownDecayClasses } from '../../server/dist/intelligence/decay.js'
import { fuse, scoreAt } from '../../server/dist/intelligence/fusion.js'
import { learn } from '../../server/dist/intelligence/learning/learn.js'
import { type Learnt, learntScoring } from '../../server/dist/intelligence/learning/learnt.js'
import { gradePrecision } from '../../server/dist/intelligence/reliability.js'
import { INITIAL_SCORING, type Scoring } from '../../server/dist/intelligence/scoring.js'
import { baselinesOf, type Formula } from './baselines.ts'
import { type Measures, measure } from './measures.ts'
import type { Regime } from './regimes.ts'
import { simulate, type World } from './world.ts'

/** What was learnt of the sources, beside what is so. */
export interface Recovery {
  /** Pairs of a copy and its origin: there are, found, and found among what is there. */
  readonly copies: number
  readonly claimed: number
  readonly right: number
  /** Mean distance of the learnt share of right reports from the true one, and that of the grade it started from. */
  readonly precisionError: number
  readonly gradeError: number
}

export interface Trial {
  readonly measures: ReadonlyMap<string, Measures>
  readonly recovery: Recovery
  readonly learnt: Learnt
}

/** The learnt scoring, its refits under ids of their own, as the store gives them. */
const inForce = (learnt: Learnt): Scoring => {
  const scoring = learntScoring(1, learnt, INITIAL_SCORING)
  const taken = new Set(knownDecayClasses().map(({ id }) => id))
  const classes = scoring.classes.map(entry => entry && { ...entry, id: freeClassId(entry.base, taken) })
  enterDecayClasses(classes.filter(entry => entry !== undefined))
  return { ...scoring, classes }
}

const fusionOf = (scoring: Scoring, now: number): Formula => {
  return ({ case: { type, reports } }) =>
    scoreAt(
      fuse(
        type,
        reports.map(({ evidence }) => evidence),
        false,
        scoring,
      ),
      now,
    ) / 100
}

export const runTrial = (regime: Regime, seed: number): Trial => {
  const world = simulate(regime, seed)
  const { seen, now, sources } = world
  const learnt = learn(
    seen.map(one => one.case),
    now,
  )
  const formulas = new Map<string, Formula>([
    ['Fusion', fusionOf(inForce(learnt), now)],
    ['Fusion, nothing learnt', fusionOf(INITIAL_SCORING, now)],
    ...baselinesOf(seen, sources.length, learnt, now),
  ])
  const judged = seen.filter(one => one.case.label === null)
  const truth = judged.map(({ maliciousNow }) => maliciousNow)
  return {
    measures: new Map([...formulas].map(([name, formula]) => [name, measure(judged.map(formula), truth)])),
    recovery: recoveryOf(world, learnt),
    learnt,
  }
}

const recoveryOf = ({ sources, rightShare }: World, learnt: Learnt): Recovery => {
  const pairs = new Set(
    sources.flatMap(({ profile, copies }) => (copies ? [`${profile.id} ${sources[copies.from]!.profile.id}`] : [])),
  )
  const claimed = learnt.sources.flatMap(({ id, copies }) => copies.map(({ from }) => `${id} ${from}`))
  const errors = learnt.sources.flatMap(({ id, worth }) => {
    const reports = worth.reduce((sum, one) => sum + one.reports, 0)
    const truth = rightShare.get(id)
    const profile = sources.find(source => source.profile.id === id)?.profile
    if (reports === 0 || truth === undefined || profile === undefined) return []
    const precision = worth.reduce((sum, one) => sum + one.precision * one.reports, 0) / reports
    return [{ learnt: Math.abs(precision - truth), grade: Math.abs(gradePrecision(profile.reliability) - truth) }]
  })
  const mean = (read: (error: (typeof errors)[number]) => number): number =>
    errors.reduce((sum, error) => sum + read(error), 0) / Math.max(1, errors.length)
  return {
    copies: pairs.size,
    claimed: claimed.length,
    right: claimed.filter(pair => pairs.has(pair)).length,
    precisionError: mean(error => error.learnt),
    gradeError: mean(error => error.grade),
  }
}
