/** Rows a second that are scored anew after a change of every source's grade, beside a bare update of the same columns of the same rows. */
import { INITIAL_SCORING } from '../server/dist/intelligence/scoring.js'
import { Scorekeeper } from '../server/dist/runtime/scoring/scorekeeper.js'
import type { Knowing } from '../server/dist/store/write-rows.js'
import { runBody } from './bench-source.ts'
import { feedBody } from './feed.ts'
import { type Figure, rounded } from './figure.ts'

const BATCH = 5_000
/** One minute for a million indicators. */
const LEAST = 1_000_000 / 60

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** The reference: the database alone, the same rows in batches of the same size, one column of them indexed. */
const bareUpdate = async ({ database }: Knowing, rows: number): Promise<number> => {
  const took = await seconds(async () => {
    let after = '0'.repeat(32)
    for (;;) {
      const [done] = await database.query<{ last: string | null }>(
        `with batch as (select key from indicator where key > $1::uuid order by key limit ${BATCH}),
              done as (update indicator i set rank = rank + 1, expires_at = expires_at, threat = threat, class = class
                       from batch where i.key = batch.key returning i.key)
         select max(key::text) as last from done`,
        [after],
      )
      if (!done?.last) break
      after = done.last
    }
  })
  return rows / took
}

export const rescoreBench = async (prepared: Knowing, rows: number): Promise<Figure> => {
  const inForce = { current: INITIAL_SCORING }
  const knowing = { ...prepared, scoring: inForce }
  await runBody(knowing, feedBody(0, rows))
  await knowing.database.script('vacuum analyze indicator')
  const onError = (error: unknown): never => {
    throw error
  }
  const keeper = await Scorekeeper.load({ knowing, inForce, now: Date.now, onError })
  await keeper.configure({ learning: true, halfLives: {}, shares: {}, reliability: { bench: 'C' } }, 'bench')
  const took = await seconds(async () => {
    while ((await keeper.rescore()) > 0);
  })
  const { left } = await keeper.report()
  if (left > 0) throw new Error(`${left} indicators were left behind`)
  await knowing.database.script('vacuum analyze indicator')
  const bare = await bareUpdate(knowing, rows)
  const rate = rows / took
  return {
    bench: `score ${rows} indicators anew, server`,
    value: Math.round(rate),
    unit: 'rows/s',
    reference: `bare update of the same columns ${Math.round(bare)} rows/s; ${rounded((1_000_000 * took) / rows)} s for a million`,
    ratio: rounded(rate / bare, 2),
    bar: '<= 60 s for a million',
    holds: rate >= LEAST,
  }
}
