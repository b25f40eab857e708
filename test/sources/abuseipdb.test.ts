import { describe, expect, it } from 'vitest'
import { abuseipdb as protocol } from '../../server/src/replay/providers/abuseipdb.ts'
import { abuseipdb } from '../../server/src/sources/abuseipdb.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('AbuseIPDB', () => {
  it('reads the whole list of a free key: the full score only', async () => {
    const { observed, refused } = await readSample(abuseipdb, { protocol })
    expect([observed.length, refused]).toEqual([34, []])
    expect(new Set(observed.map(({ type }) => type))).toEqual(new Set(['ipv4', 'ipv6']))
  })

  it('takes a score for a count of reports: even a full one is no certainty', () => {
    const row = {
      ipAddress: '192.0.2.7',
      countryCode: 'NL',
      abuseConfidenceScore: 100,
      lastReportedAt: '2026-01-15T19:00:00+00:00',
    }
    expect(parseRow(abuseipdb, row)).toEqual({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: {
        threat: 'scanner',
        confidence: 75,
        lastSeen: '2026-01-15T19:00:00.000Z',
        country: 'NL',
        reference: 'https://www.abuseipdb.com/check/192.0.2.7',
        details: { 'Score by reports': '100 of 100' },
      },
    })
  })

  it('asks for lower scores and fewer addresses where that is set', async () => {
    const { observed } = await readSample(abuseipdb, { protocol, values: { score: '75', most: '40' } })
    expect(observed).toHaveLength(40)
    expect(Math.min(...observed.map(({ statement }) => statement.confidence ?? 0))).toBeLessThan(75)
  })

  it('is refused without the right key', async () => {
    await expect(readSample(abuseipdb, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })
})

onRealPayload('abuseipdb/get_blacklist.json', 'reads a blacklist as AbuseIPDB sent it', async payload => {
  const { rows, observed, refused } = await readSample(abuseipdb, { body: payload })
  expect([rows.length, observed.length, refused]).toEqual([3, 3, []])
})
