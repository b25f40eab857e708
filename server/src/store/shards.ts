/** Keys are hashes, so their first digit splits the work evenly; who writes a shard holds its lock until the commit. */
import type { Transaction } from '../engines/database/database.ts'

/** Fixed for ever: counters are kept by shard. */
export const SHARDS = 8
const LOCK_SPACE = 7373

export const shardOf = (key: string): number => Number.parseInt(key.charAt(0), 16) % SHARDS

/** Locks shards until the transaction ends, in ascending order so that two writers cannot wait for each other. */
export const lockShards = async (transaction: Transaction, shards: readonly number[]): Promise<void> => {
  await transaction.query(`select pg_advisory_xact_lock($1, s) from unnest($2::int[]) as s order by s`, [
    LOCK_SPACE,
    [...shards].sort((a, b) => a - b),
  ])
}
