/** The counters, summed over shards: how many indicators of which kind, without counting them. */
import type { IndicatorType, ThreatType } from '@keysguard/model'
import type { Queries } from '../engines/database/database.ts'
import { threatCodes, typeCodes } from './codes.ts'

export interface Cell {
  readonly type: IndicatorType
  readonly threat: ThreatType
  readonly decayClass: number
  /** Term ids of the sources that speak of these. */
  readonly sources: readonly number[]
  readonly suppressed: boolean
  readonly sample: boolean
  readonly n: number
}

export const readCube = async (queries: Queries): Promise<Cell[]> => {
  const rows = await queries.query<{
    type: number
    threat: number
    class: number
    sources: readonly number[]
    suppressed: boolean
    sample: boolean
    n: string
  }>(
    `select type, threat, class, sources, suppressed, sample, sum(n)::bigint as n from indicator_count
     group by type, threat, class, sources, suppressed, sample having sum(n) > 0`,
  )
  return rows.map(row => ({
    type: typeCodes.name(row.type),
    threat: threatCodes.name(row.threat),
    decayClass: row.class,
    sources: row.sources,
    suppressed: row.suppressed,
    sample: row.sample,
    n: Number(row.n),
  }))
}

export const total = (cells: readonly Cell[]): number => cells.reduce((sum, { n }) => sum + n, 0)

/** Counts by what `read` gives for a cell, largest first. */
export const countBy = <K>(
  cells: readonly Cell[],
  read: (cell: Cell) => readonly K[],
): { readonly value: K; readonly count: number }[] => {
  const counts = new Map<K, number>()
  for (const cell of cells) for (const value of read(cell)) counts.set(value, (counts.get(value) ?? 0) + cell.n)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}

/** The `most` commonest terms of a kind. */
export const commonTerms = async (
  queries: Queries,
  kind: string,
  most: number,
): Promise<{ readonly name: string; readonly count: number }[]> => {
  const rows = await queries.query<{ name: string; n: string }>(
    `select t.name, sum(c.n)::bigint as n from term_count c join term t on t.id = c.term where t.kind = $1 group by t.name having sum(c.n) > 0 order by 2 desc, 1 limit $2`,
    [kind, most],
  )
  return rows.map(({ name, n }) => ({ name, count: Number(n) }))
}
