/** Monthly partitions of the observations, made before they are needed. */
import type { Database } from '../engines/database/database.ts'

const monthOf = (ms: number, ahead: number): Date => {
  const at = new Date(ms)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + ahead, 1))
}

const day = (at: Date): string => at.toISOString().slice(0, 10)

/** Makes this month's and the next month's partition. */
export const ensurePartitions = async (database: Database, now: number): Promise<void> => {
  for (const ahead of [0, 1]) {
    const from = monthOf(now, ahead)
    const to = monthOf(now, ahead + 1)
    const name = `observation_${day(from).slice(0, 7).replace('-', '_')}`
    await database.query(
      `create table if not exists ${name} partition of observation_row for values from ('${day(from)} 00:00+00') to ('${day(to)} 00:00+00')`,
    )
  }
}
