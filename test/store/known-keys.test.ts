/** New indicators are written without a look-up; where that belief is wrong, nothing is lost and nothing comes twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCube, total } from '../../server/src/store/cube.ts'
import { KnownKeys } from '../../server/src/store/known-keys.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, listSource, prepare, runText } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const lines = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `45.9.${(from + index) >> 8}.${(from + index) & 255} Remcos tag-${index % 3}`)
const hexOf = (n: number): string => (n * 2_654_435_761).toString(16).padStart(32, '0').slice(-32).split('').reverse().join('')

describe.each(stores)('known keys on the %s', (_name, fresh) => {
  let store: FreshStore
  let first: Knowing
  let second: Knowing
  const one = listSource('one')
  const two = listSource('two')

  const count = async (table: string): Promise<number> => {
    const [row] = await store.database.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    return row?.n ?? -1
  }
  const allCounted = async (): Promise<void> => {
    expect(total(await readCube(store.database))).toBe(await count('indicator'))
    const [term] = await store.database.query<{ counted: number; there: number }>(
      `select (select sum(n)::int from term_count) as counted, (select count(*)::int from indicator, unnest(terms)) as there`,
    )
    expect(term?.counted).toBe(term?.there)
  }

  beforeAll(async () => {
    store = await fresh()
    first = await prepare(store.database, [one, two])
    second = await prepare(store.database, [one, two])
    await Promise.all([first.keys.prepared(), second.keys.prepared()])
  })
  afterAll(() => store.drop())

  it('takes new rows in, the same key twice in one batch too', async () => {
    await runText(first, one, '45.200.0.1 Remcos tag-0,tag-1,tag-2\n')
    const run = await runText(first, one, `${lines(300).join('\n')}\n45.9.0.7 Lumma tag-1\n`)
    expect(run.counts).toMatchObject({ received: 301, new: 300, duplicate: 1 })
    expect(balance(run)).toBe(0)
    expect(await count('indicator')).toBe(301)
    await allCounted()
  })

  it('notices what another process has written, and looks up then', async () => {
    const run = await runText(second, two, `${lines(310).join('\n')}\n`)
    expect(run.outcome).toBe('ok')
    expect(run.counts).toMatchObject({ received: 310, new: 310 })
    expect(await count('indicator')).toBe(311)
    expect(await count('assertion')).toBe(1 + 300 + 310)
    expect(await count('observation')).toBe(1 + 301 + 310)
    await allCounted()
    const again = await runText(second, two, `${lines(310).join('\n')}\n45.9.9.9\n`)
    expect(again.counts).toMatchObject({ received: 311, new: 1, unchanged: 310 })
  })

  it('reads the keys of a store that is there', async () => {
    const keys = new KnownKeys(store.database)
    await keys.prepared()
    const stored = await store.database.query<{ key: string }>(`select replace(key::text, '-', '') as key from indicator`)
    expect(stored.filter(({ key }) => keys.meet(key) === 'new')).toEqual([])
    const unknown = Array.from({ length: 2_000 }, (_, n) => hexOf(n + 1)).filter(key => keys.meet(key) === 'new')
    expect(unknown.length).toBeGreaterThan(1_900)
    expect(unknown.filter(key => keys.meet(key) === 'new')).toEqual([])
  })

  it('takes nothing for new while the keys are not read', () => {
    expect(new KnownKeys(store.database).meet('a'.repeat(32))).toBe('unsure')
  })
})
