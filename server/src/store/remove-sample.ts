/** Takes the built-in sample day out again, wherever it mixed with real intelligence. */
import type { IndicatorKey } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import { removeSampleAttack } from './attack.ts'
import type { Candidate } from './candidates.ts'
import { CounterChanges } from './counters.ts'
import { holdStandings, rewriteStandings } from './held-standings.ts'
import { putKeys } from './rejudge-queue.ts'
import { trailSearch } from './search-text.ts'
import type { Standing } from './standing.ts'
import { queueLinks } from './update-standings.ts'
import type { Knowing } from './write-rows.ts'

const BATCH = 500

/** Returns how many indicators are gone. What real sources also speak of stays, scored anew without the sample. */
export const removeSample = async (knowing: Knowing, now: number): Promise<number> => {
  let removed = 0
  // What still waits for search would enter its index when it is gone. Who would look at it on its way there does so later.
  while ((await trailSearch(knowing.database, 1, judgeLater)) > 0);
  for (;;) {
    const rows = await knowing.database.query<{ key: string }>(
      `select distinct replace(indicator::text, '-', '') as key from assertion where sample limit ${BATCH}`,
    )
    if (rows.length === 0) break
    removed += await removeBatch(
      knowing,
      rows.map(({ key }) => key as IndicatorKey),
      now,
    )
  }
  await knowing.database.query(`delete from quarantine where run in (select id from run where trigger = 'sample')`)
  await knowing.database.query(`delete from feed_rows where source in (select source from run where trigger = 'sample')`)
  await knowing.database.query(`delete from feed_group where source in (select source from run where trigger = 'sample')`)
  await knowing.database.query(`delete from feed_part where source in (select source from run where trigger = 'sample')`)
  await knowing.database.query(`delete from known_name where sample`)
  await knowing.database.query(`delete from entity_mention where sample`)
  await knowing.database.query(`delete from detection where sample`)
  await knowing.database.query(`delete from report_finding where report in (select id from report where sample)`)
  await knowing.database.query(`delete from report_review where report in (select id from report where sample)`)
  await knowing.database.query(`delete from report where sample`)
  await removeSampleAttack(knowing.database)
  await knowing.database.query(`delete from run where trigger = 'sample'`)
  await knowing.database.query(`delete from arrival where not exists (select 1 from run where run.source = arrival.source)`)
  return removed
}

const judgeLater = async (transaction: Transaction, rows: readonly Candidate[]): Promise<void> => {
  await putKeys(
    transaction,
    null,
    rows.map(({ key }) => key),
  )
}

const removeBatch = (knowing: Knowing, keys: readonly IndicatorKey[], now: number): Promise<number> =>
  knowing.database.transaction(async transaction => {
    const held = await holdStandings(transaction, keys, knowing.sources)
    const counters = new CounterChanges()
    const gone: string[] = []
    const kept: Standing[] = []
    for (const standing of held.standings.values()) {
      const real = standing.assertions.filter(({ sample }) => !sample)
      if (real.length === 0) {
        gone.push(standing.key)
        if (standing.before) counters.count(standing.before, -1)
      } else {
        standing.assertions.splice(0, standing.assertions.length, ...real)
        kept.push(standing)
      }
    }
    await transaction.query(
      `delete from observation_row where indicator = any($1::uuid[]) and run in (select id from run where trigger = 'sample')`,
      [keys],
    )
    await transaction.query(`delete from assertion_row where indicator = any($1::uuid[]) and sample`, [keys])
    await transaction.query(`delete from appraisal where indicator = any($1::uuid[])`, [gone])
    await transaction.query(`delete from indicator_text where key = any($1::uuid[])`, [gone])
    await transaction.query(`delete from link where indicator = any($1::uuid[])`, [gone])
    await transaction.query(`insert into threat_backlog (keys) values ($1::uuid[])`, [gone])
    await transaction.query(`delete from indicator where key = any($1::uuid[])`, [gone])
    await queueLinks(
      transaction,
      kept.map(({ key }) => key),
    )
    await counters.write(transaction, held.shards[0] ?? 0, null)
    await rewriteStandings(transaction, kept, held, now, knowing)
    return gone.length
  })
