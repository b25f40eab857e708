/** Lists, own assets, verdicts and the watch over a store: what they do to what is there, and to what comes later. */
import type { IndicatorDetail, IndicatorKey, IndicatorType, Run } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf, recognise } from '../../server/src/indicators/index.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { observe, typed } from '../../server/src/kit/source.ts'
import { readCube, total } from '../../server/src/store/cube.ts'
import { readDetail } from '../../server/src/store/detail.ts'
import { rejudgeBatch } from '../../server/src/store/rejudge.ts'
import { resolveEntries } from '../../server/src/store/rejudge-queue.ts'
import { search } from '../../server/src/store/search.ts'
import { trailSearch } from '../../server/src/store/search-text.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { type JudgingStage, judgingFor } from '../support/judging.ts'
import { listSource, NOW, prepare, runAnswers } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

/** A list of values of any type, one a line: `value malware`. */
const anySource = (id: string): Source =>
  listSource(id, {
    presence: 'append',
    parse: row => {
      const [value = '', malware] = String(row).split(' ')
      const found = recognise(value)
      return observe(typed(found?.type ?? 'domain', value), { threat: 'phishing', ...(malware === undefined ? {} : { malware }) })
    },
  })

const key = (type: IndicatorType, value: string): IndicatorKey => keyOf({ type, value })

