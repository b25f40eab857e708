/** Values people have set, by unit (a source, an enricher) and key. Secrets come sealed. */
import type { Database, Queries } from '../engines/database/database.ts'

export interface StoredValue {
  readonly unit: string
  readonly key: string
  readonly value: string
  readonly sealed: boolean
}

export const readSettings = (database: Database): Promise<StoredValue[]> =>
  database.query<StoredValue>(`select unit, key, value, sealed from setting`)

type UnitValues = readonly Omit<StoredValue, 'unit'>[]

/** Sets values of one unit; an empty value removes one. */
export const writeSettings = (database: Database, unit: string, values: UnitValues): Promise<void> =>
  database.transaction(transaction => putSettings(transaction, unit, values))

/** The same, with what else a transaction does. */
export const putSettings = async (transaction: Queries, unit: string, values: UnitValues): Promise<void> => {
  for (const { key, value, sealed } of values) {
    if (value === '') await transaction.query(`delete from setting where unit = $1 and key = $2`, [unit, key])
    else
      await transaction.query(
        `insert into setting (unit, key, value, sealed) values ($1, $2, $3, $4)
         on conflict (unit, key) do update set value = excluded.value, sealed = excluded.sealed`,
        [unit, key, value, sealed],
      )
  }
}
