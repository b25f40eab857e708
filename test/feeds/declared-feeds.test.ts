/** Feeds that people declare, through the public face: checked, tried, saved, run and removed; their secrets stay inside. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Feed, FeedCheck, Run, SourceCard, Trial } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildServer } from '../../server/src/api/server.ts'
import { createEgress } from '../../server/src/egress.ts'
import { Events } from '../../server/src/engines/events/events.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import { sources } from '../../server/src/sources/index.ts'
import { Accounts } from '../../server/src/store/accounts.ts'
import { feedsFor, prepare, settingsFor } from '../support/knowing.ts'
import { knowledgeFor } from '../support/knowledge.ts'
import { type ProviderStub, startProvider } from '../support/provider-stub.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const [[, fresh] = []] = stores
const SECRET = 'a-canary-token-4711'

const CSV = `# exported by acme
address;kind;family;score;first
45.10.20.30:8443;cc;Remcos;9;03.02.2026 10:15
bad-acme.com;dl;;7;04.02.2026 11:00
not an indicator;dl;;7;04.02.2026 11:00
`
const PAGES = [
  { data: [{ ioc: { value: 'https://bad-acme.com/a' }, tags: ['One', 'two'], seen: 1_767_225_600 }], next: '/json?page=2' },
  {
    data: [{ ioc: { value: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }, tags: [], seen: 1_767_225_700 }],
  },
]
const BUNDLE = {
  type: 'bundle',
  id: 'bundle--1',
  objects: [
    {
      type: 'indicator',
      id: 'indicator--1',
      pattern: "[domain-name:value = 'stix-acme.com']",
      valid_from: '2026-01-01T00:00:00Z',
    },
  ],
}

const ADDED = '2026-01-11T00:00:00.000Z'
const EVENT = '5f2d5e3c-1111-4222-8333-0123456789ab'
/** Seconds since 1970. */
const SEEN = 1_767_225_600
const BLOG = `<rss version="2.0"><channel><item><title>Report</title><link>https://blog-acme.com/1</link>
<description>It calls evil-blog-acme[.]com</description></item></channel></rss>`

const head = (id: string, kind: string, url: string): string =>
  `id: ${id}
name: Feed ${id}
reliability: B
tlp: green
every: 1 h
presence: append
dates: activity
kind: ${kind}
url: ${url}
`

