/** blocklist.de in the store: eleven lists of the same addresses, which leave them one by one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/src/engines/database/database.ts'
import { blocklistDe } from '../../server/src/sources/blocklist-de.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, NOW, prepare, runTexts } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const HOUR = 3_600_000

const LISTS = Object.keys(blocklistDe.config)
/** Each list with its addresses; the others have one that stays, as none of them is ever empty. */
const lists = (given: Readonly<Record<string, readonly string[]>>): Record<string, string> =>
  Object.fromEntries(LISTS.map(name => [name, `${[...(given[name] ?? []), '45.77.1.1'].join('\n')}\n`]))

const saidOf = async (database: Database): Promise<Readonly<Record<string, unknown>>> => {
  const rows = await database.query<{ value: string; listed: boolean; tags: string[] | null }>(
    `select i.value, a.withdrawn_at is null as listed, a.statement::json -> 'tags' as tags
     from assertion a join indicator i on i.key = a.indicator order by i.value`,
  )
  return Object.fromEntries(rows.map(({ value, listed, tags }) => [value, [listed, tags]]))
}

describe.each(stores)('blocklist.de on the %s', (_, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  beforeAll(async () => {
    store = await fresh()
    knowing = await prepare(store.database, [blocklistDe])
  })
  afterAll(() => store.drop())

  const A = '45.77.2.2'
  const B = '2a01:4f8:1::7'

  it('keeps each address once, with what the most telling of its lists says', async () => {
    const run = await runTexts(knowing, blocklistDe, lists({ url: [A, B], ssh: [A], mail: [B] }))
    expect([run.outcome, balance(run)]).toEqual(['ok', 0])
    expect(await saidOf(store.database)).toMatchObject({ [A]: [true, ['ssh']], [B]: [true, ['mail']] })
  })

  it('knows the lists again, row by row', async () => {
    const run = await runTexts(knowing, blocklistDe, lists({ url: [A, B], ssh: [A], mail: [B] }), NOW + HOUR)
    expect([run.outcome, run.counts.withdrawn]).toEqual(['unchanged', 0])
  })

  it('withdraws an address when the last of its lists has let it go, also when the others are unchanged', async () => {
    const without = await runTexts(knowing, blocklistDe, lists({ url: [A, B], mail: [B] }), NOW + 2 * HOUR)
    expect(without.counts.withdrawn).toBe(0)
    const unchanged = Object.fromEntries(LISTS.map(name => [name, null]))
    const gone = await runTexts(knowing, blocklistDe, { ...unchanged, url: `${B}\n45.77.1.1\n` }, NOW + 3 * HOUR)
    expect(gone.counts.withdrawn).toBe(1)
    expect(await saidOf(store.database)).toMatchObject({ [A]: [false, ['ssh']], [B]: [true, ['mail']] })
  })

  it('spares an address that only left the union, while a part still lists it', async () => {
    const unchanged = Object.fromEntries(LISTS.map(name => [name, null]))
    const run = await runTexts(knowing, blocklistDe, { ...unchanged, url: '45.77.1.1\n' }, NOW + 4 * HOUR)
    expect(run.counts.withdrawn).toBe(0)
    expect(await saidOf(store.database)).toMatchObject({ [B]: [true, ['mail']] })
  })
})
