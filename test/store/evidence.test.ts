/** What happens to evidence in the store: the same on every engine. */

import { parseQuery } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalise, keyOf } from '../../server/src/indicators/index.ts'
import { readCube, total } from '../../server/src/store/cube.ts'
import { readDetail } from '../../server/src/store/detail.ts'
import { search } from '../../server/src/store/search.ts'
import { trailSearch } from '../../server/src/store/search-text.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, listSource, NOW, prepare, runText, runTexts } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const HOUR_MS = 3_600_000
const lines = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `45.${(from + index) >> 16}.${((from + index) >> 8) & 255}.${(from + index) & 255}`)
const keyOfAddress = (value: string) => {
  const found = canonicalise('ipv4', value)
  if (!found.ok) throw new Error(found.reason)
  return keyOf(found.indicator)
}

describe.each(stores)('on the %s', (_name, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  const one = listSource('one')
  const two = listSource('two')
  const copy = listSource('copy', { derivedFrom: ['one'], reliability: 'C' })
  const few = listSource('few')
  const parted = listSource('parted', { collect: ({ fetch, at }) => [fetch.lines(at('ssh')), fetch.lines(at('mail'))] })
  const shrinking = listSource('shrinking')
  const appending = listSource('appending', { presence: 'append' })

  const find = async (q: string) => {
    const parsed = parseQuery(q, NOW)
    if (!parsed.ok) throw new Error(parsed.message)
    return search(knowing, parsed.query, { sort: 'risk', limit: 100, now: NOW })
  }
  const count = async (table: string): Promise<number> => {
    const [row] = await store.database.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    return row?.n ?? -1
  }

  beforeAll(async () => {
    store = await fresh()
    knowing = await prepare(store.database, [one, two, copy, few, parted, shrinking, appending])
  })
  afterAll(() => store.drop())

  it('stores new rows and balances the ledger', async () => {
    const run = await runText(knowing, one, `${lines(300).join('\n')}\n45.0.0.7 Remcos\nnot-an-address\n10.0.0.1\n`)
    expect(run.outcome).toBe('partial')
    expect(run.counts).toMatchObject({ received: 303, new: 300, duplicate: 1, rejected: 2 })
    expect(run.rejections).toEqual({ 'invalid-value': 1, 'never-an-indicator': 1 })
    expect(balance(run)).toBe(0)
    expect(await count('indicator')).toBe(300)
  })

  it('writes nothing when the same rows come again', async () => {
    const before = await count('observation')
    const run = await runText(
      knowing,
      one,
      `# a new banner\n${lines(300).join('\n')}\n45.0.0.7 Remcos\nnot-an-address\n10.0.0.1\n`,
      NOW + HOUR_MS,
    )
    expect(run.counts).toMatchObject({ received: 303, new: 0, changed: 0, unchanged: 301, rejected: 2 })
    expect(await count('observation')).toBe(before)
  })

  it('adds up independent sources, and copies only a little', async () => {
    const address = '45.0.0.9'
    const score = async (): Promise<number> => (await readDetail(knowing, keyOfAddress(address), NOW))?.explanation.score ?? 0
    const alone = await score()
    await runText(knowing, copy, `${address}\n`)
    const copied = await score()
    await runText(knowing, two, `${address} Lumma tag-one,tag-two\n`)
    const confirmed = await score()
    expect(copied - alone).toBeLessThan(confirmed - copied)
    expect(confirmed).toBeGreaterThan(copied)
    const detail = await readDetail(knowing, keyOfAddress(address), NOW)
    expect(detail?.sources.sort()).toEqual(['copy', 'one', 'two'])
    expect(detail?.explanation.terms.at(-1)?.to).toBeCloseTo(detail?.explanation.score ?? -1, 6)
  })

  it('keeps its counters equal to what is there', async () => {
    expect(total(await readCube(store.database))).toBe(await count('indicator'))
    const terms = await store.database.query<{ term: number; n: number }>(
      `select term, sum(n)::int as n from term_count group by term having sum(n) <> 0 order by term`,
    )
    const counted = await store.database.query<{ term: number; n: number }>(
      `select t as term, count(*)::int as n from indicator, unnest(terms) as t group by t order by t`,
    )
    expect(terms).toEqual(counted)
  })

  it('withdraws what a full set no longer lists, and deletes nothing', async () => {
    await runText(knowing, few, '46.1.0.1\n46.1.0.2\n46.1.0.3\n')
    const run = await runText(knowing, few, '46.1.0.1\n46.1.0.3\n', NOW + HOUR_MS)
    expect(run.counts).toMatchObject({ unchanged: 2, withdrawn: 1 })
    const detail = await readDetail(knowing, keyOfAddress('46.1.0.2'), NOW)
    expect(detail?.assertions[0]?.withdrawnAt).not.toBeNull()
    const back = await runText(knowing, few, '46.1.0.1\n46.1.0.2\n46.1.0.3\n', NOW + 2 * HOUR_MS)
    expect(back.counts).toMatchObject({ changed: 1, unchanged: 2 })
    expect((await readDetail(knowing, keyOfAddress('46.1.0.2'), NOW))?.assertions[0]?.withdrawnAt).toBeNull()
  })

  it('withdraws what one part of a full set no longer lists only when no other part does', async () => {
    await runTexts(knowing, parted, { ssh: '46.2.0.1\n46.2.0.2\n', mail: '46.2.0.2\n46.2.0.3\n' })
    const moved = await runTexts(knowing, parted, { ssh: '46.2.0.1\n', mail: '46.2.0.2\n46.2.0.3\n' }, NOW + HOUR_MS)
    expect(moved.counts).toMatchObject({ withdrawn: 0 })
    const unchanged = await runTexts(knowing, parted, { ssh: '46.2.0.3\n', mail: null }, NOW + 2 * HOUR_MS)
    expect(unchanged.counts).toMatchObject({ withdrawn: 1 })
    const gone = await runTexts(knowing, parted, { ssh: '46.2.0.3\n', mail: '46.2.0.3\n' }, NOW + 3 * HOUR_MS)
    expect(gone.counts).toMatchObject({ withdrawn: 1 })
    expect((await readDetail(knowing, keyOfAddress('46.2.0.2'), NOW))?.assertions[0]?.withdrawnAt).not.toBeNull()
  })

  it('suspects a feed that shrinks by nine tenths, keeps its data, and believes it when confirmed', async () => {
    await runText(knowing, shrinking, lines(100, 5_000).join('\n'))
    for (let confirmation = 1; confirmation <= 3; confirmation += 1) {
      const suspect = await runText(knowing, shrinking, lines(10, 5_000).join('\n'), NOW + confirmation * HOUR_MS)
      expect(suspect.outcome).toBe('shrunk-suspect')
      expect(suspect.counts.withdrawn).toBe(0)
    }
    const believed = await runText(knowing, shrinking, lines(10, 5_000).join('\n'), NOW + 4 * HOUR_MS)
    expect(believed.outcome).toBe('ok')
    expect(believed.counts.withdrawn).toBe(90)
  })

  it('suspects an empty feed and keeps what was known', async () => {
    const run = await runText(knowing, one, '# nothing today\n', NOW + 3 * HOUR_MS)
    expect(run.outcome).toBe('empty-suspect')
    expect((await readDetail(knowing, keyOfAddress('45.0.0.5'), NOW))?.assertions[0]?.withdrawnAt).toBeNull()
  })

  it('does not take absence from an appending feed for anything', async () => {
    await runText(knowing, appending, lines(30, 9_000).join('\n'))
    const run = await runText(knowing, appending, lines(30, 9_020).join('\n'), NOW + HOUR_MS)
    expect(run.counts).toMatchObject({ new: 20, unchanged: 10, withdrawn: 0 })
  })

  it('finds by value, beginning, network, source, malware and tag once search has caught up', async () => {
    while ((await trailSearch(store.database, 10)) > 0);
    expect((await find('value:45.0.0.9')).items.map(({ value }) => value)).toEqual(['45.0.0.9'])
    expect((await find('45.0.0.25')).total).toEqual({ count: 7, exact: true })
    expect((await find('net:45.0.0.0/29')).total).toEqual({ count: 8, exact: true })
    expect((await find('malware:remcos')).items.map(({ value }) => value)).toEqual(['45.0.0.7'])
    expect((await find('tag:tag-two')).items).toHaveLength(1)
    expect((await find('source:two')).total.count).toBe(1)
    expect((await find('sources>=3')).items.map(({ value }) => value)).toEqual(['45.0.0.9'])
    expect((await find('type:domain')).total).toEqual({ count: 0, exact: true })
    expect((await find('not source:one type:ipv4 malware:nothing')).items).toEqual([])
  })

  it('pages through everything once, the riskiest first', async () => {
    const seen: string[] = []
    const risks: number[] = []
    let cursor: string | undefined
    do {
      const page = await search(knowing, { kind: 'everything' }, { sort: 'risk', limit: 37, now: NOW, cursor })
      seen.push(...page.items.map(({ id }) => id))
      risks.push(...page.items.map(({ risk }) => risk))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(await count('indicator'))
    expect(risks).toEqual([...risks].sort((a, b) => b - a))
  })
})
