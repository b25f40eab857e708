import { describe, expect, it } from 'vitest'
import { greynoise as protocol } from '../../server/src/replay/providers/greynoise.ts'
import { greynoise } from '../../server/src/sources/greynoise.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const SEEN = {
  classification: 'malicious',
  first_seen: '2025-12-20',
  last_seen: '2026-01-15',
  last_seen_timestamp: '2026-01-15 18:30:00',
  actor: 'unknown',
  spoofable: false,
  tags: [{ name: 'SSH Bruteforcer', intention: 'malicious' }],
  cves: ['CVE-2024-3400'],
  metadata: { asn: 'AS64500', organization: 'Example Hosting One', source_country_code: 'NL', rdns: '' },
  raw_data: { scan: [{ port: 22 }, { port: 22 }, { port: 2222 }] },
}
const confidenceOf = (scanner: object, rest: object = {}): unknown => {
  const parsed = parseRow(greynoise, { ip: '192.0.2.7', internet_scanner_intelligence: { ...SEEN, ...scanner }, ...rest })
  return parsed && 'statement' in parsed ? parsed.statement.confidence : null
}

describe('GreyNoise', () => {
  it('scrolls until the results are complete', async () => {
    const { rows, observed, refused } = await readSample(greynoise, { protocol })
    expect([rows.length, observed.length, refused]).toEqual([32, 32, []])
  })

  it('keeps what was seen', () => {
    expect(parseRow(greynoise, { ip: '192.0.2.7', internet_scanner_intelligence: SEEN })).toEqual({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: {
        threat: 'bruteforce',
        confidence: 90,
        firstSeen: '2025-12-20T00:00:00.000Z',
        lastSeen: '2026-01-15T18:30:00.000Z',
        tags: ['ssh bruteforcer'],
        country: 'NL',
        asn: 64_500,
        reference: 'https://viz.greynoise.io/ip/192.0.2.7',
        details: {
          Classification: 'malicious',
          'Ports tried': '22, 2222',
          Vulnerabilities: 'CVE-2024-3400',
          Organisation: 'Example Hosting One',
        },
      },
    })
  })

  it('takes researchers and business services for harmless, and what may be forged for half as sure', () => {
    expect(confidenceOf({ classification: 'benign' })).toBe(0)
    expect(confidenceOf({}, { business_service_intelligence: { found: true, name: 'Sample DNS' } })).toBe(0)
    expect(confidenceOf({ classification: 'suspicious' })).toBe(50)
    expect(confidenceOf({ spoofable: true })).toBe(45)
  })

  it('takes a search without results for one', async () => {
    const nothing = { complete: true, count: 0, message: 'no results', query: 'x' }
    for (const body of [nothing, { request_metadata: nothing, data: [] }])
      expect((await readSample(greynoise, { body: Buffer.from(JSON.stringify(body)) })).rows).toEqual([])
  })

  it('is refused without the right key', async () => {
    await expect(readSample(greynoise, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })
})

onRealPayload('greynoise/gnql_query.json', 'reads results of version 2 as GreyNoise sent them', async payload => {
  const { observed, refused } = await readSample(greynoise, { body: payload })
  expect(refused).toEqual([])
  expect(observed).toMatchObject([{ type: 'ipv4', statement: { confidence: 0, asn: 12_345, country: 'DE' } }])
})

onRealPayload('greynoise/context_ip.json', 'reads the context of an address as GreyNoise sent it', async payload => {
  const body = JSON.stringify({ complete: true, data: [JSON.parse(payload.toString('utf8'))] })
  const { observed, refused } = await readSample(greynoise, { body: Buffer.from(body) })
  expect([observed.length, refused]).toEqual([1, []])
})
