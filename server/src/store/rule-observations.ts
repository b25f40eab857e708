/**
 * Observations of a span of time, for rules. There is no index by time over them, because it would cost every row that comes in: what was
 * said once is found by its arrival, and the rest is read page by page from the month's table, in the order it was written, which is nearly
 * that of time. A caller that has read up to a page begins there, and looks at the whole table when the ledger of the runs says that
 * something is missing.
 */
import type { IndicatorKey, IndicatorType, Statement } from '@keysguard/model'
import type { Database, SqlValue } from '../engines/database/database.ts'
import { typeCodes } from './codes.ts'

/** 4 MB: some 15,000 observations, read in some ten milliseconds. */
const PAGES = 512
const PAGE_BYTES = 8_192
/** Sole reports asked for at once. */
const SOLE = 20_000
const DAY_MS = 86_400_000

export interface Observed {
  readonly key: IndicatorKey
  readonly type: IndicatorType
  readonly value: string
  readonly at: number
  readonly run: number
  readonly source: number
  readonly isFirst: boolean
  readonly statement: Statement
}

export interface ObservedPiece {
  /** Where it was read, and its first page; null for what was said once. */
  readonly from: { readonly table: string; readonly page: number } | null
  /** How many of the span there are, with those that are of no use. */
  readonly found: number
  readonly rows: readonly Observed[]
}

export interface ObservedSpan {
  /** Milliseconds since 1970; `to` is not in it. */
  readonly from: number
  readonly to: number
  /** How many are expected: it decides in how many pieces they are asked for. */
  readonly expected: number
  /** Whether the sample day is among them: it is given times of arrival over the day before. */
  readonly sample: boolean
  /** Where to begin in a table; its beginning where nothing is said. */
  readonly page: (table: string) => number
}

interface Row {
  readonly key: string
  readonly type: number | null
  readonly value: string | null
  readonly suppressed: boolean
  readonly at: string
  readonly run: number
  readonly source: number
  readonly is_first: boolean
  readonly statement: string | null
}

const iso = (ms: number): string => new Date(ms).toISOString()
const pieceOf = (from: ObservedPiece['from'], rows: readonly Row[]): ObservedPiece => ({
  from,
  found: rows.length,
  rows: rows.flatMap(observedOf),
})

/**
 * Piece by piece, each a short query. What was said once comes first: when it moves to the table meanwhile, it comes twice, not never.
 * Indicators that are suppressed or gone are left out: they never alert.
 */
export async function* readObserved(database: Database, span: ObservedSpan): AsyncGenerator<ObservedPiece> {
  yield* readSole(database, span)
  const { from, to, page } = span
  for (const { name, pages } of await tablesOf(database, from, to)) {
    for (let first = page(name); first < pages; first += PAGES) {
      const rows = await database.query<Row>(reportsOf(name), [...pagesFrom(first), iso(from), iso(to)])
      yield pieceOf({ table: name, page: first }, rows)
    }
  }
}

const pagesFrom = (first: number): readonly SqlValue[] => [`(${first},0)`, `(${first + PAGES},0)`]

const FIRST_DIGITS = 65_536

/** By arrival, in as many pieces by key as keep each short. */
async function* readSole(database: Database, { from, to, expected, sample }: ObservedSpan): AsyncGenerator<ObservedPiece> {
  const pieces = Math.min(FIRST_DIGITS, Math.max(1, Math.ceil(expected / SOLE)))
  const bound = (piece: number): string =>
    Math.floor((piece * FIRST_DIGITS) / pieces)
      .toString(16)
      .padStart(4, '0')
  for (let piece = 0; piece < pieces; piece += 1) {
    const last = piece === pieces - 1
    const rows = await database.query<Row>(
      `select replace(key::text, '-', '') as key, type, value, suppressed_by is not null as suppressed, sole_reported_at as at, sole_run as run,
         sole_source as source, true as is_first, sole_statement as statement
       from indicator where added_at >= $1::timestamptz and added_at < $2::timestamptz and sole_source is not null
         and sole_reported_at >= $3::timestamptz and sole_reported_at < $2::timestamptz and key >= $4::uuid and key <= $5::uuid`,
      [
        iso(sample ? from - DAY_MS : from),
        iso(to),
        iso(from),
        bound(piece).padEnd(32, '0'),
        last ? 'f'.repeat(32) : (BigInt(`0x${bound(piece + 1).padEnd(32, '0')}`) - 1n).toString(16).padStart(32, '0'),
      ],
    )
    yield pieceOf(null, rows)
  }
}

