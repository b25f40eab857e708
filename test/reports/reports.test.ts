/** Reports as people and programs use them: added, read, reviewed, taken back; and what sources bring. */
import type { IndicatorDetail, Report, ReportDetail } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFeed } from '../../server/src/sources/declared/index.ts'
import { type ReportStage, reportStage } from '../support/reporting.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const TEXT = `Emotet is back

APT28 sent Emotet from hxxps://drop-sample[.]com/a.php, and used T1059.001.
The resolver 8.8.8[.]8 was asked for stage-sample[.]com; CVE-2024-3094 was tried; 10.1.2[.]3 is inside.`

const FEED = `id: blog
name: A blog
reliability: C
tlp: green
every: 1 h
presence: append
dates: activity
kind: rss
indicators: defanged
url: https://blog-sample.org/feed
`

const item = (title: string, text: string): string =>
  `<item><guid>${title}</guid><title>${title}</title><link>https://blog-sample.org/${title.toLowerCase()}</link><pubDate>Wed, 14 Jan 2026 10:00:00 GMT</pubDate><description>${text}</description></item>`
const rss = (...items: string[]): string => `<?xml version="1.0"?><rss version="2.0"><channel>${items.join('')}</channel></rss>`

describe.each(stores)('reports on %s', (_engine, fresh) => {
  let store: FreshStore
  let stage: ReportStage
  let headers: { authorization: string }
  const feed = readFeed(FEED, new Set())
  if (!feed.ok) throw new Error(JSON.stringify(feed.problems))

  beforeAll(async () => {
    store = await fresh()
    stage = await reportStage(store.database, [feed.source])
    headers = { authorization: `Bearer ${await stage.token('analyst')}` }
  })
  afterAll(async () => {
    await stage.app.close()
    await store.drop()
  })

  const ask = async <T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<T> => {
    const response = await stage.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) })
    expect([response.statusCode, response.statusCode < 300 ? '' : response.body]).toEqual([200, ''])
    return response.json()
  }
  const add = (text: string, more: object = {}) =>
    ask<{ report: ReportDetail; known: boolean }>('POST', '/reports', { text, ...more })
  const finding = (report: ReportDetail, value: string) => report.findings.find(one => one.value === value)!
  const decide = (report: ReportDetail, decision: string, ...values: string[]) =>
    ask<ReportDetail>('POST', `/reports/${report.id}/review`, {
      decision,
      findings: values.map(value => finding(report, value).id),
    })
  const lookUp = async (value: string): Promise<IndicatorDetail | null> => {
    const { found } = await ask<{ found: { id: string } | null }>('GET', `/lookup?value=${encodeURIComponent(value)}`)
    return found && ask('GET', `/indicators/${found.id}`)
  }
  const saidByReports = async (value: string) => {
    const detail = await lookUp(value)
    return detail?.assertions.find(({ source }) => source === 'reviewed-reports') ?? null
  }

  it('are one where the same text comes twice, each finding at its place', async () => {
    const { report, known } = await add(TEXT)
    expect(known).toBe(false)
    expect((await add(`${TEXT}\r\n`, { title: 'Again' })).known).toBe(true)
    expect(report).toMatchObject({
      title: 'Emotet is back',
      reporter: 'admin',
      state: 'to-review',
      counts: { accepted: 0, rejected: 2 },
    })
    for (const { places } of report.findings)
      for (const { start, end } of places) expect(report.text.slice(start, end)).not.toBe('')
    const { start, end } = finding(report, 'https://drop-sample.com/a.php').places[0]!
    expect(report.text.slice(start, end)).toBe('hxxps://drop-sample[.]com/a.php')
  })

  it('propose what is known to be good as rejected, and say why', async () => {
    const { report } = await add(TEXT)
    expect(finding(report, '8.8.8.8')).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('hardly ever malicious'),
    })
    expect(finding(report, '10.1.2.3')).toMatchObject({ status: 'rejected', reason: expect.stringContaining('10.1.2.3') })
    const refused = await stage.app.inject({
      method: 'POST',
      url: `/api/v1/reports/${report.id}/review`,
      headers,
      payload: { decision: 'accept', findings: [finding(report, '10.1.2.3').id] },
    })
    expect(refused.statusCode).toBe(409)
  })

  it('become observations when a person accepts them, with what else was accepted', async () => {
    const { report } = await add(TEXT)
    await decide(report, 'accept', 'stage-sample.com', 'CVE-2024-3094')
    expect(await saidByReports('stage-sample.com')).toMatchObject({
      statement: { reporter: 'admin', tlp: 'amber', report: { title: 'Emotet is back' } },
    })
    await decide(report, 'accept', 'Emotet', 'APT28', 'T1059.001')
    const said = await saidByReports('stage-sample.com')
    expect(said?.statement).toMatchObject({ malware: 'Emotet', actors: ['APT28'], techniques: ['T1059.001'] })
    expect(said?.statement.details).toMatchObject({
      'Report id': report.id,
      'Place in the report': expect.stringContaining('characters'),
    })
    expect(await saidByReports('CVE-2024-3094')).not.toBeNull()
    expect(await saidByReports('https://drop-sample.com/a.php')).toBeNull()
  })

  it('take a decision back, and again', async () => {
    const { report } = await add('Only here: back-sample[.]com and forth-sample[.]com')
    await ask('POST', `/reports/${report.id}/review`, { decision: 'accept', kind: 'indicator' })
    expect((await saidByReports('back-sample.com'))?.withdrawnAt).toBeNull()
    const undone = await ask<ReportDetail>('POST', `/reports/${report.id}/undo`)
    expect(undone).toMatchObject({ counts: { proposed: 2 }, state: 'to-review', canUndo: false })
    expect((await saidByReports('back-sample.com'))?.withdrawnAt).not.toBeNull()
    await decide(report, 'accept', 'back-sample.com')
    expect((await saidByReports('back-sample.com'))?.withdrawnAt).toBeNull()
    const last = await decide(report, 'reject', 'forth-sample.com')
    expect(last).toMatchObject({ counts: { proposed: 0, accepted: 1, rejected: 1 }, state: 'reviewed' })
  })

  it('withdraw what no other report holds when they are removed', async () => {
    const [one, other] = [await add('shared-sample[.]com one'), await add('shared-sample[.]com other')]
    for (const { report } of [one, other]) await decide(report, 'accept', 'shared-sample.com')
    await ask('DELETE', `/reports/${one.report.id}`)
    expect((await saidByReports('shared-sample.com'))?.withdrawnAt).toBeNull()
    await ask('DELETE', `/reports/${other.report.id}`)
    expect((await saidByReports('shared-sample.com'))?.withdrawnAt).not.toBeNull()
  })

  it('are taken in one after the other when decisions come at once', async () => {
    const values = Array.from({ length: 8 }, (_, n) => `many-${n}-sample.com`)
    const { report } = await add(values.map(value => value.replace('.', '[.]')).join('\n'))
    await Promise.all(values.map(value => decide(report, 'accept', value)))
    for (const value of values) expect((await saidByReports(value))?.withdrawnAt).toBeNull()
  })

  it('are told by feeds, with what the feed has not taken in itself left to review', async () => {
    await stage.runner.runWith(
      feed.source,
      stage.runner.partsOf(feed.source),
      async ({ url }) => ({
        unchanged: false,
        url,
        status: 200,
        headers: {},
        validators: {},
        body: (async function* () {
          yield Buffer.from(
            rss(
              item('First', 'Turla used blog-c2-sample[.]net, see http://live-sample.net/ and T1055'),
              item('Second', 'No indicators: the LockBit gang'),
            ),
          )
        })(),
      }),
      'manual',
    )
    const { items } = await ask<{ items: Report[] }>('GET', '/reports?q=first')
    expect(items).toMatchObject([
      {
        title: 'First',
        source: 'A blog',
        tlp: 'green',
        url: 'https://blog-sample.org/first',
        published: expect.stringContaining('2026-01-14'),
      },
    ])
    const report = await ask<ReportDetail>('GET', `/reports/${items[0]?.id}`)
    expect(finding(report, 'blog-c2-sample.net')).toMatchObject({ status: 'accepted', by: 'blog' })
    expect(finding(report, 'http://live-sample.net/').status).toBe('proposed')
    expect(finding(report, 'Turla').status).toBe('proposed')
    expect(report.link).toBe('https://blog-sample.org/first')
    const refused = await stage.app.inject({ method: 'DELETE', url: `/api/v1/reports/${report.id}`, headers })
    expect(refused.statusCode).toBe(409)
    expect((await ask<{ items: Report[] }>('GET', '/reports?q=second')).items).toHaveLength(1)
  })

  it('are listed in pages, and only as far as a marking is open', async () => {
    await add('secret-sample[.]com', { tlp: 'red', title: 'Red' })
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Report[]; next: string | null } = await ask(
        'GET',
        `/reports?limit=2&tlp=amber${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      )
      pages.push(...page.items.map(({ title }) => title))
      cursor = page.next
    }
    expect(new Set(pages).size).toBe(pages.length)
    expect(pages).toContain('Emotet is back')
    expect(pages).not.toContain('Red')
    const { items } = await ask<{ items: Report[] }>('GET', '/reports?q=red')
    const hidden = await stage.app.inject({ url: `/api/v1/reports/${items[0]?.id}?tlp=amber`, headers })
    expect(hidden.statusCode).toBe(404)
  })

  it('are counted as waiting only as far as a marking is open', async () => {
    const waiting = async (query: string) => (await ask<{ toReview: number }>('GET', `/reports${query}`)).toReview
    const before = await Promise.all([waiting(''), waiting('?tlp=amber'), waiting('?tlp=clear')])
    await add('closed-sample[.]com', { tlp: 'red' })
    await add('open-sample[.]com', { tlp: 'clear' })
    const after = await Promise.all([waiting(''), waiting('?tlp=amber'), waiting('?tlp=clear')])
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([2, 1, 1])
    expect(await waiting('?state=reviewed&q=none')).toBe(after[0])
  })

  it('are read by viewers, and decided by analysts', async () => {
    const { report } = await add(TEXT)
    const viewer = { authorization: `Bearer ${await stage.token('viewer')}` }
    const reading = await stage.app.inject({ url: `/api/v1/reports/${report.id}`, headers: viewer })
    const deciding = await stage.app.inject({ method: 'POST', url: `/api/v1/reports/${report.id}/undo`, headers: viewer })
    expect([reading.statusCode, deciding.statusCode]).toEqual([200, 403])
    expect(stage.broken).toEqual([])
  })
})
