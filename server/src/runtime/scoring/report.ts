/** The scoring in force as people read it: each figure with where it comes from. */
import { Reliability, type ScoringClassReport, type ScoringReport, type ScoringSourceReport } from '@keysguard/model'
import { decayClass } from '../../intelligence/decay.ts'
import type { SourceProfile } from '../../intelligence/fusion.ts'
import type { Learnt, LearntSource } from '../../intelligence/learning/learnt.ts'
import { gradeCounts, gradePrecision, precisionOf } from '../../intelligence/reliability.ts'
import type { Scoring } from '../../intelligence/scoring.ts'
import type { Left, ScoringVersion, VersionNote } from '../../store/scoring.ts'

interface Reported {
  readonly version: ScoringVersion
  readonly versions: readonly VersionNote[]
  readonly scoring: Scoring
  readonly profiles: readonly SourceProfile[]
  readonly left: Left
}

export const reportOf = ({ version, versions, scoring, profiles, left }: Reported): ScoringReport => {
  const { settings, held } = version.parts
  const learnt = settings.learning ? version.parts.learnt : null
  const { parts, ...note } = version
  return {
    ...note,
    settings,
    left: left.indicators,
    indicators: [...left.standing.values()].reduce((sum, n) => sum + n, 0),
    held,
    classes: classesOf(version, scoring, learnt, left),
    sources: profiles.map(profile => sourceOf(profile, version, learnt)),
    grades: Reliability.options.map(grade => ({ grade, precision: gradePrecision(grade) })),
    sample: parts.learnt && { at: parts.learnt.at, cases: parts.learnt.cases, labelled: parts.learnt.labelled },
    versions: [...versions],
  }
}

const classesOf = (
  { parts: { settings } }: ScoringVersion,
  scoring: Scoring,
  learnt: Learnt | null,
  { standing }: Left,
): ScoringClassReport[] => {
  const indicators = new Map<number, number>()
  for (const [id, n] of standing) {
    const { base } = decayClass(id)
    indicators.set(base, (indicators.get(base) ?? 0) + n)
  }
  return scoring.classes.flatMap(entry => {
    if (!entry) return []
    const { base, name, halfLifeDays, s0 } = entry
    const shipped = decayClass(base)
    const { looked = 0, gaps = 0 } = learnt?.classes.find(one => one.base === base) ?? {}
    const isSet = settings.halfLives[base] !== undefined || settings.shares[base] !== undefined
    const from = isSet ? 'set' : looked + gaps > 0 ? 'learnt' : 'shipped'
    return [
      {
        id: base,
        name,
        halfLifeDays,
        s0,
        from,
        shipped: { halfLifeDays: shipped.halfLifeDays, s0: shipped.s0 },
        looked,
        gaps,
        indicators: indicators.get(base) ?? 0,
      },
    ]
  })
}

const sourceOf = (
  { id, name, reliability }: SourceProfile,
  { parts: { settings } }: ScoringVersion,
  learnt: Learnt | null,
): ScoringSourceReport => {
  const own = learnt?.sources.find(source => source.id === id)
  const set = settings.reliability[id]
  return {
    id,
    name,
    reliability: set ?? reliability,
    from: set !== undefined ? 'set' : (own?.worth ?? []).length > 0 ? 'learnt' : 'shipped',
    prior: precisionOf(gradeCounts(reliability)),
    learnt: (own?.worth ?? []).map(worth => ({
      decayClass: worth.base,
      llr: worth.llr,
      reports: worth.reports,
      ...countedOf(worth),
    })),
    copies: own?.copies.map(copy => ({ ...copy })) ?? [],
  }
}

const countedOf = ({ precision, reports, counted = reports }: LearntSource['worth'][number]) =>
  precisionOf({ right: precision * counted, wrong: (1 - precision) * counted })
