/**
 * Scores indicators anew after the scoring has changed, a batch at a time along their keys. Read is only what a score is made of, and
 * written only what follows from it; what is left is known from the classes that indicators still stand under, so that a stop at any
 * moment costs nothing.
 */
import type { IndicatorKey, Statement } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import { temper } from '../intelligence/appraise.ts'
import { type Evidence, type Fused, fuse } from '../intelligence/fusion.ts'
import { APPRAISAL_COLUMNS, type AppraisalRow, appraisalOf } from './appraisals.ts'
import { threatCodes, typeCodes } from './codes.ts'
import { time } from './copy-text.ts'
import { CounterChanges } from './counters.ts'
import type { Dictionary } from './dictionary.ts'
import { lockShards, shardOf } from './shards.ts'
import type { StoredSource } from './standing.ts'
import type { Knowing } from './write-rows.ts'

/** Keys behind `after` that begin with `digit`: all of one shard, so that those who write others need not wait. */
export interface Stretch {
  readonly digit: string
  /** Null begins. */
  readonly after: string | null
}

export interface RescoreOrder {
  /** What is left to be scored anew stands under these. */
  readonly classes: readonly number[]
  readonly stretch: Stretch
  readonly most: number
}

interface Row extends AppraisalRow {
  readonly key: string
  readonly type: number
  readonly threat: number
  readonly class: number
  readonly sample: boolean
  readonly suppressed: boolean
  readonly terms: readonly number[]
  readonly source: number
  /** Milliseconds since 1970. */
  readonly active_at: number
  readonly listed: boolean
  readonly statement: string
}

const SELECT = `
select i.key, i.type, i.threat, i.class, i.sample, i.suppressed_by is not null as suppressed, i.terms,
       coalesce(a.source, i.sole_source) as source,
       (1000 * extract(epoch from coalesce(a.active_at, i.sole_active_at)))::double precision as active_at,
       coalesce(a.withdrawn_at, i.sole_withdrawn_at) is null as listed, coalesce(a.statement, i.sole_statement) as statement,
       ${APPRAISAL_COLUMNS}
from (select * from indicator where key > $1::uuid and key <= $2::uuid and class = any($3::smallint[]) order by key limit $4) i
left join assertion_row a on a.indicator = i.key
left join appraisal p on p.indicator = i.key
where a.source is not null or i.sole_source is not null
order by i.key`

/** Takes the next `most` of a stretch. Returns the last key, null at its end, and how many it was. */
export const rescoreBatch = (
  knowing: Knowing,
  { classes, stretch: { digit, after }, most }: RescoreOrder,
): Promise<{ readonly last: string | null; readonly rescored: number }> =>
  knowing.database.transaction(async transaction => {
    await lockShards(transaction, [shardOf(digit)])
    const rows = await transaction.query<Row>(SELECT, [after ?? before(digit), digit.padEnd(32, 'f'), classes, most])
    const scored = await scoreRows(rows, knowing)
    await writeScores(transaction, scored, shardOf(digit), knowing.dictionary)
    return { last: scored.length < most ? null : (scored.at(-1)?.row.key ?? null), rescored: scored.length }
  })

/** No key of an indicator is nought: those are hashes. */
const before = (digit: string): string =>
  digit === '0' ? '0'.repeat(32) : `${(Number.parseInt(digit, 16) - 1).toString(16)}`.padEnd(32, 'f')

interface Scored {
  readonly row: Row
  readonly fused: Fused
}

/** Rows of one indicator stand together. */
const scoreRows = async (rows: readonly Row[], { dictionary, scoring, sources }: Knowing): Promise<readonly Scored[]> => {
  await dictionary.meet([...new Set(rows.flatMap(({ terms }) => terms))])
  const scored: Scored[] = []
  let evidence: Evidence[] = []
  for (const [index, row] of rows.entries()) {
    evidence.push(evidenceOf(row, sources))
    if (rows[index + 1]?.key === row.key) continue
    const fused = fuse(typeCodes.name(row.type), evidence, row.suppressed, scoring.current)
    const appraisal = appraisalOf(row)
    scored.push({ row, fused: appraisal === null ? fused : temper(fused, appraisal) })
    evidence = []
  }
  return scored
}

const evidenceOf = (row: Row, sources: ReadonlyMap<number, StoredSource>): Evidence => {
  const source = sources.get(row.source)
  if (!source) throw new Error(`the store holds an assertion of an unknown source: ${row.source}`)
  const { threat = 'unknown', confidence = null } = JSON.parse(row.statement) as Statement
  return { source: source.profile, threat, confidence, activeAt: row.active_at, listed: row.listed }
}

const writeScores = async (
  transaction: Transaction,
  scored: readonly Scored[],
  shard: number,
  dictionary: Dictionary,
): Promise<void> => {
  if (scored.length === 0) return
  const counters = new CounterChanges()
  for (const { row, fused } of scored) {
    const { type, threat, suppressed, sample } = row
    const sources = row.terms.filter(id => dictionary.term(id)?.kind === 'source').sort((a, b) => a - b)
    // Its terms stay: only the cell it is counted in is another.
    const counted = { type, suppressed, sample, terms: [], sources }
    counters.count({ ...counted, threat, decayClass: row.class }, -1)
    counters.count({ ...counted, threat: threatCodes.code(fused.threat), decayClass: fused.decayClass }, 1)
  }
  await transaction.query(
    `update indicator i set rank = x.rank, expires_at = x.expires_at, threat = x.threat, class = x.class
     from unnest($1::uuid[], $2::text[]::double precision[], $3::text[]::timestamptz[], $4::smallint[], $5::smallint[])
       as x (key, rank, expires_at, threat, class)
     where i.key = x.key`,
    [
      scored.map(({ row }) => row.key as IndicatorKey),
      scored.map(({ fused }) => String(fused.rank)),
      scored.map(({ fused }) => (fused.expiresAt === null ? null : time(fused.expiresAt))) as string[],
      scored.map(({ fused }) => threatCodes.code(fused.threat)),
      scored.map(({ fused }) => fused.decayClass),
    ],
  )
  await counters.write(transaction, shard, null)
}
