/**
 * Search in two ways. A condition that an index answers (a text, a network, a rare facet) gives the candidates, and when they are few
 * the answer is exact. Otherwise the hits are common, and the best are found by walking each decay class down its rank and merging:
 * the order within a class does not change with time, so this is a dozen index scans that stop early.
 */
import type { Condition, Facet, Query, SearchPage } from '@keysguard/model'
import { amongCandidates } from './among-candidates.ts'
import { type Anchor, compile, Parameters, termIds, textCondition } from './conditions.ts'
import { type Cell, total } from './cube.ts'
import { type Cursor, decodeCursor, encodeCursor, type Place } from './cursor.ts'
import { facetsOfCells, facetsOfRows } from './facets.ts'
import { riskiestFirst } from './order.ts'
import { conjuncts, scope } from './scope.ts'
import { INDICATOR_COLUMNS, type IndicatorRow, summarise } from './summaries.ts'
import { placeOf, walk } from './walk.ts'
import type { Knowing } from './write-rows.ts'

export interface SearchOptions {
  readonly sort: 'risk' | 'newest'
  readonly limit: number
  readonly cursor?: string | undefined
  readonly now: number
}

/** Up to here the candidates of a condition are all looked at, and totals are exact. */
const CANDIDATES = 2_500

type Found = Pick<SearchPage, 'items' | 'next' | 'total' | 'facets'>

export const search = async (knowing: Knowing, query: Query, options: SearchOptions): Promise<SearchPage> => {
  const started = performance.now()
  const cursor = options.cursor === undefined ? null : decodeCursor(options.cursor)
  const now = cursor?.now ?? options.now
  const anchor = anchorOf(query)
  const keys = anchor === null || cursor?.kind === 'walk' ? null : await candidates(knowing, anchor)
  const found =
    anchor !== null && keys !== null
      ? await amongCandidates(knowing, {
          query,
          anchor,
          keys,
          sort: options.sort,
          limit: options.limit,
          now,
          offset: offsetOf(cursor),
        })
      : options.sort === 'newest'
        ? await byArrival(knowing, query, { ...options, now }, cursor)
        : await byRank(knowing, query, { ...options, now }, cursor)
  return { ...found, tookMs: Math.round((performance.now() - started) * 10) / 10 }
}

type Selective = Anchor | Extract<Condition, { field: 'source' | 'malware' | 'tag' }>

const isTerm = (condition: Selective): condition is Exclude<Selective, Anchor> =>
  condition.field === 'source' || condition.field === 'malware' || condition.field === 'tag'

const SELECTIVITY: readonly Selective['field'][] = ['value', 'net', 'under', 'text', 'malware', 'tag', 'source']
const isSelective = (condition: Condition): condition is Selective => (SELECTIVITY as readonly string[]).includes(condition.field)

const anchorOf = (query: Query): Selective | null =>
  conjuncts(query)
    .filter(isSelective)
    .sort((a, b) => SELECTIVITY.indexOf(a.field) - SELECTIVITY.indexOf(b.field))[0] ?? null

/** Keys an index finds for the anchor, or null when there are too many to look at each. */
const candidates = async ({ database, dictionary }: Knowing, anchor: Selective): Promise<readonly string[] | null> => {
  const parameters = new Parameters()
  const keys = new Set<string>()
  const collect = async (sql: string): Promise<boolean> => {
    const rows = await database.query<{ key: string }>(`${sql} limit ${CANDIDATES + 1}`, parameters.values)
    for (const { key } of rows) keys.add(key)
    return keys.size <= CANDIDATES
  }
  if (isTerm(anchor)) {
    const ids = termIds(anchor.field, anchor.any, dictionary)
    if (!(await areRare(database, ids))) return null
    return (await collect(`select key from indicator where terms && ${parameters.add(ids)}::int[]`)) ? [...keys] : null
  }
  if (anchor.field === 'text') {
    const ids = dictionary.containing(anchor.contains)
    if (!(await areRare(database, ids))) return null
    if (ids.length > 0) {
      const few = await collect(`select key from indicator where terms && ${parameters.add(ids)}::int[]`)
      if (!few) return null
      parameters.values.length = 0
    }
  }
  return (await collect(`select t.key from indicator_text t where ${textCondition(anchor, parameters)}`)) ? [...keys] : null
}

