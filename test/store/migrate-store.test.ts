/** An embedded store carried into a server answers as before. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgres } from '../../server/src/engines/database/postgres.ts'
import { migrate } from '../../server/src/store/migrate.ts'
import { migrateStore } from '../../server/src/store/migrate-store.ts'
import { search } from '../../server/src/store/search.ts'
import { trailSearch } from '../../server/src/store/search-text.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { type FreshStore, freshServerUrl, hasServer, stores } from '../support/stores.ts'

const [[, embedded] = []] = stores

describe.skipIf(!hasServer)('migrate-store', () => {
  let from: FreshStore
  let to: Awaited<ReturnType<typeof freshServerUrl>>

  beforeAll(async () => {
    if (!embedded) throw new Error('there is no embedded store')
    from = await embedded()
    to = await freshServerUrl()
  })
  afterAll(async () => {
    await from.drop()
    await to.drop()
  })

  it('loses nothing, goes on where the old store was, and refuses a store that is not empty', async () => {
    const one = listSource('one')
    const text = Array.from({ length: 700 }, (_, n) => `45.3.${n >> 8}.${n & 255} Family\\${n % 3} tag\t${n % 5}`).join('\n')
    const before = await prepare(from.database, [one])
    await runText(before, one, text)
    await runText(before, one, `${text}\n45.3.0.1 Another`, NOW + 60_000)
    while ((await trailSearch(from.database, 10)) > 0);
    const expected = await search(before, { kind: 'everything' }, { sort: 'risk', limit: 500, now: NOW })

    const target = await openPostgres(to.url)
    const tables: string[] = []
    const rows = await migrateStore(from.database, target, table => tables.push(table))
    expect(rows).toBeGreaterThan(1_400)
    expect(tables).toEqual(expect.arrayContaining(['indicator', 'assertion_row', 'observation_row']))
    const said = `select indicator, source, reports, run, active_at, first_reported, last_reported, statement from assertion order by 1, 2`
    expect(await target.query(said)).toEqual(await from.database.query(said))
    const reported = `select indicator, at, run, source, statement, earlier, raw from observation order by 1, 2`
    expect(await target.query(reported)).toEqual(await from.database.query(reported))
    const after = await prepare(target, [one])
    const found = await search(after, { kind: 'everything' }, { sort: 'risk', limit: 500, now: NOW })
    expect({ ...found, tookMs: 0 }).toEqual({ ...expected, tookMs: 0 })
    const run = await runText(after, one, `${text}\n45.4.0.1 New`, NOW + 3_600_000)
    expect(run.counts).toMatchObject({ new: 1, unchanged: 700, withdrawn: 0 })
    await migrate(target)
    await expect(migrateStore(from.database, target, () => undefined)).rejects.toMatchObject({ code: 'conflict' })
    await target.close()
  })
})
