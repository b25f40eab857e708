/**
 * The figures a score is made of, as one plain object: what each source's word is worth, who copies from whom, how fast each kind fades.
 * `INITIAL_SCORING` is what is assumed before anything was learnt or set; learning/ and the settings make others, each with a version.
 */
import type { IndicatorType, Reliability } from '@keysguard/model'
import { DECAY_CLASSES, type DecayClass } from './decay.ts'
import { priorLogOdds } from './prior.ts'
import { gradeLlr } from './reliability.ts'

/** What the words of one source on one decay class have proved to be worth. */
export interface Worth {
  /** Natural log-odds, above 0. */
  readonly llr: number
  /** Share of its reports that are right, 0..1. */
  readonly precision: number
  /** How many reports that was learnt from. */
  readonly reports: number
}

export interface SourceScoring {
  /** A grade that a person set; nothing learnt of its worth counts beside it. */
  readonly reliability: Reliability | null
  /** By the id of the class before any refit; where there is none, the grade speaks. */
  readonly worth: readonly (Worth | undefined)[]
  /** What a stated confidence adds to the worth: `slope x (confidence - middle)`. Null: it has proved to tell nothing. */
  readonly confidence: { readonly slope: number; readonly middle: number } | null
  /** Ids of sources it copies from, with what its word counts beside theirs, in (0, 1]. */
  readonly copies: ReadonlyMap<string, number>
}

export interface ScoringClass extends DecayClass {
  /** Log-odds of what nobody has been weighed for; null for the prior of the type. */
  readonly prior: number | null
}

export interface Scoring {
  readonly version: number
  /** By the id of the class before any refit. */
  readonly classes: readonly (ScoringClass | undefined)[]
  readonly sources: ReadonlyMap<string, SourceScoring>
}

const byBase = (classes: readonly ScoringClass[]): readonly (ScoringClass | undefined)[] => {
  const table: (ScoringClass | undefined)[] = []
  for (const entry of classes) table[entry.base] = entry
  return table
}

export const scoringOf = (
  version: number,
  classes: readonly ScoringClass[],
  sources: ReadonlyMap<string, SourceScoring>,
): Scoring => ({
  version,
  classes: byBase(classes),
  sources,
})

export const INITIAL_SCORING: Scoring = scoringOf(
  0,
  DECAY_CLASSES.map(entry => ({ ...entry, prior: null })),
  new Map(),
)

/** The class in force for the one the table in decay.ts names. */
export const classInForce = ({ classes }: Scoring, base: number): ScoringClass => {
  const found = classes[base]
  if (!found) throw new RangeError(`no decay class is in force for ${base}`)
  return found
}

/** Log-odds of an indicator before anybody is weighed. */
export const startingPoint = (scoring: Scoring, type: IndicatorType, base: number): number =>
  classInForce(scoring, base).prior ?? priorLogOdds(type)

/** A report still counts for something, however bad its source has proved to be. */
const LEAST_LLR = 0.02

/** What a grade is worth: alone, it leads to the same probability whatever the starting point has been learnt to be. */
const worthOfGrade = (scoring: Scoring, type: IndicatorType, base: number, grade: Reliability): number => {
  const { prior } = classInForce(scoring, base)
  return prior === null ? gradeLlr(grade) : Math.max(LEAST_LLR, gradeLlr(grade) + priorLogOdds(type) - prior)
}

/** The weight of one word by itself, in log-odds; never negative: a single source is not a mark against an indicator. `confidence` is 0..100, 0 no evidence. */
export const wordLlr = (
  scoring: Scoring,
  type: IndicatorType,
  base: number,
  source: { readonly id: string; readonly reliability: Reliability },
  confidence: number | null,
): number => {
  if (confidence === 0) return 0
  const learnt = scoring.sources.get(source.id)
  const worth = learnt?.reliability === null ? learnt.worth[base] : undefined
  if (worth !== undefined) {
    if (confidence === null || learnt?.confidence == null) return worth.llr
    return Math.max(LEAST_LLR, worth.llr + learnt.confidence.slope * (confidence - learnt.confidence.middle))
  }
  const full = worthOfGrade(scoring, type, base, learnt?.reliability ?? source.reliability)
  return confidence === null ? full : full * (confidence / 100)
}