describe.each(stores)('on the %s', (_name, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  let stage: JudgingStage
  let now = NOW
  const one = anySource('one')
  const two = anySource('two')

  const run = (source: Source, text: string): Promise<Run> =>
    runAnswers(knowing, source, () => text, { at: now, firewall: stage.firewall })
  /** What housekeeping does. */
  const settle = async (): Promise<void> => {
    while ((await trailSearch(store.database, 4, (transaction, rows) => stage.attention.attend(transaction, rows))) > 0);
    await stage.rejudging.settle()
  }
  const detail = async (type: IndicatorType, value: string): Promise<IndicatorDetail> => {
    const found = await readDetail(knowing, key(type, value), now)
    if (!found) throw new Error(`${value} is not known`)
    return stage.judgement.explain(found)
  }
  const suppressedBy = async (type: IndicatorType, value: string): Promise<string | null> =>
    (await detail(type, value)).suppressedBy
  const suppressedInCube = async (): Promise<number> =>
    total((await readCube(store.database)).filter(({ suppressed }) => suppressed))

  beforeAll(async () => {
    store = await fresh()
    knowing = await prepare(store.database, [one, two])
    stage = await judgingFor(knowing, () => now)
    await run(
      one,
      [
        '45.1.2.3',
        '45.1.2.4',
        '45.9.9.9',
        '45.1.0.0/16',
        'login.corp-sample.com',
        'http://45.1.2.9/x',
        'evil-sample.net',
        'shop-sample.org',
      ].join('\n'),
    )
    await settle()
  })
  afterAll(() => store.drop())

  it('suppresses what an own asset hits, and only that, and says since when', async () => {
    now += 1_000
    const result = await stage.judgement.addAssets('45.1.2.0/24, office\ncorp-sample.com\nnonsense here', 'ana')
    expect(result).toMatchObject({ added: 2, refusedCount: 1 })
    await settle()
    expect(await suppressedBy('ipv4', '45.1.2.3')).toBe('own assets')
    expect(await suppressedBy('url', 'http://45.1.2.9/x')).toBe('own assets')
    expect(await suppressedBy('domain', 'login.corp-sample.com')).toBe('own assets')
    expect(await suppressedBy('cidr', '45.1.0.0/16')).toBe('own assets')
    expect(await suppressedBy('ipv4', '45.9.9.9')).toBeNull()
    expect((await detail('ipv4', '45.1.2.3')).suppression).toMatchObject({
      list: 'own assets',
      entry: '45.1.2.0/24',
      since: new Date(now).toISOString(),
    })
    expect(await suppressedInCube()).toBe(5)
    expect(stage.events.at(-1)).toMatchObject({ kind: 'rejudged', job: { suppressed: 5, released: 0 } })
  })

  it('judges on the way in by what is ours now', async () => {
    await run(two, '45.1.2.77\n')
    expect(await suppressedBy('ipv4', '45.1.2.77')).toBe('own assets')
  })

  it('releases what no asset hits any more', async () => {
    expect(await stage.judgement.removeAssets(['45.1.2.0/24'])).toBe(1)
    await settle()
    expect(await suppressedBy('ipv4', '45.1.2.3')).toBeNull()
    expect((await detail('ipv4', '45.1.2.3')).score).toBeGreaterThan(0)
    expect(await suppressedBy('domain', 'login.corp-sample.com')).toBe('own assets')
    // The one that came in meanwhile was not findable yet: it is met when it is.
    expect(await suppressedBy('ipv4', '45.1.2.77')).toBeNull()
    expect(stage.events.at(-1)).toMatchObject({ job: { suppressed: 0, released: 4 } })
  })

  it('takes a MISP list in, weighs by it, switches it off and forgets it', async () => {
    const text = JSON.stringify({
      name: 'Shops',
      description: 'Well known shops.',
      type: 'hostname',
      version: 20251201,
      list: ['shop-sample.org'],
      matching_attributes: ['domain', 'url'],
    })
    const before = (await detail('domain', 'shop-sample.org')).score
    await stage.judgement.putList({ id: 'shops', text })
    await settle()
    const weighed = await detail('domain', 'shop-sample.org')
    expect(weighed.score).toBeLessThan(before)
    expect(weighed.explanation.terms.some(({ kind }) => kind === 'benign')).toBe(true)
    expect(weighed.explanation.score).toBeCloseTo(weighed.score, 0)
    await stage.judgement.chooseForList('shops', { enabled: null, action: 'suppress' })
    await settle()
    expect(await suppressedBy('domain', 'shop-sample.org')).toBe('Shops')
    await stage.judgement.chooseForList('shops', { enabled: false, action: null })
    await settle()
    expect(await suppressedBy('domain', 'shop-sample.org')).toBeNull()
    expect((await detail('domain', 'shop-sample.org')).score).toBeCloseTo(before, 0)
    await stage.judgement.removeList('shops')
    expect((await stage.judgement.lists()).some(({ id }) => id === 'shops')).toBe(false)
  })

  it('lets a verdict win over evidence and lists, through every re-ingest, until it is undone', async () => {
    const benign = await stage.judgement.decide({
      values: ['evil-sample[.]net'],
      verdict: 'benign',
      reason: 'our partner',
      author: 'ana',
      expiresAt: null,
      tlp: 'green',
    })
    expect(benign).toMatchObject({ given: 1, known: 1 })
    expect(await detail('domain', 'evil-sample.net')).toMatchObject({ suppressedBy: 'verdict of an analyst', score: 0 })
    await run(two, 'evil-sample.net Remcos\n')
    await settle()
    expect(await suppressedBy('domain', 'evil-sample.net')).toBe('verdict of an analyst')
    const malicious = await stage.judgement.decide({
      values: ['evil-sample.net'],
      verdict: 'malicious',
      reason: 'it was not',
      author: 'ben',
      expiresAt: null,
      tlp: 'green',
    })
    const said = await detail('domain', 'evil-sample.net')
    expect(said.score).toBeGreaterThan(95)
    expect(said.explanation.score).toBeCloseTo(said.score, 0)
    expect(said.verdicts.map(({ author, counts }) => [author, counts])).toEqual([
      ['ben', true],
      ['ana', false],
    ])
    await stage.judgement.undo(malicious.batch, 'ben')
    expect(await suppressedBy('domain', 'evil-sample.net')).toBe('verdict of an analyst')
    await stage.judgement.undo(benign.batch, 'ana')
    expect(await suppressedBy('domain', 'evil-sample.net')).toBeNull()
  })

  it('applies a verdict to what comes in later, and ends it when its time is over', async () => {
    const until = now + 3_600_000
    await stage.judgement.decide({
      values: ['later-sample.com', '8.8.8.8'],
      verdict: 'malicious',
      reason: '',
      author: 'ana',
      expiresAt: until,
      tlp: 'green',
    })
    await run(two, 'later-sample.com\n8.8.8.8\n')
    await settle()
    expect((await detail('domain', 'later-sample.com')).score).toBeGreaterThan(95)
    expect(await suppressedBy('ipv4', '8.8.8.8')).toBeNull()
    now = until + 60_001
    await stage.rejudging.work()
    await settle()
    expect(await suppressedBy('ipv4', '8.8.8.8')).toBe('public DNS resolvers')
    expect((await detail('domain', 'later-sample.com')).score).toBeLessThan(95)
  })

  it('takes ten thousand verdicts at once, and back', async () => {
    const values = Array.from({ length: 10_000 }, (_, n) => `46.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)
    await run(two, values.slice(0, 2_000).join('\n'))
    await settle()
    const before = await suppressedInCube()
    const { batch, given, known } = await stage.judgement.decide({
      values,
      verdict: 'benign',
      reason: 'a test range',
      author: 'ana',
      expiresAt: null,
      tlp: 'green',
    })
    expect([given, known]).toEqual([10_000, 2_000])
    await settle()
    expect((await suppressedInCube()) - before).toBe(2_000)
    await stage.judgement.undo(batch, 'ana')
    await settle()
    expect(await suppressedInCube()).toBe(before)
  }, 60_000)

  it('goes on where it was cut', async () => {
    await stage.firewall.change('An asset came, and the process died.', async (transaction, job) => {
      await transaction.query(
        `insert into asset (type, value, note, added_at, added_by) values (2, '46.0.0.0/16', '', now(), 'ana')`,
      )
      await transaction.query(`insert into rejudge_entry (job, kind, entries) values ($1, 'networks', '46.0.0.0/16')`, [job])
    })
    const later = await judgingFor(knowing, () => now)
    expect(await store.database.transaction(transaction => resolveEntries(transaction, async () => []))).toBe(true)
    expect(await rejudgeBatch(knowing, later.firewall, 150, now)).toBe(150)
    const again = await judgingFor(knowing, () => now)
    await again.rejudging.settle()
    expect(await suppressedBy('ipv4', '46.0.7.7')).toBe('own assets')
    expect(again.events.at(-1)).toMatchObject({ kind: 'rejudged', job: { suppressed: 2_000 } })
    await again.judgement.removeAssets(['46.0.0.0/16'])
    await again.rejudging.settle()
    stage = again
  }, 60_000)

  it('raises the risk of what is watched for, and explains it', async () => {
    await run(two, 'acme-login-sample.com\nother-sample.com LockBit\n')
    await settle()
    const before = await detail('domain', 'acme-login-sample.com')
    await stage.judgement.setWatch({ keywords: ['acme'], sectors: [], countries: [], families: [] })
    await settle()
    const after = await detail('domain', 'acme-login-sample.com')
    expect(after.risk).toBeGreaterThan(before.risk)
    expect(after.score).toBeCloseTo(before.score, 0)
    expect(after.explanation.risk?.risk).toBeCloseTo(after.risk, 0)
    expect(after.explanation.risk?.terms).toContainEqual({
      kind: 'relevance',
      label: 'Watched word',
      input: 'acme',
      source: null,
      value: 0.6,
    })
    const family = await detail('domain', 'other-sample.com')
    expect(family.explanation.risk).toMatchObject({ severity: 1 })
    await run(two, 'acme-new-sample.com\n')
    await settle()
    expect((await detail('domain', 'acme-new-sample.com')).explanation.risk?.relevance).toBeGreaterThan(0.625)
    await stage.judgement.setWatch({ keywords: [], sectors: [], countries: [], families: [] })
    await settle()
    expect((await detail('domain', 'acme-login-sample.com')).risk).toBeCloseTo(before.risk, 0)
  })

  it('finds by score what was appraised', async () => {
    const { items } = await search(
      knowing,
      {
        kind: 'and',
        parts: [
          { kind: 'is', condition: { field: 'score', range: { from: 50 } } },
          { kind: 'is', condition: { field: 'value', pattern: 'other-sample.com' } },
        ],
      },
      { sort: 'risk', limit: 10, now },
    )
    expect(items.map(({ value }) => value)).toEqual(['other-sample.com'])
  })

  it('knows what was seen here', async () => {
    const before = (await detail('domain', 'shop-sample.org')).risk
    expect(await stage.judgement.sight(['shop-sample.org', 'unknown-sample.org'], now)).toBe(1)
    const after = await detail('domain', 'shop-sample.org')
    expect(after.risk).toBeGreaterThan(before)
    expect(after.explanation.risk?.relevance).toBe(1)
  })
})
