import { describe, expect, it } from 'vitest'
import { createEgress } from '../../server/src/egress.ts'
import { urlscan as protocol } from '../../server/src/replay/providers/urlscan.ts'
import { urlscan } from '../../server/src/sources/urlscan.ts'
import { startProvider } from '../support/provider-stub.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const ROW = {
  _id: '0195-sample',
  task: { url: 'https://login-sample.com/', time: '2026-01-15T10:00:00.000Z', visibility: 'public', tags: ['phishing'] },
  page: {
    url: 'https://login-sample.com/',
    ip: '192.0.2.7',
    country: 'NL',
    asn: 'AS64500',
    asnname: 'Example',
    title: 'Sign in',
  },
}

describe('urlscan.io', () => {
  it('reads page after page, each after the last result of the one before', async () => {
    const { rows, refused } = await readSample(urlscan, { protocol })
    expect([rows.length, refused]).toEqual([36, []])
  })

  it('keeps what the search says of a scan', () => {
    expect(parseRow(urlscan, ROW)).toEqual([
      {
        type: 'url',
        value: 'https://login-sample.com/',
        statement: {
          threat: 'phishing',
          confidence: 30,
          firstSeen: '2026-01-15T10:00:00.000Z',
          lastSeen: '2026-01-15T10:00:00.000Z',
          tags: ['phishing'],
          country: 'NL',
          asn: 64_500,
          reference: 'https://urlscan.io/result/0195-sample/',
          details: { Address: '192.0.2.7', Network: 'Example', 'Page title': 'Sign in' },
        },
      },
    ])
  })

  it('believes a verdict more than a tag, either way, and knows the brand', () => {
    const verdicts = { malicious: true, score: 80, brands: [{ name: 'PayPal' }] }
    expect(parseRow(urlscan, { ...ROW, verdicts })).toMatchObject([{ statement: { confidence: 80, targets: ['PayPal'] } }])
    expect(parseRow(urlscan, { ...ROW, verdicts: { malicious: false, score: 0 } })).toMatchObject([
      { statement: { confidence: 0 } },
    ])
  })

  it('takes the page that a URL led to as well', () => {
    const page = { ...ROW.page, url: 'https://other-sample.com/in' }
    expect(parseRow(urlscan, { ...ROW, page })).toMatchObject([
      { value: 'https://login-sample.com/' },
      { value: 'https://other-sample.com/in', statement: { description: 'Redirected to from https://login-sample.com/' } },
    ])
  })

  it('keeps unlisted scans to oneself', () => {
    expect(parseRow(urlscan, { ...ROW, task: { ...ROW.task, visibility: 'unlisted' } })).toMatchObject([
      { statement: { tlp: 'amber' } },
    ])
  })

  it('asks for what was scanned since, and the last hour again the next time', async () => {
    const recent = await readSample(urlscan, { protocol, since: '2026-01-15T17:00:00.000Z' })
    expect(recent.rows.length).toBeGreaterThan(1)
    expect(recent.rows.length).toBeLessThan(12)
    expect(recent.reached).toEqual(['2026-01-15T22:00:00.000Z'])
  })

  it('reads the oldest scans first where there are more than a run may read, says so, and goes on behind them', async () => {
    const all = await readSample(urlscan, { protocol })
    const read = new Set<string>()
    let since: string | undefined
    let runs = 0
    for (let left = true; left && runs < 20; runs += 1) {
      const part = await readSample(urlscan, { protocol, values: { pages: '1' }, ...(since === undefined ? {} : { since }) })
      for (const row of part.rows) read.add(JSON.stringify(row))
      left = part.left.length > 0
      expect(part.rows.length).toBeLessThan(all.rows.length)
      if (left) expect(part.left).toEqual([expect.stringMatching(/^\d+ scans were read, up to 2026-.* goes on from there\.$/)])
      since = part.reached.at(-1)
    }
    expect(runs).toBeGreaterThan(1)
    expect(read.size).toBe(all.rows.length)
  })

  it('is refused without the right key', async () => {
    await expect(readSample(urlscan, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })

  it('waits as long as urlscan.io asks for', async () => {
    const limited = {
      status: 429,
      headers: { 'x-rate-limit-reset-after': '42' },
      body: { message: 'Rate limit exceeded', status: 429 },
    }
    const provider = await startProvider({ '/api/v1/search/': () => limited })
    const egress = createEgress({ allow: [new URL(provider.url).host], sleep: async () => undefined })
    await expect(egress.fetch({ ask: { url: `${provider.url}/api/v1/search/` } })).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 42_000,
    })
    await provider.close()
  })
})

onRealPayload('urlscan/result.json', 'reads a scan as urlscan.io sent it', async payload => {
  const body = JSON.stringify({ results: [JSON.parse(payload.toString('utf8'))], has_more: false })
  const { observed, refused } = await readSample(urlscan, { body: Buffer.from(body) })
  expect(refused).toEqual([])
  expect(observed).toMatchObject([
    { type: 'url', value: 'https://stackoverflow.com/', statement: { confidence: 0, asn: 54_113 } },
  ])
})
