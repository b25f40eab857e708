/** What was seen in the reader's own telemetry. */
import type { IndicatorKey } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'

export const addSightings = async (transaction: Transaction, keys: readonly IndicatorKey[], at: number): Promise<void> => {
  await transaction.query(
    `insert into sighting (indicator, n, first_at, last_at) select x, count(*), $2, $2 from unnest($1::uuid[]) as x group by x
     on conflict (indicator) do update set n = sighting.n + excluded.n, first_at = least(sighting.first_at, excluded.first_at),
       last_at = greatest(sighting.last_at, excluded.last_at)`,
    [keys, new Date(at).toISOString()],
  )
}
