/** The riskiest hits of one decay class: down its rank from where the last page ended, a bounded stretch at a time. */
import type { Query } from '@keysguard/model'
import { compile, Parameters } from './conditions.ts'
import type { Place } from './cursor.ts'
import { conjuncts } from './scope.ts'
import { INDICATOR_COLUMNS, type IndicatorRow } from './summaries.ts'
import type { Knowing } from './write-rows.ts'

/** How deep a class is walked for one page when hits are sparse. */
const STRETCH_ROWS = 2_000

export interface Walk {
  readonly decayClass: number
  readonly rows: readonly IndicatorRow[]
  /** Whether there are hits, or rows not yet looked at, behind the last of `rows`. */
  readonly more: boolean
  /** The last row looked at, hit or not. */
  readonly frontier: Place | 'end'
}

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
  const floor = conjuncts(query).filter(({ field }) => field === 'risk' || field === 'severity')
  const moment = { decayClass, now, dictionary }
  const floors = floor.map(condition => compile({ kind: 'is', condition }, parameters, moment)).join(' and ') || 'true'
  const bounds = parameters.values.length
  const where = compile(query, parameters, moment)
  const stretch = `select i.* from indicator i where i.class = ${decayClass} and ${start} and ${floors} order by i.rank desc, i.key desc limit ${STRETCH_ROWS}`
  // Stops at the first hits where they are common; reads the stretch to its end where they are not.
  const hits = await database.query<IndicatorRow>(
    `select ${INDICATOR_COLUMNS} from (${stretch}) i where ${where} order by i.rank desc, i.key desc limit ${limit + 1}`,
    parameters.values,
  )
  if (hits.length > limit) return { decayClass, rows: hits.slice(0, limit), more: true, frontier: placeOf(hits[limit - 1]!) }
  const [end] = await database.query<{ looked_at: number; rank: number | null; key: string | null }>(
    `select count(*)::int as looked_at, min(rank) as rank, (array_agg(replace(key::text, '-', '') order by rank, key))[1] as key from (${stretch}) i`,
    parameters.values.slice(0, bounds),
  )
  const ended = (end?.looked_at ?? 0) < STRETCH_ROWS || end?.rank == null || end.key === null
  return { decayClass, rows: hits, more: !ended, frontier: ended ? 'end' : { rank: end.rank as number, key: end.key as string } }
}

export const placeOf = ({ rank, key }: Pick<IndicatorRow, 'rank' | 'key'>): Place => ({ rank, key })