/** Tables of the months that the span touches, oldest first, and the one for months whose table is gone. */
const tablesOf = async (database: Database, from: number, to: number): Promise<readonly { name: string; pages: number }[]> => {
  const names = ['observation_other']
  const at = new Date(from)
  for (let month = Date.UTC(at.getUTCFullYear(), at.getUTCMonth()); month < to; ) {
    const date = new Date(month)
    names.push(`observation_${iso(month).slice(0, 7).replace('-', '_')}`)
    month = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
  }
  const rows = await database.query<{ name: string; bytes: string }>(
    `select name, pg_relation_size(to_regclass(name)) as bytes from unnest($1::text[]) as name where to_regclass(name) is not null`,
    [names],
  )
  return names.flatMap(name => {
    const bytes = rows.find(row => row.name === name)?.bytes
    return bytes === undefined ? [] : [{ name, pages: Math.ceil(Number(bytes) / PAGE_BYTES) }]
  })
}

/** What a first report said stands with the assertion, or with the second report: see the migration 0004. */
const reportsOf = (table: string): string => `
  with o as materialized (
    select indicator, at, run, source, statement from ${table}
    where ctid >= $1::tid and ctid < $2::tid and at >= $3::timestamptz and at < $4::timestamptz)
  select replace(o.indicator::text, '-', '') as key, i.type, i.value, i.suppressed_by is not null as suppressed, o.at, o.run, o.source,
    o.statement is null as is_first, coalesce(o.statement, later.earlier, a.statement) as statement
  from o left join indicator i on i.key = o.indicator
  left join assertion_row a on o.statement is null and a.indicator = o.indicator and a.source = o.source
  left join lateral (
    select e.earlier from observation_row e where e.indicator = o.indicator and e.source = o.source and e.earlier is not null limit 1
  ) later on o.statement is null and a.reports > 1`

const observedOf = ({ key, type, value, suppressed, at, run, source, is_first, statement }: Row): Observed[] =>
  type === null || value === null || suppressed || statement === null
    ? []
    : [
        {
          key: key as IndicatorKey,
          type: typeCodes.name(type),
          value,
          at: Date.parse(at),
          run,
          source,
          isFirst: is_first,
          statement: JSON.parse(statement) as Statement,
        },
      ]

const WITHDRAWN = {
  assertion_row: `select replace(a.indicator::text, '-', '') as key, i.type, i.value, i.suppressed_by is not null as suppressed,
      a.withdrawn_at as at, a.run, a.source, false as is_first, a.statement
    from assertion_row a join indicator i on i.key = a.indicator
    where a.ctid >= $1::tid and a.ctid < $2::tid and a.withdrawn_at >= $3::timestamptz and a.withdrawn_at < $4::timestamptz
      and a.source = any($5::int[])`,
  indicator: `select replace(key::text, '-', '') as key, type, value, suppressed_by is not null as suppressed,
      sole_withdrawn_at as at, sole_run as run, sole_source as source, false as is_first, sole_statement as statement
    from indicator
    where ctid >= $1::tid and ctid < $2::tid and sole_withdrawn_at >= $3::timestamptz and sole_withdrawn_at < $4::timestamptz
      and sole_source = any($5::int[])`,
} as const

/** What these sources took off their lists in the span and have not listed again since. */
export async function* readWithdrawn(
  database: Database,
  { from, to }: Pick<ObservedSpan, 'from' | 'to'>,
  sources: readonly number[],
): AsyncGenerator<readonly Observed[]> {
  for (const table of ['indicator', 'assertion_row'] as const) {
    const [size] = await database.query<{ bytes: string }>(`select pg_relation_size($1::text::regclass) as bytes`, [table])
    const pages = Math.ceil(Number(size?.bytes ?? 0) / PAGE_BYTES)
    for (let first = 0; first < pages; first += PAGES) {
      const rows = await database.query<Row>(WITHDRAWN[table], [...pagesFrom(first), iso(from), iso(to), sources])
      yield rows.flatMap(observedOf)
    }
  }
}
