/** Standings that are to be written in the transaction that reads them: nobody else writes their shards until it ends. */
import type { IndicatorKey } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import { readStandings } from './read-standings.ts'
import { lockShards, shardOf } from './shards.ts'
import type { Standing } from './standing.ts'
import { writeStandings } from './write-batch.ts'
import type { Knowing } from './write-rows.ts'

export interface HeldStandings {
  readonly standings: ReadonlyMap<IndicatorKey, Standing>
  readonly shards: readonly number[]
}

/** Locks the shards of `keys`, then reads; keys the store does not know are absent. */
export const holdStandings = async (
  transaction: Transaction,
  keys: readonly IndicatorKey[],
  sources: Knowing['sources'],
): Promise<HeldStandings> => {
  const shards = [...new Set(keys.map(shardOf))]
  await lockShards(transaction, shards)
  const standings = await readStandings(
    transaction,
    keys.map(key => ({ key })),
    sources,
  )
  return { standings, shards }
}

/** Writes what follows now from what is known already: no source has said anything. */
export const rewriteStandings = async (
  transaction: Transaction,
  standings: readonly Standing[],
  { shards }: HeldStandings,
  now: number,
  knowing: Knowing,
): Promise<void> => {
  await writeStandings(transaction, standings, { run: { id: 0, at: now, sample: false }, shards, source: null }, knowing)
}
