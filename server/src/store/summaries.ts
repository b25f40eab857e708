/** Rows of `indicator` as people see them. */
import { type IndicatorKey, type IndicatorSummary, severityOf } from '@keysguard/model'
import type { Queries } from '../engines/database/database.ts'
import { riskAt, scoreAt } from '../intelligence/fusion.ts'
import { threatCodes, tlpCodes, typeCodes } from './codes.ts'
import type { Dictionary } from './dictionary.ts'

export interface IndicatorRow {
  readonly key: string
  readonly value: string
  readonly type: number
  readonly threat: number
  readonly class: number
  readonly rank: number
  readonly tlp: number
  readonly sample: boolean
  readonly terms: readonly number[]
  readonly first_seen: string
  readonly last_seen: string
  readonly added_at: string
  readonly expires_at: string | null
  readonly suppressed_by: string | null
  /** What severity and relevance make of the score; null where it has not been appraised. */
  readonly weight: number | null
}

export const INDICATOR_COLUMNS = `replace(i.key::text, '-', '') as key, i.value, i.type, i.threat, i.class, i.rank, i.tlp, i.sample, i.terms,
  i.first_seen, i.last_seen, i.added_at, i.expires_at, i.suppressed_by,
  (select p.weight from appraisal p where p.indicator = i.key) as weight`

const tenth = (value: number): number => Math.round(value * 10) / 10

/** Scores are those of `now`. Terms of the rows must have been met by the dictionary. */
export const summaryOf = (row: IndicatorRow, dictionary: Dictionary, now: number): IndicatorSummary => {
  const fused = { decayClass: row.class, rank: row.rank, threat: threatCodes.name(row.threat) }
  const risk = riskAt(fused, now)
  const named = (kind: 'source' | 'malware' | 'tag'): string[] =>
    row.terms.flatMap(id => {
      const term = dictionary.term(id)
      return term?.kind === kind ? [term.name] : []
    })
  return {
    id: row.key,
    type: typeCodes.name(row.type),
    value: row.value,
    score: tenth(scoreAt(fused, now, row.weight ?? undefined)),
    risk: tenth(risk),
    severity: severityOf(risk),
    threat: fused.threat,
    malware: named('malware'),
    tags: named('tag'),
    sources: named('source'),
    tlp: tlpCodes.name(row.tlp),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    addedAt: row.added_at,
    expiresAt: row.expires_at,
    suppressedBy: row.suppressed_by,
    sample: row.sample,
  }
}

/** Summaries of rows in their order. */
export const summarise = async (
  rows: readonly IndicatorRow[],
  dictionary: Dictionary,
  now: number,
): Promise<IndicatorSummary[]> => {
  await dictionary.meet([...new Set(rows.flatMap(({ terms }) => terms))])
  return rows.map(row => summaryOf(row, dictionary, now))
}

/** Summaries by key; unknown keys are absent. Ten thousand keys take one statement. */
export const readSummaries = async (
  queries: Queries,
  dictionary: Dictionary,
  keys: readonly IndicatorKey[],
  now: number,
): Promise<Map<IndicatorKey, IndicatorSummary>> => {
  const rows = await queries.query<IndicatorRow>(`select ${INDICATOR_COLUMNS} from indicator i where i.key = any($1::uuid[])`, [
    keys,
  ])
  const summaries = await summarise(rows, dictionary, now)
  return new Map(summaries.map(summary => [summary.id as IndicatorKey, summary]))
}
