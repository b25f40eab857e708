/** What scores are made with changes while everything stays readable, comes to an end after a stop, and goes back in one step. */
import { type IndicatorKey, parseQuery } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INITIAL_SCORING } from '../../server/src/intelligence/scoring.ts'
import { Scorekeeper } from '../../server/src/runtime/scoring/scorekeeper.ts'
import { readDetail } from '../../server/src/store/detail.ts'
import { search } from '../../server/src/store/search.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { thrown } from '../support/scoring.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const DAY = 86_400_000
const LATER = NOW + 10 * DAY
const one = listSource('one')
const two = listSource('two', { reliability: 'D' })
const addresses = Array.from({ length: 1_200 }, (_, index) => `45.155.${index >> 8}.${index & 255}`)

/** Every indicator's score by the list, beside the one its explanation comes to. */
const scores = async (knowing: Knowing): Promise<{ readonly listed: number; readonly explained: number }[]> => {
  const query = parseQuery('type:ipv4', LATER)
  if (!query.ok) throw new Error(query.message)
  const { items } = await search(knowing, query.query, { sort: 'risk', limit: 20, now: LATER })
  return Promise.all(
    items.map(async ({ id, score }) => ({
      listed: score,
      explained: (await readDetail(knowing, id as IndicatorKey, LATER))!.explanation.score,
    })),
  )
}

describe.each(stores)('the scoring on the %s', (_name, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  const inForce = { current: INITIAL_SCORING }
  const load = (): Promise<Scorekeeper> => Scorekeeper.load({ knowing, inForce, now: () => LATER, onError: thrown })

  beforeAll(async () => {
    store = await fresh()
    knowing = { ...(await prepare(store.database, [one, two])), scoring: inForce }
    await runText(knowing, one, addresses.join('\n'))
    await runText(knowing, two, addresses.slice(0, 300).join('\n'))
  })
  afterAll(() => store.drop())

  test('a half-life that is set comes into force at once for what is new, and in the background for the rest', async () => {
    const keeper = await load()
    const [before] = await scores(knowing)
    await keeper.configure({ learning: true, halfLives: { 2: 140 }, shares: {}, reliability: {} }, 'ana')
    expect(await keeper.report()).toMatchObject({ version: 1, madeBy: 'ana', left: 1_200 })
    expect((await scores(knowing))[0]?.listed).toBe(before?.listed)
    expect(await keeper.rescore()).toBeGreaterThan(0)
    const report = await keeper.report()
    expect(report.left).toBeLessThan(1_200)
    expect(report.indicators).toBe(1_200)
    expect(report.classes.find(({ id }) => id === 2)).toMatchObject({
      halfLifeDays: 140,
      shipped: { halfLifeDays: 14 },
      indicators: 1_200,
    })
  })

  test('after a stop the next process goes on with what is left', async () => {
    inForce.current = INITIAL_SCORING
    const next = await load()
    while ((await next.rescore()) > 0);
    expect(await next.report()).toMatchObject({ version: 1, left: 0 })
    const all = await scores(knowing)
    for (const { listed, explained } of all) expect(listed).toBeCloseTo(explained, 0)
    expect(all[0]!.listed).toBeGreaterThan(90)
    const [row] = await store.database.query<{ n: number }>(`select sum(n)::int as n from indicator_count`)
    expect(row?.n).toBe(1_200)
  })

  test('a grade that is set counts instead of the shipped one, and says so', async () => {
    const keeper = await load()
    await keeper.configure({ learning: true, halfLives: { 2: 140 }, shares: {}, reliability: { one: 'E' } }, 'ana')
    while ((await keeper.rescore()) > 0);
    const query = parseQuery('type:ipv4 sources:1', LATER)
    if (!query.ok) throw new Error(query.message)
    const { items } = await search(knowing, query.query, { sort: 'risk', limit: 1, now: LATER })
    const detail = await readDetail(knowing, items[0]!.id as IndicatorKey, LATER)
    expect(detail?.explanation.terms[1]?.reason).toContain('Grade E (set here)')
    expect(items[0]!.score).toBeLessThan(50)
  })

  test('one step leads back to the version before', async () => {
    const keeper = await load()
    await keeper.back('ben')
    while ((await keeper.rescore()) > 0);
    const report = await keeper.report()
    expect(report).toMatchObject({ version: 3, why: 'back to version 1', left: 0, settings: { reliability: {} } })
    expect((await scores(knowing))[0]!.listed).toBeGreaterThan(90)
    expect(report.versions.map(({ version, why }) => `${version} ${why}`)).toEqual([
      '3 back to version 1',
      '2 settings changed',
      '1 settings changed',
      '0 as shipped',
    ])
  })

  test('what is not there is not set', async () => {
    const keeper = await load()
    const settings = { learning: true, halfLives: {}, shares: {}, reliability: {} }
    await expect(keeper.configure({ ...settings, reliability: { nobody: 'A' } }, 'ana')).rejects.toThrow('no source "nobody"')
    await expect(keeper.configure({ ...settings, halfLives: { 99: 3 } }, 'ana')).rejects.toThrow('no decay class "99"')
  })

  test('of too little nothing is learnt', async () => {
    const keeper = await load()
    expect(await keeper.learn('ana')).toBe(false)
    expect((await keeper.report()).version).toBe(3)
  })
})
