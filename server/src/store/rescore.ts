/**
 * Scores indicators anew after the scoring has changed, a batch at a time along their keys: few shards are locked at once, and what is
 * left is known from the classes that indicators still stand under, so that a stop at any moment costs nothing.
 */
import type { IndicatorKey } from '@keysguard/model'
import { holdStandings, rewriteStandings } from './held-standings.ts'
import type { Knowing } from './write-rows.ts'

const FIRST_KEY = '0'.repeat(32)

/** Takes the next `most` indicators of `classes` behind the key `after`; null begins. Returns the last key, null at the end, and how many it was. */
export const rescoreBatch = async (
  knowing: Knowing,
  classes: readonly number[],
  after: string | null,
  most: number,
  now: number,
): Promise<{ readonly last: string | null; readonly rescored: number }> => {
  const rows = await knowing.database.query<{ key: string }>(
    `select replace(key::text, '-', '') as key from indicator where key > $1::uuid and class = any($2::smallint[]) order by key limit $3`,
    [after ?? FIRST_KEY, classes, most],
  )
  const keys = rows.map(({ key }) => key as IndicatorKey)
  if (keys.length === 0) return { last: null, rescored: 0 }
  await knowing.database.transaction(async transaction => {
    const held = await holdStandings(transaction, keys, knowing.sources)
    await rewriteStandings(transaction, [...held.standings.values()], held, now, knowing)
  })
  return { last: keys.length < most ? null : (keys.at(-1) ?? null), rescored: keys.length }
}
