/** What an entity's page shows of its indicators: the riskiest of them, and the threats they are in. */
import type { EntityDetail, IndicatorSummary, Query, Tlp } from '@keysguard/model'
import { severityOf } from '@keysguard/model'
import type { Database } from '../../engines/database/database.ts'
import { tlpCodes } from '../codes.ts'
import { asArray } from '../links/read-subjects.ts'
import { riskiestFirst } from '../order.ts'
import { scope } from '../scope.ts'
import { INDICATOR_COLUMNS, type IndicatorRow, summarise } from '../summaries.ts'
import { walk } from '../walk.ts'
import type { Knowing } from '../write-rows.ts'

/** The riskiest of some indicators that the reader may see. */
export const riskiestOf = async (
  { database, dictionary }: Knowing,
  keys: readonly string[],
  { reads, most, now }: { readonly reads: Tlp; readonly most: number; readonly now: number },
): Promise<IndicatorSummary[]> => {
  if (keys.length === 0) return []
  const rows = await database.query<IndicatorRow>(
    `select ${INDICATOR_COLUMNS} from indicator i where i.key = any($1::text::uuid[]) and i.tlp <= $2`,
    [asArray(keys), tlpCodes.code(reads)],
  )
  const summaries = await summarise(rows, dictionary, now)
  return summaries.sort((a, b) => b.risk - a.risk || (a.value < b.value ? -1 : 1)).slice(0, most)
}

/** The riskiest of families that many indicators are of, down the ranks of each class: it stops early, because they are common. */
export const riskiestOfFamilies = async (
  knowing: Knowing,
  names: readonly string[],
  { most, now }: { readonly most: number; readonly now: number },
): Promise<IndicatorSummary[]> => {
  const query: Query = { kind: 'is', condition: { field: 'malware', any: names.map(name => name.toLowerCase()) } }
  const { classes } = await scope(knowing, query)
  const walks = await Promise.all(classes.map(decayClass => walk(knowing, query, decayClass, null, { now, limit: most })))
  const rows = riskiestFirst(
    walks.flatMap(({ rows: found }) => found),
    now,
  )
  return summarise(rows.slice(0, most), knowing.dictionary, now)
}

/** Threats that hold most of some indicators first. */
export const threatsOf = async (
  database: Database,
  keys: readonly string[],
  { reads, most }: { readonly reads: Tlp; readonly most: number },
): Promise<EntityDetail['threats']> => {
  if (keys.length === 0) return []
  const rows = await database.query<{ id: number; title: string; risk: number; members: number }>(
    `select t.id, t.title, t.risk::float8 as risk, m.n as members
     from (select threat, count(*)::int as n from threat_member where indicator = any($1::text::uuid[]) group by threat) as m
     join threat t on t.id = m.threat and t.state = 'active' and t.tlp <= $2 order by m.n desc, t.risk desc, t.id limit $3`,
    [asArray(keys), tlpCodes.code(reads), most],
  )
  return rows.map(({ risk, ...row }) => ({ ...row, risk: Math.round(risk * 10) / 10, severity: severityOf(risk) }))
}
