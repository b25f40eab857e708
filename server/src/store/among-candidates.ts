/** The exact answer over a few candidates: narrow rows of all are put in order, and only the page is read whole. */
import type { Condition, Query, SearchPage } from '@keysguard/model'
import { compile, Parameters } from './conditions.ts'
import { encodeCursor } from './cursor.ts'
import { facetsOfRows } from './facets.ts'
import { riskiestFirst } from './order.ts'
import { INDICATOR_COLUMNS, type IndicatorRow, summarise } from './summaries.ts'
import type { Knowing } from './write-rows.ts'

export interface NarrowRow {
  readonly key: string
  readonly class: number
  readonly rank: number
  readonly type: number
  readonly threat: number
  readonly terms: readonly number[]
  readonly arrived: number
}

export interface CandidateSearch {
  readonly query: Query
  /** What found the candidates: it need not be checked again. */
  readonly anchor: Condition
  readonly keys: readonly string[]
  readonly sort: 'risk' | 'newest'
  readonly limit: number
  readonly offset: number
  readonly now: number
}

export const amongCandidates = async (knowing: Knowing, asked: CandidateSearch): Promise<Omit<SearchPage, 'tookMs'>> => {
  const { database, dictionary } = knowing
  const { query, anchor, keys, sort, limit, offset, now } = asked
  const parameters = new Parameters()
  const wanted = parameters.add(`{${keys.join(',')}}`)
  const where = compile(query, parameters, { decayClass: null, now, dictionary }, anchor)
  const rows = await database.query<NarrowRow>(
    `select replace(i.key::text, '-', '') as key, i.class, i.rank, i.type, i.threat, i.terms, extract(epoch from i.added_at)::double precision as arrived
     from indicator i where i.key = any(${wanted}::text::uuid[]) and ${where}`,
    parameters.values,
  )
  const ordered =
    sort === 'newest' ? [...rows].sort((a, b) => b.arrived - a.arrived || (a.key < b.key ? -1 : 1)) : riskiestFirst(rows, now)
  const end = offset + limit
  const page = ordered.slice(offset, end).map(({ key }) => key)
  const whole = await database.query<IndicatorRow>(
    `select ${INDICATOR_COLUMNS} from indicator i where i.key = any($1::text::uuid[])`,
    [`{${page.join(',')}}`],
  )
  const byKey = new Map(whole.map(row => [row.key, row]))
  await dictionary.meet([...new Set(rows.flatMap(({ terms }) => terms))])
  return {
    items: await summarise(
      page.flatMap(key => byKey.get(key) ?? []),
      dictionary,
      now,
    ),
    next: end < rows.length ? encodeCursor({ kind: 'offset', now, offset: end }) : null,
    total: { count: rows.length, exact: true },
    facets: facetsOfRows(knowing, rows),
  }
}
