/** The scoring in force as people read it: each figure with where it comes from. */
import type { ScoringReport } from '@keysguard/model'
import type { SourceProfile } from '../../intelligence/fusion.ts'
import type { Scoring } from '../../intelligence/scoring.ts'
import type { ScoringVersion } from '../../store/scoring.ts'

export const reportOf = (
  { version, madeAt, madeBy, why, parts }: ScoringVersion,
  scoring: Scoring,
  profiles: readonly SourceProfile[],
  left: number,
): ScoringReport => {
  const { settings } = parts
  const learnt = settings.learning ? parts.learnt : null
  return {
    version,
    madeAt,
    madeBy,
    why,
    settings,
    left,
    classes: scoring.classes.flatMap(entry => {
      if (!entry) return []
      const { base, name, halfLifeDays, s0 } = entry
      const { looked = 0, gaps = 0 } = learnt?.classes.find(one => one.base === base) ?? {}
      const isSet = settings.halfLives[base] !== undefined || settings.shares[base] !== undefined
      const from = isSet ? ('set' as const) : looked + gaps > 0 ? ('learnt' as const) : ('shipped' as const)
      return [{ id: base, name, halfLifeDays, s0, from, looked, gaps }]
    }),
    sources: profiles.map(({ id, reliability }) => {
      const own = learnt?.sources.find(source => source.id === id)
      const set = settings.reliability[id]
      const worth = own?.worth ?? []
      return {
        id,
        reliability: set ?? reliability,
        from: set !== undefined ? ('set' as const) : worth.length > 0 ? ('learnt' as const) : ('shipped' as const),
        learnt: worth.map(({ base, precision, llr, reports }) => ({ decayClass: base, precision, llr, reports })),
        copies: own?.copies.map(copy => ({ ...copy })) ?? [],
      }
    }),
    sample: parts.learnt && { at: parts.learnt.at, cases: parts.learnt.cases, labelled: parts.learnt.labelled },
  }
}
