/** What is promised of enrichers whoever answers: kept answers, budgets, markings, one question at a time. */
import type { Enrichment, IndicatorKey } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { canonicalise, keyOf } from '../../server/src/indicators/index.ts'
import { asks, type Enricher, looks } from '../../server/src/kit/enricher.ts'
import { limitUsed } from '../../server/src/kit/stated-quota.ts'
import { Problem } from '../../server/src/problem.ts'
import type { Enrichers } from '../../server/src/runtime/enrichment/enrichers.ts'
import { NewIndicators } from '../../server/src/runtime/enrichment/new-indicators.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { enrichingFor, outsideTo } from '../support/enriching.ts'
import { listSource, NOW, prepare, runText, settingsFor } from '../support/knowing.ts'
import { startProvider } from '../support/provider-stub.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const indicatorOf = (value: string) => {
  const found = canonicalise('ipv4', value)
  if (!found.ok) throw new Error(found.reason)
  return found.indicator
}
const keyOfAddress = (value: string): IndicatorKey => keyOf(indicatorOf(value))

/** An enricher that tests pull the strings of. */
const puppet = (id: string, over: Partial<Parameters<typeof looks>[0]> = {}) => {
  const asked: string[] = []
  const strings: { answer: () => Promise<string | null> } = { answer: async () => 'blue' }
  const enricher: Enricher = looks({
    id,
    name: id.toUpperCase(),
    provider: 'test',
    homepage: '',
    description: '',
    licence: '',
    terms: 'free',
    accepts: ['ipv4'],
    tells: 'provider',
    holds: 'dynamic',
    budget: null,
    automatic: false,
    config: {},
    look: async ({ subject }) => {
      asked.push(subject.value)
      const answer = await strings.answer()
      return answer === null ? null : { facts: { Colour: answer } }
    },
    ...over,
  })
  return { enricher, asked, strings }
}

