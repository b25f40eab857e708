/** What learning hands on: plain figures with where they come from, and the scoring they make. */
import { type Scoring, type ScoringClass, type SourceScoring, scoringOf, type Worth } from '../scoring.ts'

export interface LearntClassFigures {
  /** Decay class before any refit. */
  readonly base: number
  /** Log-odds before anybody is weighed. */
  readonly prior: number
  readonly halfLifeDays: number
  readonly s0: number
  /** Cases that somebody looked at, and moments between reports, behind the half-life; both 0 where it is the table's. */
  readonly looked: number
  readonly gaps: number
}

export interface LearntSource {
  readonly id: string
  /** `counted` is what the precision was counted over; versions of the scoring from before it was kept do without. */
  readonly worth: { base: number; llr: number; precision: number; reports: number; counted?: number }[]
  confidence: { readonly slope: number; readonly middle: number } | null
  readonly copies: { readonly from: string; readonly rho: number; readonly shared: number }[]
}

export interface Learnt {
  /** ISO 8601. */
  readonly at: string
  /** Indicators in the sample, and how many of them something was known for sure of. */
  readonly cases: number
  readonly labelled: number
  readonly classes: readonly LearntClassFigures[]
  readonly sources: readonly LearntSource[]
}

const worthTable = (source: LearntSource): readonly (Worth | undefined)[] => {
  const table: (Worth | undefined)[] = []
  for (const { base, ...worth } of source.worth) table[base] = worth
  return table
}

/** The scoring that was learnt, over `initial`; classes keep their ids. */
export const learntScoring = (version: number, learnt: Learnt, initial: Scoring): Scoring => {
  const classes = initial.classes.flatMap((entry): ScoringClass[] => {
    if (!entry) return []
    const figures = learnt.classes.find(({ base }) => base === entry.base)
    return [figures ? { ...entry, prior: figures.prior, halfLifeDays: figures.halfLifeDays, s0: figures.s0 } : entry]
  })
  const sources = new Map(
    learnt.sources.map((source): [string, SourceScoring] => [
      source.id,
      {
        reliability: null,
        worth: worthTable(source),
        confidence: source.confidence,
        copies: new Map(source.copies.map(({ from, rho }) => [from, rho])),
      },
    ]),
  )
  return scoringOf(version, classes, sources)
}
