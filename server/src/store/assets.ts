/** What belongs to the reader: networks, domains, addresses, hashes. */
import type { Asset, Indicator } from '@keysguard/model'
import type { Queries, Transaction } from '../engines/database/database.ts'
import { typeCodes } from './codes.ts'

interface AssetRow {
  readonly type: number
  readonly value: string
  readonly note: string
  readonly added_at: string
  readonly added_by: string
}

export const readAssets = async (queries: Queries): Promise<Asset[]> => {
  const rows = await queries.query<AssetRow>(`select type, value, note, added_at, added_by from asset order by type, value`)
  return rows.map(({ type, value, note, added_at, added_by }) => ({
    type: typeCodes.name(type),
    value,
    note,
    addedAt: added_at,
    addedBy: added_by,
  }))
}

/** Adds what is not there yet, and takes over notes; returns what is new. */
export const addAssets = async (
  transaction: Transaction,
  assets: readonly (Indicator & { readonly note: string })[],
  by: string,
  at: number,
): Promise<readonly Indicator[]> => {
  const rows = await transaction.query<{ type: number; value: string; fresh: boolean }>(
    `insert into asset (type, value, note, added_at, added_by)
     select x.type, x.value, x.note, $4, $5 from unnest($1::smallint[], $2::text[], $3::text[]) as x (type, value, note)
     on conflict (type, value) do update set note = case when excluded.note = '' then asset.note else excluded.note end
     returning type, value, xmax = 0 as fresh`,
    [
      assets.map(({ type }) => typeCodes.code(type)),
      assets.map(({ value }) => value),
      assets.map(({ note }) => note),
      new Date(at).toISOString(),
      by,
    ],
  )
  return rows.filter(({ fresh }) => fresh).map(({ type, value }) => ({ type: typeCodes.name(type), value }))
}

/** Returns what was there. */
export const removeAssets = async (transaction: Transaction, assets: readonly Indicator[]): Promise<readonly Indicator[]> => {
  const rows = await transaction.query<{ type: number; value: string }>(
    `delete from asset a using unnest($1::smallint[], $2::text[]) as x (type, value) where a.type = x.type and a.value = x.value
     returning a.type, a.value`,
    [assets.map(({ type }) => typeCodes.code(type)), assets.map(({ value }) => value)],
  )
  return rows.map(({ type, value }) => ({ type: typeCodes.name(type), value }))
}
