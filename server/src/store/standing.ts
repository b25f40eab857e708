/** One indicator while a batch is written: what the store holds, what the batch adds, and what follows from both. */
import type { IndicatorKey, IndicatorType, Statement, Tlp } from '@keysguard/model'
import { type Appraisal, temper } from '../intelligence/appraise.ts'
import { type Evidence, type Fused, fuse, type SourceProfile } from '../intelligence/fusion.ts'
import type { Scoring } from '../intelligence/scoring.ts'
import { threatCodes, tlpCodes, typeCodes } from './codes.ts'
import type { Dictionary, TermKind } from './dictionary.ts'
import { foldStatement, statementText } from './fold.ts'
import type { Judged } from './judged.ts'

/** A source as the store knows it. */
export interface StoredSource {
  readonly num: number
  readonly profile: SourceProfile
  readonly tlp: Tlp
}

export interface StandingAssertion {
  readonly source: StoredSource
  /** Null for a standing read from the store and not touched: its text is kept as it is. */
  statement: Statement
  text: string
  activeAt: number
  readonly firstReported: number
  lastReported: number
  reports: number
  run: number
  sample: boolean
  withdrawnAt: number | null
  /** Whether the store holds it in a row of its own, and whether this batch changed it. */
  readonly stored: boolean
  changed: boolean
}

/** The columns of `indicator` that counters are kept over. */
export interface Counted {
  readonly type: number
  readonly threat: number
  readonly decayClass: number
  readonly suppressed: boolean
  readonly sample: boolean
  readonly terms: readonly number[]
  readonly sources: readonly number[]
}

export interface Standing {
  readonly key: IndicatorKey
  readonly type: IndicatorType
  readonly value: string
  firstSeen: number
  lastSeen: number
  readonly addedAt: number
  suppressedBy: string | null
  /** What fusion does not know of it; a new one has not been appraised yet. */
  appraisal?: Appraisal | null
  readonly assertions: StandingAssertion[]
  /** What the store counted it as; null when it is new. */
  readonly before: Counted | null
  readonly observations: StandingObservation[]
  /** The only report of a known one, where it lies in the row of the indicator itself: when it came, in which run, and its raw row. */
  readonly sole: SoleReport | null
}

export interface SoleReport {
  readonly at: number
  readonly id: number
  readonly raw: string
}

/** `text` is null for a first report: the assertion says the same. `earlier` is what the first report said, kept with the second. */
export interface StandingObservation {
  readonly source: number
  readonly text: string | null
  readonly earlier: string | null
  readonly raw: string
}

export type Applied = 'new' | 'changed' | 'unchanged' | 'duplicate'

/** Applies a judged row to the standing of its indicator. */
export const apply = (
  standing: Standing,
  row: Judged,
  source: StoredSource,
  run: { id: number; at: number; sample: boolean },
): Applied => {
  standing.firstSeen = Math.min(standing.firstSeen, row.firstSeen)
  standing.lastSeen = Math.max(standing.lastSeen, row.lastSeen)
  standing.suppressedBy = row.suppressedBy
  const own = standing.assertions.find(assertion => assertion.source.num === source.num)
  if (!own) {
    const text = statementText(row.statement)
    standing.assertions.push({
      source,
      statement: row.statement,
      text,
      activeAt: row.activeAt,
      firstReported: run.at,
      lastReported: run.at,
      reports: 1,
      run: run.id,
      sample: run.sample,
      withdrawnAt: null,
      stored: false,
      changed: true,
    })
    standing.observations.push({ source: source.num, text: null, earlier: null, raw: row.raw })
    return 'new'
  }
  const repeated = own.run === run.id
  const statement = foldStatement(own.statement, row.statement)
  const text = statementText(statement)
  if (text === own.text && own.withdrawnAt === null && own.sample === run.sample) return repeated ? 'duplicate' : 'unchanged'
  const earlier = own.reports === 1 ? own.text : null
  own.statement = statement
  own.text = text
  own.activeAt = Math.max(own.activeAt, row.activeAt)
  own.lastReported = run.at
  own.reports += 1
  own.run = run.id
  own.sample = own.sample && run.sample
  own.withdrawnAt = null
  own.changed = true
  standing.observations.push({ source: source.num, text: statementText(row.statement), earlier, raw: row.raw })
  return repeated ? 'duplicate' : 'changed'
}

