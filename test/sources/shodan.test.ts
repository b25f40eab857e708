import { describe, expect, it } from 'vitest'
import { answer } from '../../server/src/replay/provider.ts'
import { shodan as protocol } from '../../server/src/replay/providers/shodan.ts'
import { shodan } from '../../server/src/sources/shodan.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const BANNER = {
  ip_str: '192.0.2.7',
  port: 4444,
  timestamp: '2026-01-15T10:00:00.123456',
  product: 'Cobalt Strike Beacon',
  asn: 'AS64500',
  tags: ['malware'],
  location: { country_code: 'NL' },
  ssl: { jarm: '7'.repeat(62), cert: { fingerprint: { sha256: 'b'.repeat(64) }, subject: { CN: 'srv' }, issuer: { CN: 'srv' } } },
}

describe('Shodan', () => {
  it('reads its sample whole', async () => {
    const { rows, refused } = await readSample(shodan, { protocol })
    expect([rows.length, refused]).toEqual([28, []])
  })

  it('takes a server of malware with its fingerprints, which many servers share', () => {
    const [host, jarm, certificate, ...none] = [parseRow(shodan, BANNER)].flat()
    expect(none).toEqual([])
    expect(host).toMatchObject({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: {
        threat: 'c2',
        malware: 'Cobalt Strike',
        port: 4444,
        country: 'NL',
        asn: 64_500,
        lastSeen: '2026-01-15T10:00:00.123Z',
      },
    })
    expect(jarm).toMatchObject({ type: 'jarm', statement: { malware: 'Cobalt Strike', confidence: 10 } })
    expect(certificate).toMatchObject({ type: 'certificate', value: 'b'.repeat(64) })
  })

  it('leaves out the fingerprints of services that are no malware, and tells weaknesses without taking them for indicators', () => {
    const found = parseRow(shodan, {
      ...BANNER,
      tags: ['cloud'],
      product: 'nginx',
      vulns: { 'CVE-2021-23017': { verified: false } },
    })
    expect(found).toMatchObject([
      { statement: { threat: 'unknown', details: { 'Weaknesses (not verified)': 'CVE-2021-23017' } } },
    ])
    expect(found).toHaveLength(1)
  })

  it('takes a host of IPv6, which has its address in a field of its own', () => {
    const { ip_str: _, ...rest } = BANNER
    expect(parseRow(shodan, { ...rest, ipv6: '2001:db8::7' })).toMatchObject([
      { type: 'ipv6', value: '2001:db8::7', statement: { reference: 'https://www.shodan.io/host/2001%3Adb8%3A%3A7' } },
      { type: 'jarm', statement: { details: { 'Seen at': '2001:db8::7 port 4444' } } },
      { type: 'certificate' },
    ])
    expect(parseRow(shodan, rest)).toMatchObject({ refused: 'no-value' })
  })

  it('does not believe a honeypot', () => {
    expect(parseRow(shodan, { ...BANNER, tags: ['malware', 'honeypot'] })).toMatchObject([{ statement: { confidence: 0 } }])
  })

  it('reads no more pages than may be paid for', async () => {
    const asked: string[] = []
    const endless = {
      authorises: true,
      answer: ({ query }: { readonly query: URLSearchParams }) => {
        asked.push(query.get('page') ?? '')
        const matches = Array.from({ length: 100 }, (_, i) => ({ ...BANNER, port: i, hash: query.get('page') }))
        return answer({ matches, total: 100_000 })
      },
    }
    const { rows } = await readSample(shodan, { protocol: endless, values: { pages: '3' } })
    expect([rows.length, asked]).toEqual([300, ['1', '2', '3']])
  })

  it('is refused without the right key', async () => {
    await expect(readSample(shodan, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })
})

onRealPayload('shodan/host-search.json', 'reads a search as Shodan sent it', async payload => {
  const one = JSON.stringify({ ...(JSON.parse(payload.toString('utf8')) as object), total: 100 })
  const { rows, observed, refused } = await readSample(shodan, { body: Buffer.from(one) })
  expect([rows.length, observed.length, refused]).toEqual([100, 100, []])
  expect(JSON.stringify(rows).length).toBeLessThan(payload.length / 2)
})

onRealPayload('shodan/host.json', 'reads the banners of a host as Shodan sent them', async payload => {
  const { data, ip_str } = JSON.parse(payload.toString('utf8')) as { data: object[]; ip_str: string }
  const body = JSON.stringify({ matches: data.map(banner => ({ ip_str, ...banner })), total: data.length })
  const { observed, refused } = await readSample(shodan, { body: Buffer.from(body) })
  expect([observed.length, refused]).toEqual([data.length, []])
})
