/** The riskiest hits of one decay class: down its rank from where the last page ended, a bounded stretch at a time. */
import type { Query } from '@keysguard/model'
import { compile, Parameters } from './conditions.ts'
import type { Place } from './cursor.ts'
import { INDICATOR_COLUMNS, type IndicatorRow } from './summaries.ts'
import type { Knowing } from './write-rows.ts'

/** How deep a class is walked for one page when hits are sparse. */
const STRETCH_ROWS = 5_000

export interface Walk {
  readonly decayClass: number
  readonly rows: readonly IndicatorRow[]
  /** Whether there are hits, or rows not yet looked at, behind the last of `rows`. */
  readonly more: boolean
  /** The last row looked at, hit or not. */
  readonly frontier: Place | 'end'
}

type Row = IndicatorRow & { readonly looked_at: number; readonly last_rank: number | null; readonly last_key: string | null }

export const walk = async (
  { database, dictionary }: Knowing,
  query: Query,
  decayClass: number,
  from: Place | null,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<Walk> => {
  const parameters = new Parameters()
  const start =
    from === null
      ? 'true'
      : `(i.rank, i.key) < (${parameters.add(String(from.rank))}::text::double precision, ${parameters.add(from.key)}::uuid)`
  const where = compile(query, parameters, { decayClass, now, dictionary })
  const stretch = where === 'true' ? limit + 1 : STRETCH_ROWS
  const rows = await database.query<Row>(
    `with stretch as materialized (
       select i.* from indicator i where i.class = ${decayClass} and ${start} order by i.rank desc, i.key desc limit ${stretch}),
     last as (select rank, key from stretch order by rank, key limit 1),
     hits as (select ${INDICATOR_COLUMNS} from stretch i where ${where} order by i.rank desc, i.key desc limit ${limit + 1})
     select (select count(*) from stretch)::int as looked_at, (select rank from last) as last_rank,
       (select replace(key::text, '-', '') from last) as last_key, hits.* from (select 1) as one left join hits on true`,
    parameters.values,
  )
  const [first] = rows
  const hits = rows.filter(({ key }) => key !== null)
  const ended = (first?.looked_at ?? 0) < stretch
  const last = first?.last_rank == null || first.last_key === null ? null : { rank: first.last_rank, key: first.last_key }
  return {
    decayClass,
    rows: hits.slice(0, limit),
    more: hits.length > limit || !ended,
    frontier: hits.length > limit ? placeOf(hits[limit - 1]!) : ended || last === null ? 'end' : last,
  }
}

export const placeOf = ({ rank, key }: Pick<IndicatorRow, 'rank' | 'key'>): Place => ({ rank, key })