const evidenceOf = (assertion: StandingAssertion): Evidence => ({
  source: assertion.source.profile,
  threat: assertion.statement.threat ?? 'unknown',
  confidence: assertion.statement.confidence ?? null,
  activeAt: assertion.activeAt,
  listed: assertion.withdrawnAt === null,
})

export const evidence = (standing: Standing): readonly Evidence[] => standing.assertions.map(evidenceOf)

/** The score of all its evidence. */
export const fuseStanding = (standing: Standing, scoring: Scoring): Fused => {
  const fused = fuse(standing.type, evidence(standing), standing.suppressedBy !== null, scoring)
  return standing.appraisal == null ? fused : temper(fused, standing.appraisal)
}

/** Adds a term; false when its name has not been learnt. */
const addTerm = (ids: number[], dictionary: Dictionary, kind: TermKind, name: string): boolean => {
  const id = dictionary.id(kind, name)
  if (id !== undefined && !ids.includes(id)) ids.push(id)
  return id !== undefined
}

const addTerms = (ids: number[], dictionary: Dictionary, { profile }: StoredSource, { malware, tags }: Statement): boolean => {
  let learnt = addTerm(ids, dictionary, 'source', profile.id)
  if (malware !== undefined) learnt = addTerm(ids, dictionary, 'malware', malware) && learnt
  if (tags) for (const tag of tags) learnt = addTerm(ids, dictionary, 'tag', tag) && learnt
  return learnt
}

/** In place. Few and nearly in order: to sort them by insertion needs no second array, for which the engine's own way takes a kilobyte a row. */
const sorted = (ids: number[]): number[] => {
  for (let next = 1; next < ids.length; next += 1) {
    const id = ids[next]!
    let at = next
    for (; at > 0 && ids[at - 1]! > id; at -= 1) ids[at] = ids[at - 1]!
    ids[at] = id
  }
  return ids
}

/** Facets: sources, malware families and tags, as sorted term ids. All names must have been learnt. */
export const termsOf = (standing: Standing, dictionary: Dictionary): number[] => {
  const ids: number[] = []
  for (const { source, statement } of standing.assertions) addTerms(ids, dictionary, source, statement)
  return sorted(ids)
}

/** The facets of what a single source says; null while one of the names has not been learnt. */
export const termsOfOne = (source: StoredSource, statement: Statement, dictionary: Dictionary): number[] | null => {
  const ids: number[] = []
  return addTerms(ids, dictionary, source, statement) ? sorted(ids) : null
}

/** The most closed marking among its assertions. */
export const tlpOf = (standing: Standing): number => {
  let closed = 0
  for (const { source, statement } of standing.assertions) closed = Math.max(closed, tlpCodes.code(statement.tlp ?? source.tlp))
  return closed
}

/** What it will be counted as. */
export const countedAs = (standing: Standing, fused: Fused, terms: readonly number[], dictionary: Dictionary): Counted => ({
  type: typeCodes.code(standing.type),
  threat: threatCodes.code(fused.threat),
  decayClass: fused.decayClass,
  suppressed: standing.suppressedBy !== null,
  sample: standing.assertions.every(({ sample }) => sample),
  terms,
  sources: terms.length === 1 ? terms : terms.filter(id => dictionary.term(id)?.kind === 'source'),
})

/** Whether all that is known of it is one report: then that lies in its own row. */
export const isSole = ({ assertions, before, sole }: Standing): boolean =>
  assertions.length === 1 && assertions[0]?.reports === 1 && (before === null || sole !== null)
