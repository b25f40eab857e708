/** The first page, from the counters and a few index look-ups. */
import { type Overview, SEVERITIES, SEVERITY_FROM, type Statistics, type Tape, type TapeTick } from '@keysguard/model'
import type { Queries } from '../engines/database/database.ts'
import { knownDecayClasses } from '../intelligence/decay.ts'
import { rankThreshold } from '../intelligence/fusion.ts'
import { severityCodes } from './codes.ts'
import { countBy, readCube, total } from './cube.ts'
import { search } from './search.ts'
import type { Knowing } from './write-rows.ts'

const QUARTER_MS = 15 * 60_000
const TICKS = 96
const LATEST = 20
const TOP = 10

/** The last 24 hours in quarters, oldest first; the last one is the quarter going on. */
export const readTape = async (queries: Queries, now: number): Promise<Tape> => {
  const first = Math.floor(now / QUARTER_MS) * QUARTER_MS - (TICKS - 1) * QUARTER_MS
  const rows = await queries.query<{ quarter: string; severity: number; n: string }>(
    `select quarter, severity, sum(n)::bigint as n from arrival where quarter >= $1::timestamptz group by quarter, severity`,
    [new Date(first).toISOString()],
  )
  const ticks: TapeTick[] = Array.from({ length: TICKS }, (_, index) => ({
    from: new Date(first + index * QUARTER_MS).toISOString(),
    count: 0,
    worst: null,
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    info: 0,
  }))
  for (const row of rows) {
    const tick = ticks[(Date.parse(row.quarter) - first) / QUARTER_MS]
    if (!tick) continue
    tick[severityCodes.name(row.severity)] += Number(row.n)
    tick.count += Number(row.n)
  }
  for (const tick of ticks) tick.worst = SEVERITIES.find(severity => tick[severity] > 0) ?? null
  return { ticks }
}

/** How many score in a band now: a range of each class's rank index. */
const countBetween = async (queries: Queries, from: number, below: number | null, now: number): Promise<number> => {
  const ranges = knownDecayClasses().map(
    ({ id }) =>
      `(class = ${id} and rank >= ${rankThreshold(id, from, now)}::double precision${below === null ? '' : ` and rank < ${rankThreshold(id, below, now)}::double precision`})`,
  )
  const [row] = await queries.query<{ n: number }>(`select count(*)::int as n from indicator where ${ranges.join(' or ')}`)
  return row?.n ?? 0
}

const countActive = async (queries: Queries, now: number): Promise<number> => {
  const [row] = await queries.query<{ n: number }>(
    `select count(*)::int as n from indicator where expires_at > $1::timestamptz`,
    [new Date(now).toISOString()],
  )
  return row?.n ?? 0
}

export const readStatistics = async (knowing: Knowing): Promise<Statistics> => {
  const cells = await readCube(knowing.database)
  return {
    total: total(cells),
    byType: countBy(cells, cell => [cell.type]).map(({ value, count }) => ({ type: value, count })),
    byThreat: countBy(cells, cell => [cell.threat]).map(({ value, count }) => ({ threat: value, count })),
    bySource: countBy(cells, cell => cell.sources.flatMap(id => knowing.dictionary.term(id)?.name ?? [])).map(
      ({ value, count }) => ({
        source: value,
        count,
      }),
    ),
  }
}

/** All of the overview but the sources, which the runtime knows. */
export const readOverview = async (
  knowing: Knowing,
  now: number,
): Promise<Omit<Overview, 'sources' | 'sourcesHealthy' | 'sourcesTotal' | 'quarantined' | 'version' | 'store'>> => {
  const { database } = knowing
  const [cells, tape, activeIndicators, critical, high, top, latest] = await Promise.all([
    readCube(database),
    readTape(database, now),
    countActive(database, now),
    countBetween(database, SEVERITY_FROM.critical, null, now),
    countBetween(database, SEVERITY_FROM.high, SEVERITY_FROM.critical, now),
    search(knowing, { kind: 'everything' }, { sort: 'risk', limit: TOP, now }),
    search(knowing, { kind: 'everything' }, { sort: 'newest', limit: LATEST, now }),
  ])
  const lastHour = tape.ticks.slice(-4).reduce((sum, { count }) => sum + count, 0)
  return {
    indicators: total(cells),
    activeIndicators,
    critical,
    high,
    newLastDay: tape.ticks.reduce((sum, { count }) => sum + count, 0),
    newLastHour: lastHour,
    suppressed: total(cells.filter(({ suppressed }) => suppressed)),
    byType: countBy(cells, cell => [cell.type]).map(({ value, count }) => ({ type: value, count })),
    byThreat: countBy(cells, cell => [cell.threat]).map(({ value, count }) => ({ threat: value, count })),
    tape,
    topRisks: top.items,
    latest: latest.items,
    sample: cells.some(({ sample }) => sample),
  }
}