describe.each(stores)('enriching on the %s', (_name, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  let at = NOW
  const now = (): number => at
  const open = listSource('open')
  const closed = listSource('closed', { tlp: 'red' })

  beforeAll(async () => {
    store = await fresh()
    knowing = await prepare(store.database, [open, closed])
    await runText(knowing, open, '45.9.20.1\n45.9.20.2\n45.9.20.9\n')
    await runText(knowing, closed, '45.9.20.7\n45.9.20.9\n')
  })
  afterAll(() => store.drop())

  const over = async (registry: readonly Enricher[], fixed = {}): Promise<Enrichers> =>
    enrichingFor(knowing, await settingsFor(store.database, fixed), { registry, now })
  const ask = async (enriching: Enrichers, value: string, enricher: string, fresh = false): Promise<Enrichment | undefined> =>
    (await enriching.ask(keyOfAddress(value), { enricher, fresh }))?.[0]

  it('keeps an answer while it holds, then asks again', async () => {
    const { enricher, asked, strings } = puppet('keeps')
    const enriching = await over([enricher])
    expect((await ask(enriching, '45.9.20.1', 'keeps'))?.answer?.facts).toEqual([{ label: 'Colour', text: 'blue' }])
    strings.answer = async () => 'red'
    expect((await ask(enriching, '45.9.20.1', 'keeps'))?.answer?.facts[0]?.text).toBe('blue')
    expect(asked).toHaveLength(1)
    expect((await ask(enriching, '45.9.20.1', 'keeps', true))?.answer?.facts[0]?.text).toBe('red')
    at += 6 * MINUTE_MS
    await ask(enriching, '45.9.20.1', 'keeps')
    expect(asked).toHaveLength(3)
    expect(enriching.counts().get('keeps')).toEqual({ asked: 3, answered: 3, cached: 1, failed: 0 })
  })

  it('keeps "not known" as well', async () => {
    const { enricher, asked, strings } = puppet('ignorant')
    strings.answer = async () => null
    const enriching = await over([enricher])
    await ask(enriching, '45.9.20.1', 'ignorant')
    expect((await ask(enriching, '45.9.20.1', 'ignorant'))?.answer).toMatchObject({ found: false, facts: [] })
    expect(asked).toHaveLength(1)
  })

  it('keeps answers for as long as its setting says', async () => {
    const { enricher, asked } = puppet('short')
    const enriching = await over([enricher], { short: { holds: '10' } })
    await ask(enriching, '45.9.20.1', 'short')
    at += 11_000
    await ask(enriching, '45.9.20.1', 'short')
    expect(asked).toHaveLength(2)
  })

  it('keeps what it has when asking again fails, and says what failed', async () => {
    const { enricher, strings } = puppet('frail')
    const enriching = await over([enricher])
    await ask(enriching, '45.9.20.1', 'frail')
    strings.answer = () => Promise.reject(new Problem('unreachable', 'The line is dead.', { todo: 'Wait.' }))
    const after = await ask(enriching, '45.9.20.1', 'frail', true)
    expect(after).toMatchObject({ failure: 'The line is dead.', answer: { found: true } })
    expect((await enriching.cards())[0]?.problem).toBe('The line is dead.')
    expect(enriching.counts().get('frail')).toMatchObject({ asked: 2, answered: 1, failed: 1 })
  })

  it('puts one question when many ask at once', async () => {
    const { enricher, asked, strings } = puppet('single')
    let release: (answer: string) => void = () => undefined
    strings.answer = () => new Promise(done => (release = done))
    const enriching = await over([enricher])
    const all = Promise.all([1, 2, 3].map(() => ask(enriching, '45.9.20.1', 'single')))
    await expect.poll(() => asked.length).toBe(1)
    expect((await enriching.of(keyOfAddress('45.9.20.1')))?.[0]?.state).toBe('asking')
    release('green')
    expect((await all).map(one => one?.answer?.facts[0]?.text)).toEqual(['green', 'green', 'green'])
    expect(asked).toHaveLength(1)
  })

  it('holds the budget of a minute and of a day, and counts days in the store', async () => {
    const { enricher, asked } = puppet('thrifty', { budget: { perMinute: 2, perDay: 3 } })
    const enriching = await over([enricher])
    at = NOW
    await ask(enriching, '45.9.20.1', 'thrifty', true)
    await ask(enriching, '45.9.20.1', 'thrifty', true)
    await expect(ask(enriching, '45.9.20.1', 'thrifty', true)).rejects.toMatchObject({ code: 'too-many' })
    at += 2 * MINUTE_MS
    expect((await ask(enriching, '45.9.20.1', 'thrifty', true))?.quota).toEqual({
      perMinute: 2,
      leftThisMinute: 1,
      perDay: 3,
      leftToday: 0,
    })
    const restarted = await over([enricher])
    await expect(ask(restarted, '45.9.20.1', 'thrifty', true)).rejects.toMatchObject({ code: 'too-many' })
    at += DAY_MS
    await ask(restarted, '45.9.20.1', 'thrifty', true)
    expect(asked).toHaveLength(4)
  })

  it('leaves a provider alone that asks to wait', async () => {
    const { enricher, strings, asked } = puppet('busy')
    const enriching = await over([enricher])
    strings.answer = () => Promise.reject(new Problem('rate-limited', 'Slow down.', { todo: '', retryAfterMs: 600_000 }))
    expect((await ask(enriching, '45.9.20.1', 'busy'))?.state).toBe('waiting')
    await expect(ask(enriching, '45.9.20.2', 'busy')).rejects.toMatchObject({ code: 'too-many' })
    at += 11 * MINUTE_MS
    strings.answer = async () => 'blue'
    await ask(enriching, '45.9.20.2', 'busy')
    expect(asked).toEqual(['45.9.20.1', '45.9.20.2'])
  })

  it('tells nobody outside what is marked red, unless somebody else says it openly', async () => {
    const { enricher, asked } = puppet('outside')
    const local = puppet('inside', { tells: 'nobody' })
    const enriching = await over([enricher, local.enricher])
    await expect(ask(enriching, '45.9.20.7', 'outside')).rejects.toMatchObject({ code: 'conflict' })
    const listed = await enriching.of(keyOfAddress('45.9.20.7'))
    expect(listed?.map(({ state }) => state)).toEqual(['refused', 'ready'])
    expect(listed?.[0]?.reason).toContain('TLP')
    await ask(enriching, '45.9.20.7', 'inside')
    await ask(enriching, '45.9.20.9', 'outside')
    expect([asked, local.asked]).toEqual([['45.9.20.9'], ['45.9.20.7']])
  })

  it('tells nobody outside what means something else on every network', async () => {
    const { enricher, asked } = puppet('remote')
    const enriching = await over([enricher])
    const [one] = await enriching.askAbout(indicatorOf('192.168.7.7'), { enricher: null, fresh: false })
    expect([one?.state, one?.answer, asked]).toEqual(['refused', null, []])
    const [other] = await enriching.askAbout(indicatorOf('45.9.99.99'), { enricher: null, fresh: false })
    expect(other?.answer?.found).toBe(true)
  })

  it('asks nobody outside when it runs offline', async () => {
    const remote = puppet('far')
    const local = puppet('near', { tells: 'nobody' })
    const settings = await settingsFor(store.database)
    const enriching = enrichingFor(knowing, settings, { registry: [remote.enricher, local.enricher], now, offline: true })
    const answers = await enriching.ask(keyOfAddress('45.9.20.1'), { enricher: null, fresh: true })
    expect(answers?.map(({ state, answer }) => [state, answer?.found])).toEqual([
      ['refused', undefined],
      ['ready', true],
    ])
    expect(remote.asked).toEqual([])
  })

  it('asks by itself when a page opens only those that are set to', async () => {
    const byHand = puppet('by-hand')
    const local = puppet('local', { tells: 'nobody', automatic: true })
    const set = puppet('set')
    const enriching = await over([byHand.enricher, local.enricher, set.enricher], { set: { when: 'page' } })
    const opened = await enriching.of(keyOfAddress('45.9.20.2'))
    expect(opened?.find(({ enricher }) => enricher === 'local')?.answer?.found).toBe(true)
    await expect.poll(async () => (await enriching.of(keyOfAddress('45.9.20.2')))?.[2]?.answer?.found).toBe(true)
    expect([byHand.asked, local.asked.length, set.asked.length]).toEqual([[], 1, 1])
  })

  it('does not wait for an answer that is slow when a page opens', async () => {
    const slow = puppet('slow', { automatic: true })
    slow.strings.answer = () => new Promise(() => undefined)
    const enriching = await over([slow.enricher])
    const started = performance.now()
    expect((await enriching.of(keyOfAddress('45.9.20.2')))?.[0]?.state).toBe('asking')
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('asks nothing of what is off or lacks its key, and says so', async () => {
    const off = puppet('off', { terms: 'unknown' })
    const keyed = puppet('keyed', {
      config: { key: { kind: 'secret', label: 'Key of test', value: '', required: true } },
      automatic: true,
    })
    const enriching = await over([off.enricher, keyed.enricher])
    const listed = await enriching.of(keyOfAddress('45.9.20.1'))
    expect(listed?.map(({ state, reason }) => [state, reason])).toEqual([
      ['off', 'It is switched off.'],
      ['needs-key', 'It needs: Key of test.'],
    ])
    await expect(ask(enriching, '45.9.20.1', 'keyed')).rejects.toMatchObject({ code: 'conflict' })
    await enriching.configure('off', { enabled: true })
    await enriching.configure('keyed', { settings: { key: 'abc' } })
    expect((await enriching.cards()).map(({ state, enabled }) => [state, enabled])).toEqual([
      ['ready', true],
      ['ready', true],
    ])
    expect(JSON.stringify(await enriching.cards())).not.toContain('abc')
  })

  it('leaves out of an answer what is no indicator, and links what is', async () => {
    const { enricher } = puppet('leading', {
      look: async () => ({
        facts: { Long: 'x'.repeat(10_000) },
        related: [
          { type: 'ipv4', value: '45.9.20.1' },
          { type: 'ipv4', value: 'none of that' },
          { type: 'ipv4', value: '45.9.20.2' },
          { type: 'domain', value: 'unknown-sample.com' },
        ],
      }),
    })
    const found = await ask(await over([enricher]), '45.9.20.1', 'leading')
    expect(found?.answer?.related.map(({ value, known }) => [value, known])).toEqual([
      ['45.9.20.2', true],
      ['unknown-sample.com', false],
    ])
    expect(found?.answer?.facts[0]?.text.length).toBeLessThan(2_100)
  })

  it('asks about new indicators by the rule, the budget holding it back', async () => {
    const { enricher, asked } = puppet('eager', { budget: { perMinute: 1, perDay: 100 } })
    const enriching = await over([enricher], { eager: { when: 'page-and-new', risk: '1' } })
    const arrivals = new NewIndicators(knowing, enriching, now)
    at += MINUTE_MS
    await runText(knowing, open, '45.9.20.1\n45.9.20.2\n45.9.20.9\n45.9.30.1\n45.9.30.2\n', at)
    at += MINUTE_MS
    await arrivals.look()
    await arrivals.settled()
    expect(asked).toHaveLength(1)
    at += 2 * MINUTE_MS
    await arrivals.look()
    await arrivals.settled()
    expect([...asked].sort()).toEqual(['45.9.30.1', '45.9.30.2'])
  })

  it('knows no answer for an id that is not in the store', async () => {
    expect(await (await over([])).of(keyOfAddress('45.9.20.200'))).toBeNull()
  })

  it('shows what the provider says of its limits, in its answers or of the account, and forgets it with the key', async () => {
    const requests: string[] = []
    const provider = await startProvider({
      '/ip': ({ url }) => {
        requests.push(url.pathname)
        return { headers: { 'X-RateLimit-Limit': '1000', 'X-RateLimit-Remaining': '997' }, body: { colour: 'blue' } }
      },
      '/account': ({ url }) => {
        requests.push(url.pathname)
        return { body: { used: 40, allowed: 100 } }
      },
    })
    const teller = (id: string, account: boolean): Enricher =>
      asks({
        id,
        name: id,
        provider: 'test',
        homepage: '',
        description: '',
        licence: '',
        terms: 'free',
        accepts: ['ipv4'],
        tells: 'provider',
        holds: 'dynamic',
        budget: null,
        automatic: false,
        config: { url: provider.url },
        ask: ({ at: place }) => ({ url: `${place('url').url}/ip` }),
        ...(account
          ? {
              account: {
                ask: ({ at: place }) => ({ url: `${place('url').url}/account` }),
                read: document => [limitUsed('day', z.object({ used: z.number() }).parse(document).used, 100)],
              },
            }
          : {}),
        unknown: [],
        answer: z.object({ colour: z.string() }),
        read: ({ colour }) => ({ facts: { Colour: colour } }),
        samples: {},
      })
    const registry = [teller('heading', false), teller('accounting', true)]
    const settings = await settingsFor(store.database)
    const enriching = enrichingFor(knowing, settings, { registry, now, outside: outsideTo(provider.url) })
    for (const id of ['heading', 'accounting', 'accounting']) await ask(enriching, '45.9.20.1', id, true)
    const stated = async () => (await enriching.cards()).map(card => card.stated?.limits ?? null)
    expect(await stated()).toEqual([
      [{ period: null, left: 997, of: 1_000, resetsAt: null }],
      [{ period: 'day', left: 60, of: 100, resetsAt: null }],
    ])
    expect(requests).toEqual(['/ip', '/ip', '/account', '/ip'])
    await enriching.configure('accounting', { settings: { holds: '60' } })
    expect((await stated())[1]).toBeNull()
    await provider.close()
  })
})
