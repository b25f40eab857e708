/** Lists that people brought, and what they chose for each: whether it is on, and what follows from it. */
import { IndicatorType, ListAction, ListMatch } from '@keysguard/model'
import { z } from 'zod'
import type { Queries, Transaction } from '../engines/database/database.ts'
import type { BenignList } from '../intelligence/benign/list.ts'

interface ListRow {
  readonly id: string
  readonly name: string
  readonly why: string
  readonly action: string
  readonly match: string
  readonly beneath: boolean
  readonly types: string
  readonly dated: string
  readonly entries: string
}

const Types = z.array(IndicatorType).nullable()

/** Entries hold no line ends: they are kept as lines. */
export const readLists = async (queries: Queries): Promise<BenignList[]> => {
  const rows = await queries.query<ListRow>(
    `select id, name, why, action, match, beneath, types, dated, entries from benign_list order by id`,
  )
  return rows.map(({ id, name, why, action, match, beneath, types, dated, entries }) => {
    const kinds = Types.parse(JSON.parse(types))
    return {
      id,
      name,
      why,
      action: ListAction.parse(action),
      match: ListMatch.parse(match),
      beneath,
      types: kinds === null ? null : new Set(kinds),
      dated,
      origin: 'imported',
      entries: entries === '' ? [] : entries.split('\n'),
    }
  })
}

export const writeList = async (transaction: Transaction, list: BenignList, at: number): Promise<void> => {
  await transaction.query(
    `insert into benign_list (id, name, why, action, match, beneath, types, dated, entries, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do update set name = excluded.name, why = excluded.why, action = excluded.action, match = excluded.match,
       beneath = excluded.beneath, types = excluded.types, dated = excluded.dated, entries = excluded.entries, imported_at = excluded.imported_at`,
    [
      list.id,
      list.name,
      list.why,
      list.action,
      list.match,
      list.beneath,
      JSON.stringify(list.types === null ? null : [...list.types]),
      list.dated,
      list.entries.join('\n'),
      new Date(at).toISOString(),
    ],
  )
}

export const deleteList = async (transaction: Transaction, id: string): Promise<void> => {
  await transaction.query(`delete from benign_list where id = $1`, [id])
  await transaction.query(`delete from list_choice where id = $1`, [id])
}

export interface ListChoice {
  readonly enabled: boolean
  /** Null: as the list says itself. */
  readonly action: ListAction | null
}

export const readChoices = async (queries: Queries): Promise<Map<string, ListChoice>> => {
  const rows = await queries.query<{ id: string; enabled: boolean; action: string | null }>(
    `select id, enabled, action from list_choice`,
  )
  return new Map(
    rows.map(({ id, enabled, action }) => [id, { enabled, action: action === null ? null : ListAction.parse(action) }]),
  )
}

export const writeChoice = async (transaction: Transaction, id: string, { enabled, action }: ListChoice): Promise<void> => {
  await transaction.query(
    `insert into list_choice (id, enabled, action) values ($1, $2, $3)
     on conflict (id) do update set enabled = excluded.enabled, action = excluded.action`,
    [id, enabled, action],
  )
}

/** Indicators that are suppressed now, by what suppresses them. */
export const countSuppressed = async (queries: Queries): Promise<ReadonlyMap<string, number>> => {
  const rows = await queries.query<{ by: string; n: number }>(
    `select suppressed_by as by, count(*)::int as n from indicator where suppressed_by is not null and rank <= -1e9 group by suppressed_by`,
  )
  return new Map(rows.map(({ by, n }) => [by, n]))
}