const areRare = async (database: Knowing['database'], ids: readonly number[]): Promise<boolean> => {
  if (ids.length === 0) return true
  const [row] = await database.query<{ n: string | null }>(
    `select sum(n)::bigint as n from term_count where term = any($1::int[])`,
    [ids],
  )
  return Number(row?.n ?? 0) <= CANDIDATES
}

const offsetOf = (cursor: Cursor | null): number => (cursor?.kind === 'offset' ? cursor.offset : 0)

type Timed = SearchOptions & { readonly now: number }

const byRank = async (knowing: Knowing, query: Query, options: Timed, cursor: Cursor | null): Promise<Found> => {
  const { classes, cells, exact } = await scope(knowing, query)
  const reached = new Map<number, Place | 'end'>()
  if (cursor?.kind === 'walk') for (const [id, place] of Object.entries(cursor.reached)) reached.set(Number(id), place)
  const walks = await Promise.all(
    classes.flatMap(decayClass => {
      const from = reached.get(decayClass) ?? null
      return from === 'end' ? [] : [walk(knowing, query, decayClass, from, options)]
    }),
  )
  const all = riskiestFirst(
    walks.flatMap(({ rows }) => rows),
    options.now,
  )
  const page = all.slice(0, options.limit)
  const shown = new Set(page)
  for (const { decayClass, rows, frontier } of walks) {
    const taken = rows.filter(row => shown.has(row))
    const last = taken.at(-1)
    if (taken.length === rows.length) reached.set(decayClass, frontier)
    else if (last) reached.set(decayClass, placeOf(last))
  }
  const more = classes.some(decayClass => reached.get(decayClass) !== 'end')
  const items = await summarise(page, knowing.dictionary, options.now)
  return {
    items,
    next: more ? encodeCursor({ kind: 'walk', now: options.now, reached: Object.fromEntries(reached) }) : null,
    ...(await totals(knowing, query, { cells, exact, page, more })),
  }
}

const byArrival = async (knowing: Knowing, query: Query, options: Timed, cursor: Cursor | null): Promise<Found> => {
  const { cells, exact } = await scope(knowing, query)
  const offset = offsetOf(cursor)
  const parameters = new Parameters()
  const where = compile(query, parameters, { decayClass: null, now: options.now, dictionary: knowing.dictionary })
  const rows = await knowing.database.query<IndicatorRow>(
    `select ${INDICATOR_COLUMNS} from indicator i where i.added_at <= ${parameters.add(new Date(options.now).toISOString())}::timestamptz and ${where}
     order by i.added_at desc, i.key limit ${options.limit + 1} offset ${offset}`,
    parameters.values,
  )
  const page = rows.slice(0, options.limit)
  const items = await summarise(page, knowing.dictionary, options.now)
  const more = rows.length > options.limit
  return {
    items,
    next: more ? encodeCursor({ kind: 'offset', now: options.now, offset: offset + options.limit }) : null,
    ...(await totals(knowing, query, { cells, exact, page, more })),
  }
}

interface Paged {
  readonly cells: readonly Cell[]
  /** Whether the cells are all that was asked for. */
  readonly exact: boolean
  readonly page: readonly IndicatorRow[]
  readonly more: boolean
}

const totals = async (
  knowing: Knowing,
  query: Query,
  { cells, exact, page, more }: Paged,
): Promise<{ readonly total: SearchPage['total']; readonly facets: Facet[] }> => {
  if (exact) {
    const facets = await facetsOfCells(knowing, cells, query.kind === 'everything')
    return { total: { count: total(cells), exact: true }, facets }
  }
  return { total: { count: page.length, exact: !more }, facets: facetsOfRows(knowing, page) }
}
