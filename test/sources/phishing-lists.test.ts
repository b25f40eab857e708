/** Lists of phishing sites. */
import { describe, expect, it } from 'vitest'
import { certPl } from '../../server/src/sources/cert-pl.ts'
import { openphish } from '../../server/src/sources/openphish.ts'
import { phishingDatabase } from '../../server/src/sources/phishing-database.ts'
import { phishunt } from '../../server/src/sources/phishunt.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('Phishing.Database', () => {
  it('reads domains, links and addresses', async () => {
    const { observed, refused } = await readSample(phishingDatabase)
    const count = (kind: string): number => observed.filter(({ type }) => type === kind).length
    expect([count('domain'), count('url'), count('ipv4'), refused]).toEqual([40, 30, 24, []])
  })
})

describe('CERT Polska', () => {
  it('leaves out what is off the list', async () => {
    const { rows, observed } = await readSample(certPl)
    expect([rows.length, observed.length]).toEqual([38, 35])
    expect(parseRow(certPl, { RegisterPositionId: 7, DomainAddress: 'a-sample.pl', InsertDate: '2026-01-14T10:00:00' })).toEqual({
      type: 'domain',
      value: 'a-sample.pl',
      statement: { threat: 'phishing', firstSeen: '2026-01-14T10:00:00.000Z', details: { 'Position on the list': '7' } },
    })
  })
})

describe('phishunt', () => {
  it('believes more what others know too', async () => {
    const { observed, refused } = await readSample(phishunt)
    expect([observed.length, refused]).toEqual([28, []])
    const row = { url: 'https://a-sample.com', company: 'dhl', date: '2026-01-14T10:00:00+00:00', asn: '' }
    expect(parseRow(phishunt, row)).toMatchObject({ statement: { confidence: 60, targets: ['dhl'] } })
    expect(parseRow(phishunt, { ...row, malicious_urlscan: true })).toMatchObject({
      statement: { confidence: 90, details: { 'Known to': 'urlscan.io' } },
    })
  })
})

onRealPayload('phishunt/record.json', 'reads a record', async body => {
  const { observed } = await readSample(phishunt, { body: Buffer.from(`[${body.toString('utf8')}]`) })
  expect(observed).toMatchObject([{ type: 'url', statement: { targets: ['microsoft'], asn: 8075, confidence: 90 } }])
})

for (const [path, least] of [
  ['openphish/public-feed-2026-08-22.txt', 200],
  ['openphish/feed.txt', 2],
] as const)
  onRealPayload(path, 'reads the public feed', async body => {
    const { rows, observed, refused } = await readSample(openphish, { body })
    expect(rows.length).toBeGreaterThanOrEqual(least)
    expect([observed.length, refused]).toEqual([rows.length, []])
  })
