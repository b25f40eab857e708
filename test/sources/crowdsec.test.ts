import { describe, expect, it } from 'vitest'
import { answer, type Protocol } from '../../server/src/replay/provider.ts'
import { crowdsec as protocol } from '../../server/src/replay/providers/crowdsec.ts'
import { crowdsec } from '../../server/src/sources/crowdsec.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const ROW = {
  ip: '192.0.2.7',
  reputation: 'malicious',
  confidence: 'high',
  as_name: 'Example Hosting One',
  as_num: 64_500,
  ip_range: '192.0.2.0/24',
  location: { country: 'NL' },
  behaviors: [{ name: 'ssh:bruteforce', label: 'SSH Bruteforce' }],
  history: { first_seen: '2025-12-20T19:00:00+00:00', last_seen: '2026-01-15T08:15:00+00:00' },
  target_countries: { US: 3, DE: 17 },
  mitre_techniques: [{ name: 'T1110', label: 'Brute Force' }],
  cves: [],
}

describe('CrowdSec', () => {
  it('reads every page', async () => {
    const { rows, observed, refused } = await readSample(crowdsec, { protocol })
    expect([rows.length, observed.length, refused]).toEqual([34, 34, []])
  })

  it('says what it left unread to spare the quota', async () => {
    const { rows, left } = await readSample(crowdsec, { protocol, values: { most: '15' } })
    expect([rows.length, left]).toEqual([
      15,
      ['15 of 34 addresses were read, as many as a run may cost; the others are not read. "most" sets how many.'],
    ])
  })

  it('keeps what is known of an address', () => {
    expect(parseRow(crowdsec, ROW)).toEqual({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: {
        threat: 'bruteforce',
        confidence: 90,
        firstSeen: '2025-12-20T19:00:00.000Z',
        lastSeen: '2026-01-15T08:15:00.000Z',
        tags: ['ssh:bruteforce'],
        techniques: ['T1110'],
        targets: ['DE', 'US'],
        country: 'NL',
        asn: 64_500,
        reference: 'https://app.crowdsec.net/cti/192.0.2.7',
        details: { Reputation: 'malicious', Behaviours: 'SSH Bruteforce', Network: '192.0.2.0/24 Example Hosting One' },
      },
    })
  })

  it('does not believe what is known as a false positive', () => {
    const classifications = { false_positives: [{ name: 'scanner:legit', label: 'Known scanner' }] }
    expect(parseRow(crowdsec, { ...ROW, classifications })).toMatchObject({
      statement: { confidence: 0, details: { 'Known false positive': 'Known scanner' } },
    })
  })

  it('stops at the number of addresses that may be spent', async () => {
    const { rows } = await readSample(crowdsec, { protocol, values: { most: '10' } })
    expect(rows).toHaveLength(10)
  })

  it('asks for pages that come to no more than may be spent', async () => {
    const asked: (string | null)[] = []
    const endless: Protocol = {
      authorises: true,
      answer: ({ query }) => {
        asked.push(query.get('limit'))
        const items = Array.from({ length: Number(query.get('limit')) }, (_, i) => ({ ...ROW, as_num: i + 100 * asked.length }))
        return answer({ items, _links: { next: { href: 'more' } } })
      },
    }
    const { rows } = await readSample(crowdsec, { protocol: endless, values: { most: '150' } })
    expect([rows.length, asked]).toEqual([150, ['75', '75']])
  })

  it('asks for the days since it was read, and one more', async () => {
    const { rows } = await readSample(crowdsec, { protocol, since: '2026-01-15T22:00:00+00:00' })
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.length).toBeLessThan(34)
  })

  it('is refused without the right key', async () => {
    await expect(readSample(crowdsec, { protocol, values: { key: 'wrong' } })).rejects.toThrow('403')
  })
})

onRealPayload('crowdsec/smoke-ip.json', 'reads an address as CrowdSec sent it', async payload => {
  const body = JSON.stringify({ items: [JSON.parse(payload.toString('utf8'))], _links: { next: null } })
  const { observed, refused } = await readSample(crowdsec, { body: Buffer.from(body) })
  expect(refused).toEqual([])
  expect(observed).toMatchObject([{ statement: { confidence: 90, asn: 9_009, country: 'US' } }])
})
