/**
 * Search in two ways. A condition that an index answers (a text, a network, a rare facet) gives the candidates, and when they are few
 * the answer is exact. Otherwise the hits are common, and the best are found by walking each decay class down its rank and merging:
 * the order within a class does not change with time, so this is a dozen index scans that stop early.
 */
import type { Condition, Facet, IndicatorSummary, Query, SearchPage } from '@keysguard/model'
import { riskAt } from '../intelligence/fusion.ts'
import { type Anchor, compile, Parameters, termIds, textCondition } from './conditions.ts'
import { type Cell, countBy, readCube, total } from './cube.ts'
import { type Cursor, decodeCursor, encodeCursor, type Place } from './cursor.ts'
import { facetsOfCells, facetsOfSummaries } from './facets.ts'
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
const CANDIDATES = 5_000

type Found = Pick<SearchPage, 'items' | 'next' | 'total' | 'facets'>

export const search = async (knowing: Knowing, query: Query, options: SearchOptions): Promise<SearchPage> => {
  const started = performance.now()
  const cursor = options.cursor === undefined ? null : decodeCursor(options.cursor)
  const now = cursor?.now ?? options.now
  const anchor = anchorOf(query)
  const keys = anchor === null || cursor?.kind === 'walk' ? null : await candidates(knowing, anchor)
  const found =
    keys !== null
      ? await amongCandidates(knowing, query, anchor, keys, { ...options, now }, cursor)
      : options.sort === 'newest'
        ? await byArrival(knowing, query, { ...options, now }, cursor)
        : await byRank(knowing, query, { ...options, now }, cursor)
  return { ...found, tookMs: Math.round((performance.now() - started) * 10) / 10 }
}

const conjuncts = (query: Query): readonly Condition[] =>
  query.kind === 'is'
    ? [query.condition]
    : query.kind === 'and'
      ? query.parts.flatMap(part => (part.kind === 'is' ? [part.condition] : []))
      : []

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

type Timed = SearchOptions & { readonly now: number }

const amongCandidates = async (
  knowing: Knowing,
  query: Query,
  anchor: Selective | null,
  keys: readonly string[],
  options: Timed,
  cursor: Cursor | null,
): Promise<Found> => {
  const parameters = new Parameters()
  const wanted = parameters.add(keys)
  const where = compile(query, parameters, { decayClass: null, now: options.now, dictionary: knowing.dictionary }, anchor)
  const rows = await knowing.database.query<IndicatorRow>(
    `select ${INDICATOR_COLUMNS} from indicator i where i.key = any(${wanted}::uuid[]) and ${where}`,
    parameters.values,
  )
  const offset = cursor?.kind === 'offset' ? cursor.offset : 0
  const ordered = options.sort === 'newest' ? newestFirst(rows) : riskiestFirst(rows, options.now)
  const summaries = await summarise(ordered, knowing.dictionary, options.now)
  const end = offset + options.limit
  return {
    items: summaries.slice(offset, end),
    next: end < rows.length ? encodeCursor({ kind: 'offset', now: options.now, offset: end }) : null,
    total: { count: rows.length, exact: true },
    facets: facetsOfSummaries(knowing, summaries),
  }
}

const riskiestFirst = (rows: readonly IndicatorRow[], now: number): IndicatorRow[] =>
  rows
    .map(row => ({ row, risk: riskAt({ decayClass: row.class, rank: row.rank }, now) }))
    .sort((a, b) => b.risk - a.risk || b.row.rank - a.row.rank || (a.row.key < b.row.key ? -1 : 1))
    .map(({ row }) => row)

const newestFirst = (rows: readonly IndicatorRow[]): IndicatorRow[] =>
  [...rows].sort((a, b) => (a.added_at === b.added_at ? (a.key < b.key ? -1 : 1) : a.added_at < b.added_at ? 1 : -1))

/** Only fields the counters are kept over: then totals and facets cost nothing. */
const cellFilter = (query: Query, knowing: Knowing): ((cell: Cell) => boolean) | null => {
  if (query.kind === 'everything') return () => true
  if (query.kind === 'not') {
    const inner = cellFilter(query.part, knowing)
    return inner && (cell => !inner(cell))
  }
  if (query.kind === 'is') return cellCondition(query.condition, knowing)
  const parts = query.parts.map(part => cellFilter(part, knowing))
  if (parts.some(part => part === null)) return null
  const filters = parts as ((cell: Cell) => boolean)[]
  return query.kind === 'and' ? cell => filters.every(filter => filter(cell)) : cell => filters.some(filter => filter(cell))
}

const cellCondition = (is: Condition, { dictionary }: Knowing): ((cell: Cell) => boolean) | null => {
  switch (is.field) {
    case 'type':
      return cell => is.any.includes(cell.type)
    case 'threat':
      return cell => is.any.includes(cell.threat)
    case 'suppressed':
      return cell => cell.suppressed === is.yes
    case 'sample':
      return cell => cell.sample === is.yes
    case 'source': {
      const ids = termIds('source', is.any, dictionary)
      return cell => cell.sources.some(id => ids.includes(id))
    }
    default:
      return null
  }
}

/** What the counters say of a query: which classes can hold hits, and how many there are where that is known. */
const scope = async (
  knowing: Knowing,
  query: Query,
): Promise<{ readonly classes: readonly number[]; readonly cells: readonly Cell[]; readonly exact: boolean }> => {
  const cube = await readCube(knowing.database)
  const whole = cellFilter(query, knowing)
  const necessary = conjuncts(query).flatMap(condition => cellCondition(condition, knowing) ?? [])
  const cells = cube.filter(cell => (whole ? whole(cell) : necessary.every(filter => filter(cell))))
  return { classes: countBy(cells, cell => [cell.decayClass]).map(({ value }) => value), cells, exact: whole !== null }
}

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
    ...(await totals(knowing, query, cells, exact, items, more)),
  }
}

const byArrival = async (knowing: Knowing, query: Query, options: Timed, cursor: Cursor | null): Promise<Found> => {
  const { cells, exact } = await scope(knowing, query)
  const offset = cursor?.kind === 'offset' ? cursor.offset : 0
  const parameters = new Parameters()
  const where = compile(query, parameters, { decayClass: null, now: options.now, dictionary: knowing.dictionary })
  const rows = await knowing.database.query<IndicatorRow>(
    `select ${INDICATOR_COLUMNS} from indicator i where i.added_at <= ${parameters.add(new Date(options.now).toISOString())}::timestamptz and ${where}
     order by i.added_at desc, i.key limit ${options.limit + 1} offset ${offset}`,
    parameters.values,
  )
  const items = await summarise(rows.slice(0, options.limit), knowing.dictionary, options.now)
  const more = rows.length > options.limit
  return {
    items,
    next: more ? encodeCursor({ kind: 'offset', now: options.now, offset: offset + options.limit }) : null,
    ...(await totals(knowing, query, cells, exact, items, more)),
  }
}

const totals = async (
  knowing: Knowing,
  query: Query,
  cells: readonly Cell[],
  exact: boolean,
  items: readonly IndicatorSummary[],
  more: boolean,
): Promise<{ readonly total: SearchPage['total']; readonly facets: Facet[] }> => {
  if (exact) {
    const facets = await facetsOfCells(knowing, cells, query.kind === 'everything')
    return { total: { count: total(cells), exact: true }, facets }
  }
  return { total: { count: items.length, exact: !more }, facets: facetsOfSummaries(knowing, items) }
}
