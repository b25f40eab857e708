/** Full-set feeds: what is no longer listed is withdrawn, what is still listed is renewed now and then. */
import type { IndicatorKey } from '@keysguard/model'
import type { BatchRun } from './arrivals.ts'
import { holdStandings } from './held-standings.ts'
import type { StandingAssertion, StoredSource } from './standing.ts'
import { writeStandings } from './write-batch.ts'
import type { Knowing } from './write-rows.ts'

type Touch = (assertion: StandingAssertion, at: number) => boolean

/** Ends the presence of `keys` on the source's list. Deletes nothing. Returns how many were listed until now. */
export const withdraw = (knowing: Knowing, source: StoredSource, keys: Iterable<string>, run: BatchRun): Promise<number> =>
  touch(knowing, source, keys, run, (assertion, at) => {
    if (assertion.withdrawnAt !== null) return false
    assertion.withdrawnAt = at
    return true
  })

/** Takes being listed as evidence of activity: as of now. */
export const renew = (knowing: Knowing, source: StoredSource, keys: Iterable<string>, run: BatchRun): Promise<number> =>
  touch(knowing, source, keys, run, (assertion, at) => {
    if (assertion.withdrawnAt !== null || assertion.activeAt >= at) return false
    assertion.activeAt = at
    return true
  })

const touch = async (
  knowing: Knowing,
  source: StoredSource,
  keys: Iterable<string>,
  run: BatchRun,
  change: Touch,
): Promise<number> => {
  const all = [...keys].sort() as IndicatorKey[]
  let touched = 0
  for (let from = 0; from < all.length; ) {
    const batch = all.slice(from, from + knowing.database.batchRows())
    from += batch.length
    touched += await touchBatch(knowing, source, batch, run, change)
  }
  return touched
}

const touchBatch = (
  knowing: Knowing,
  source: StoredSource,
  batch: readonly IndicatorKey[],
  run: BatchRun,
  change: Touch,
): Promise<number> =>
  knowing.database.transaction(async transaction => {
    const { standings, shards } = await holdStandings(transaction, batch, knowing.sources)
    const changed = [...standings.values()].filter(standing => {
      const own = standing.assertions.find(assertion => assertion.source.num === source.num)
      if (!own || !change(own, run.at)) return false
      own.changed = true
      return true
    })
    await writeStandings(transaction, changed, { run, shards, source }, knowing)
    return changed.length
  })