describe('declared feeds', () => {
  let store: FreshStore
  let provider: ProviderStub
  let app: Awaited<ReturnType<typeof buildServer>>
  let folder: string
  let token: string
  const broken: string[] = []

  beforeAll(async () => {
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
    provider = await startProvider({
      '/list.csv': () => ({ body: CSV }),
      '/json': ({ url, headers }) =>
        headers.authorization === `Bearer ${SECRET}`
          ? { body: PAGES[Number(url.searchParams.get('page') ?? 1) - 1] ?? {} }
          : { status: 401, body: 'no' },
      '/lines': () => ({ body: '# a list\n45.10.20.31\nhxxp://lines-acme[.]com/x\nnothing here\n' }),
      '/bundle': () => ({ body: BUNDLE }),
      '/taxii/collections/c1/objects/': ({ url, headers }) =>
        headers.accept !== 'application/taxii+json;version=2.1'
          ? { status: 406, body: {} }
          : headers.authorization !== `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`
            ? { status: 401, body: {} }
            : {
                headers: { 'x-taxii-date-added-last': ADDED },
                body: url.searchParams.get('added_after') === ADDED ? {} : BUNDLE,
              },
      '/blog': () => ({ body: BLOG }),
      '/misp/manifest.json': () => ({ body: { [EVENT]: { timestamp: String(Math.floor(Date.now() / 1_000) - 60) } } }),
      [`/misp/${EVENT}.json`]: () => ({
        body: { Event: { uuid: EVENT, info: 'An event', Attribute: [{ type: 'domain', value: 'misp-acme.com', to_ids: true }] } },
      }),
      '/steady/manifest.json': ({ headers }) =>
        headers['if-none-match'] === '"1"'
          ? { status: 304, body: '' }
          : { headers: { etag: '"1"' }, body: { [EVENT]: { timestamp: String(SEEN) } } },
      [`/steady/${EVENT}.json`]: () => ({
        body: {
          Event: {
            uuid: EVENT,
            info: 'Steady',
            timestamp: SEEN,
            Attribute: [{ type: 'domain', value: 'steady-acme.com', to_ids: true }],
          },
        },
      }),
      [`/v1/${SECRET}/list`]: () => ({ status: 500, body: 'down' }),
    })
    folder = mkdtempSync(join(tmpdir(), 'keysguard-feeds-'))
    writeFileSync(join(folder, 'by-file.yaml'), head('by-file', 'lines', `${provider.url}/lines`))
    writeFileSync(join(folder, 'broken.yaml'), 'id: broken\n')
    const knowing = await prepare(store.database, sources)
    const settings = await settingsFor(store.database)
    const feeds = await feedsFor(store.database, { folder, onBroken: (where, reason) => broken.push(`${where}: ${reason}`) })
    const events = new Events()
    const runner = new SourceRunner({
      knowing,
      egress: createEgress({ allow: [new URL(provider.url).host], sleep: async () => undefined }),
      fetcher,
      registry: [...sources, ...feeds.sources],
      settings,
      publish: event => events.publish(event),
      now: Date.now,
    })
    const accounts = new Accounts(store.database, Date.now)
    await accounts.ensureAdmin('a-long-password-4711')
    token = await accounts.createToken('admin', 'test', 'engineer')
    app = await buildServer({
      knowledge: await knowledgeFor({ knowing, runner, settings, events, feeds }),
      accounts,
      dashboard: null,
      version: 'test',
      now: Date.now,
      onError: error => broken.push(String(error)),
    })
    await app.ready()
  })
  afterAll(async () => {
    await app.close()
    await provider.close()
    await store.drop()
    rmSync(folder, { recursive: true })
  })

  const ask = async <T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, payload?: object) => {
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload ? { payload } : {}),
    })
    return { status: response.statusCode, body: response.json<T>(), text: response.body }
  }
  const csv = () => `${head('acme', 'csv', `${provider.url}/list.csv`)}delimiter: ";"
map:
  value: address
  type: auto
  threat: { from: kind, names: { CC: c2, dl: malware-delivery } }
  malware: family
  confidence: { from: score, of: 10 }
  firstSeen: { from: first, as: "DD.MM.YYYY HH:mm" }
defaults: { tags: [acme] }
`
  const json = () => `${head('pages', 'json', `${provider.url}/json`)}bearer: "\${secret:token}"
secrets: { token: "Token, from acme.example/account" }
rows: $.data[*]
paging: { by: link, path: $.next }
map: { value: ioc.value, type: auto, tags: "$.tags[*]", lastSeen: seen, threat: malware }
`

  it('says what is wrong with a declaration by line and column, and refuses to try or save it', async () => {
    const wrong = csv().replace('type: auto', 'type: automatic')
    const { body } = await ask<FeedCheck>('POST', '/feeds/check', { yaml: wrong })
    expect(body).toMatchObject({ ok: false, source: null, problems: [{ line: 13, column: 9 }] })
    const tried = await ask<{ code: string; detail: string }>('POST', '/feeds/try', { yaml: wrong })
    expect([tried.status, tried.body.code]).toEqual([400, 'bad-request'])
    expect(tried.body.detail).toMatch(/^Line 13, column 9: map\.type: /)
    expect((await ask('PUT', '/feeds/acme', { yaml: wrong })).status).toBe(400)
  })

  it('tries a feed without storing anything', async () => {
    const { body } = await ask<Trial>('POST', '/feeds/try', { yaml: csv() })
    expect(body.ok).toBe(true)
    expect(
      body.rows.map(({ indicators, refused }) => [indicators.map(({ type, value }) => `${type} ${value}`), refused]),
    ).toEqual([
      [['ipv4 45.10.20.30'], null],
      [['domain bad-acme.com'], null],
      [[], 'no-indicator: No indicator stands at address.'],
    ])
    expect(body.rows[0]?.indicators[0]?.statement).toEqual({
      threat: 'c2',
      malware: 'Remcos',
      confidence: 90,
      port: 8443,
      firstSeen: '2026-02-03T10:15:00.000Z',
      tags: ['acme'],
    })
    expect((await ask('GET', '/feeds/acme')).status).toBe(404)
    expect((await ask('GET', '/sources/acme')).status).toBe(404)
  })

  it('saves a feed, which is then a source of its own, and runs it', async () => {
    const saved = await ask<SourceCard>('PUT', '/feeds/acme', { yaml: csv() })
    expect(saved.body).toMatchObject({
      id: 'acme',
      own: true,
      enabled: true,
      everyMinutes: 60,
      reliability: 'B',
      health: 'waiting',
    })
    expect((await ask<Feed>('GET', '/feeds/acme')).body).toMatchObject({ id: 'acme', yaml: csv(), readOnly: false })
    const run = await ask<Run>('POST', '/sources/acme/run')
    expect(run.body).toMatchObject({ outcome: 'partial', counts: { received: 3, new: 2, rejected: 1 } })
    expect((await ask<{ items: unknown[] }>('GET', '/indicators?q=source:acme')).body.items).toHaveLength(2)
  })

  it('reads its rows again when the declaration means something else by them', async () => {
    const again = await ask<Run>('POST', '/sources/acme/run')
    expect(again.body.counts.unchanged).toBe(2)
    await ask('PUT', '/feeds/acme', {
      yaml: csv().replace('[acme]', '[acme, again]').replace('reliability: B', 'reliability: C'),
    })
    const read = await ask<Run>('POST', '/sources/acme/run')
    expect(read.body.counts.changed).toBe(2)
    expect((await ask<SourceCard>('GET', '/sources/acme')).body.reliability).toBe('C')
  })

  it('keeps to an id, and leaves the sources that ship alone', async () => {
    expect((await ask('PUT', '/feeds/other', { yaml: csv() })).status).toBe(400)
    const shipped = csv().replace('id: acme', 'id: feodo')
    expect((await ask('PUT', '/feeds/feodo', { yaml: shipped })).status).toBe(400)
    expect((await ask('DELETE', '/feeds/feodo')).status).toBe(404)
    expect((await ask('GET', '/feeds/feodo')).status).toBe(404)
  })

  it('rests until its secret is set, keeps it sealed, and sends it where it belongs', async () => {
    const saved = await ask<SourceCard>('PUT', '/feeds/pages', { yaml: json() })
    expect(saved.body).toMatchObject({ health: 'needs-key', needs: ['Token, from acme.example/account'] })
    expect(saved.body.settings).toMatchObject([{ key: 'token', kind: 'secret', isSet: false }])
    const tried = await ask<Trial>('POST', '/feeds/try', { yaml: json(), settings: { token: SECRET } })
    expect(tried.body.rows).toHaveLength(2)
    await ask('PATCH', '/sources/pages', { settings: { token: SECRET } })
    const run = await ask<Run>('POST', '/sources/pages/run')
    expect(run.body).toMatchObject({ outcome: 'ok', counts: { new: 2 } })
    const stored = await store.database.query<{ value: string }>(`select value from setting where unit = 'pages'`)
    expect(JSON.stringify(stored)).not.toContain(SECRET)
  })

  it('shows no secret in what it says of a failure, wherever in the address it stood', async () => {
    const yaml = `${head('in-path', 'lines', `"${provider.url}/v1/\${secret:token}/list"`)}`
    const { body } = await ask<Trial>('POST', '/feeds/try', { yaml, settings: { token: SECRET } })
    expect(body).toMatchObject({ ok: false, rows: [] })
    expect(body.reason).toContain('answered 500')
    expect(JSON.stringify(body)).not.toContain(SECRET)
  })

  it('reads lines of text and STIX', async () => {
    const lines = await ask<Trial>('POST', '/feeds/try', { yaml: head('lines', 'lines', `${provider.url}/lines`) })
    expect(lines.body.rows.flatMap(({ indicators }) => indicators.map(({ value }) => value))).toEqual([
      '45.10.20.31',
      'http://lines-acme.com/x',
    ])
    const stix = await ask<Trial>('POST', '/feeds/try', { yaml: head('stix', 'stix', `${provider.url}/bundle`) })
    expect(stix.body.rows[0]?.indicators).toMatchObject([{ type: 'domain', value: 'stix-acme.com' }])
  })

  it('reads again from a date where nothing has changed since the last run', async () => {
    await ask('PUT', '/feeds/steady', { yaml: `${head('steady', 'misp', `${provider.url}/steady`)}days: 7000\n` })
    expect((await ask<Run>('POST', '/sources/steady/run')).body.counts.received).toBe(1)
    expect((await ask<Run>('POST', '/sources/steady/run')).body.counts.received).toBe(0)
    const again = await ask<Run>('POST', '/sources/steady/run', { since: '2020-01-01' })
    expect(again.body).toMatchObject({ outcome: 'unchanged', counts: { received: 1, unchanged: 1 } })
  })

  it('reads reports, and events of MISP', async () => {
    const blog = await ask<Trial>('POST', '/feeds/try', { yaml: head('blog', 'rss', `${provider.url}/blog`) })
    expect(blog.body.rows[0]?.indicators).toMatchObject([
      { type: 'domain', value: 'evil-blog-acme.com', statement: { report: { title: 'Report', url: 'https://blog-acme.com/1' } } },
    ])
    const misp = await ask<Trial>('POST', '/feeds/try', { yaml: head('misp-feed', 'misp', `${provider.url}/misp`) })
    expect(misp.body.rows[0]?.indicators).toMatchObject([{ type: 'domain', value: 'misp-acme.com' }])
  })

  it('reads a TAXII collection from where it was read before', async () => {
    const yaml = `${head('taxii', 'taxii', `${provider.url}/taxii`)}collection: c1\nbasic: { user: me, password: "\${secret:password}" }\n`
    await ask('PUT', '/feeds/taxii', { yaml })
    await ask('PATCH', '/sources/taxii', { settings: { password: 'a wrong one' } })
    expect((await ask<Run>('POST', '/sources/taxii/run')).body.outcome).toBe('unauthorised')
    await ask('PATCH', '/sources/taxii', { settings: { password: SECRET } })
    expect((await ask<Run>('POST', '/sources/taxii/run')).body).toMatchObject({ outcome: 'ok', counts: { new: 1 } })
    expect((await ask<Run>('POST', '/sources/taxii/run')).body).toMatchObject({ outcome: 'unchanged', counts: { received: 0 } })
    expect(provider.asked.at(-1)?.url.searchParams.get('added_after')).toBe(ADDED)
  })

  it('takes in the files of the data folder, which are changed there, and names those that are broken', async () => {
    expect((await ask<Feed>('GET', '/feeds/by-file')).body).toMatchObject({ id: 'by-file', readOnly: true })
    expect((await ask<SourceCard>('GET', '/sources/by-file')).body.own).toBe(true)
    expect((await ask<Run>('POST', '/sources/by-file/run')).body.counts.new).toBe(2)
    expect((await ask('PUT', '/feeds/by-file', { yaml: head('by-file', 'lines', `${provider.url}/x`) })).status).toBe(409)
    expect((await ask('DELETE', '/feeds/by-file')).status).toBe(409)
    expect(broken).toEqual([expect.stringMatching(/broken\.yaml: Line 1, column 1: kind: must be one of/)])
  })

  it('begins a declaration', async () => {
    const { body } = await ask<{ yaml: string }>('POST', '/feeds/draft', {
      kind: 'csv',
      name: 'My feed',
      url: 'https://x.example/y',
    })
    expect((await ask<FeedCheck>('POST', '/feeds/check', body)).body.source).toEqual({ id: 'my-feed', name: 'My feed' })
  })

  it('stops a feed that is removed, forgets its secret, and keeps what it said', async () => {
    expect((await ask('DELETE', '/feeds/pages')).body).toEqual({ removed: true })
    expect((await ask('GET', '/feeds/pages')).status).toBe(404)
    expect((await ask('POST', '/sources/pages/run')).status).toBe(404)
    expect(await store.database.query(`select 1 from setting where unit = 'pages'`)).toEqual([])
    expect((await ask<{ items: unknown[] }>('GET', '/indicators?q=source:pages')).body.items).toHaveLength(2)
    expect((await ask<SourceCard>('GET', '/sources/pages')).body).toMatchObject({
      own: false,
      provider: 'Removed',
      indicators: 2,
    })
  })
})
