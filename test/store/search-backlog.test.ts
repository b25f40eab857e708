/** What waits for search is all that search needs, and comes out as it went in; what waited before it was kept so is found too. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IndicatorKey } from '../../model/src/index.ts'
import { migrate } from '../../server/src/store/migrate.ts'
import { migrations } from '../../server/src/store/migrations/index.ts'
import { SearchBacklog, takeSearchBacklog } from '../../server/src/store/search-backlog.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const entry = fc.record({
  key: fc.stringMatching(/^[0-9a-f]{32}$/).map(key => key as IndicatorKey),
  type: fc.integer({ min: 1, max: 29 }),
  value: fc.stringMatching(/^[^\u0000-\u001f\u007f\ud800-\udfff]+$/u),
  family: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  suppressedBy: fc.option(fc.string({ unit: 'grapheme' }).map(name => name.replaceAll('\0', ''))),
})

describe.each(stores)('on the %s', (_name, fresh) => {
  let store: FreshStore
  beforeAll(async () => {
    store = await fresh()
  })
  afterAll(() => store.drop())

  const put = (entries: readonly (typeof entry extends fc.Arbitrary<infer E> ? E : never)[]) =>
    store.database.transaction(async transaction => {
      const backlog = new SearchBacklog()
      for (const { key, type, value, family, suppressedBy } of entries) backlog.add(key, type, value, family, suppressedBy)
      await backlog.write(transaction)
    })
  const take = (batches: number) => store.database.transaction(transaction => takeSearchBacklog(transaction, batches))

  it('hands each new indicator on once, with all that is said of it', async () => {
    await migrate(store.database)
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 20 }), async entries => {
        await put(entries)
        expect(await take(1)).toEqual(
          entries.map(({ key, type, value, family, suppressedBy }) => ({
            key,
            type,
            value,
            suppressedBy,
            terms: family === 0 ? [] : [family],
          })),
        )
        expect(await take(1)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

describe.each(stores)('kept by an earlier version, on the %s', (_name, fresh) => {
  let store: FreshStore
  beforeAll(async () => {
    store = await fresh()
  })
  afterAll(() => store.drop())

  it('is found all the same; what is gone is not', async () => {
    const key = 'a'.repeat(32)
    await migrate(
      store.database,
      migrations.filter(({ id }) => id < '0017'),
    )
    await store.database.query(`insert into term (kind, name) values ('source', 'one'), ('malware', 'Mirai')`)
    await store.database.query(
      `insert into indicator (key, rank, first_seen, last_seen, added_at, type, threat, class, tlp, sample, terms, suppressed_by, value)
       values ($1, 0, now(), now(), now(), 1, 1, 1, 1, false, (select array_agg(id) from term), 'a list', 'bad-sample.com')`,
      [key],
    )
    await store.database.query(`insert into indicator_text_backlog (keys) values ($1::uuid[]), ($2::uuid[])`, [
      [key, 'b'.repeat(32)],
      ['c'.repeat(32)],
    ])
    await migrate(store.database)
    const [family] = await store.database.query<{ id: number }>(`select id from term where kind = 'malware'`)
    expect(await store.database.transaction(transaction => takeSearchBacklog(transaction, 10))).toEqual([
      { key, type: 1, value: 'bad-sample.com', suppressedBy: 'a list', terms: [family?.id] },
    ])
  })
})
