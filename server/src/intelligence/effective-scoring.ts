/** The scoring in force: what people set, over what was learnt, over what ships. */
import type { ScoringSettings } from '@keysguard/model'
import { decayClass } from './decay.ts'
import { type Learnt, learntScoring } from './learning/learnt.ts'
import { INITIAL_SCORING, type Scoring, type SourceScoring, scoringOf } from './scoring.ts'

export interface ScoringParts {
  readonly settings: ScoringSettings
  readonly learnt: Learnt | null
  /** Ids that classes are in force under, by their id before any refit; its own where there is none. */
  readonly ids: Readonly<Record<string, number>>
  /** Whether it was gone back to, so that nothing learnt by itself takes its place. */
  readonly held: boolean
}

export const SHIPPED_SCORING: ScoringParts = {
  settings: { learning: true, halfLives: {}, shares: {}, reliability: {} },
  learnt: null,
  ids: {},
  held: false,
}

const UNKNOWN: SourceScoring = { reliability: null, worth: [], confidence: null, copies: new Map() }

export const effectiveScoring = (version: number, { settings, learnt, ids }: ScoringParts): Scoring => {
  const scoring = learnt !== null && settings.learning ? learntScoring(version, learnt, INITIAL_SCORING) : INITIAL_SCORING
  const classes = scoring.classes.flatMap(entry => {
    if (!entry) return []
    const { name } = decayClass(entry.base)
    const halfLifeDays = settings.halfLives[entry.base] ?? entry.halfLifeDays
    return [{ ...entry, name, halfLifeDays, s0: settings.shares[entry.base] ?? entry.s0, id: ids[entry.base] ?? entry.base }]
  })
  const sources = new Map(scoring.sources)
  for (const [id, reliability] of Object.entries(settings.reliability))
    sources.set(id, { ...(sources.get(id) ?? UNKNOWN), reliability })
  return scoringOf(version, classes, sources)
}

/** Decay classes (before any refit) whose ranks come out otherwise under `after`: by their own figures, or by what words are worth. */
export const changedClasses = (before: Scoring, after: Scoring): readonly number[] => {
  const words = ({ sources }: Scoring): string =>
    JSON.stringify(
      [...sources]
        .map(([id, { copies, ...rest }]) => [id, rest, [...copies]])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    )
  const wordsChanged = words(before) !== words(after)
  return after.classes.flatMap(entry => {
    if (!entry) return []
    const old = before.classes[entry.base]
    const same = !wordsChanged && old?.halfLifeDays === entry.halfLifeDays && old.s0 === entry.s0 && old.prior === entry.prior
    return same ? [] : [entry.base]
  })
}
