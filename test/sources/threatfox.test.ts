import { describe, expect, it } from 'vitest'
import { threatfox } from '../../server/src/sources/threatfox.ts'
import { parseRow, partsOf, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'
import { zipped } from '../support/zipped.ts'

const ROW = {
  first_seen_utc: '2026-01-14 10:00:00',
  ioc_value: '192.0.2.7:443',
  ioc_type: 'ip:port',
  threat_type: 'botnet_cc',
  fk_malware: 'win.cobalt_strike',
  malware_printable: 'Cobalt Strike',
  confidence_level: '75',
  tags: 'CobaltStrike,AS64500',
  reference: 'None',
  reporter: 'anna',
}

describe('ThreatFox', () => {
  it('reads its sample whole', async () => {
    const { rows, observed, refused } = await readSample(threatfox)
    expect(rows.length).toBeGreaterThan(20)
    expect([observed.length, refused]).toEqual([rows.length, []])
  })

  it('keeps what a row says', () => {
    expect(parseRow(threatfox, ROW)).toEqual({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: {
        threat: 'c2',
        malware: 'Cobalt Strike',
        confidence: 75,
        port: 443,
        firstSeen: '2026-01-14T10:00:00.000Z',
        lastSeen: '2026-01-14T10:00:00.000Z',
        tags: ['cobaltstrike', 'as64500'],
        reporter: 'anna',
        details: { Malpedia: 'win.cobalt_strike' },
      },
    })
  })

  it('goes by the length of a hash: the feed has some under the wrong name', () => {
    expect(parseRow(threatfox, { ...ROW, ioc_type: 'sha256_hash', ioc_value: 'a'.repeat(40) })).toMatchObject({ type: 'sha1' })
  })
})

describe('ThreatFox with a key', () => {
  it('asks the API for what is new, and reads its rows', async () => {
    const { observed, refused } = await readSample(threatfox, { values: { key: 'replay-key' }, since: '2026-01-14 10:00:00 UTC' })
    expect([observed.length, refused]).toEqual([30, []])
    expect(observed[0]).toMatchObject({
      type: 'ipv4',
      value: '198.51.100.10',
      statement: { malware: 'Remcos', port: 443, confidence: 50 },
    })
  })

  it('says so when the key is wrong, which is told with status 200', async () => {
    const body = Buffer.from('{"query_status":"unknown_auth_key","data":"Your Auth-Key is unknown"}')
    await expect(readSample(threatfox, { values: { key: 'wrong' }, body })).rejects.toMatchObject({ code: 'unauthorised' })
  })

  it('takes "no_result" for an empty list', async () => {
    const body = Buffer.from('{"query_status":"no_result","data":"Your search did not yield any results"}')
    expect((await readSample(threatfox, { values: { key: 'replay-key' }, body })).rows).toEqual([])
  })

  it('splits an IPv6 address from its port', () => {
    expect(parseRow(threatfox, { ...ROW, ioc_value: '[2001:db8::7]:8443' })).toMatchObject({
      type: 'ipv6',
      value: '2001:db8::7',
      statement: { port: 8443 },
    })
  })
})

onRealPayload('threatfox/export-recent.csv', 'reads an export as ThreatFox sent it', async payload => {
  const { rows, observed, refused } = await readSample(threatfox, { body: payload })
  expect(rows.length).toBeGreaterThan(2)
  expect([observed.length, refused]).toEqual([rows.length, []])
})

describe('ThreatFox, all of it', () => {
  const full = { list: 'full' }

  it('is asked for with the key where there is one', () => {
    expect(partsOf(threatfox, full)).toEqual([{ name: 'full', url: 'https://threatfox.abuse.ch/export/csv/full/' }])
    expect(partsOf(threatfox, { ...full, key: 'k' })).toEqual([
      { name: 'full', url: 'https://threatfox-api.abuse.ch/files/exports/full.csv.zip?auth-key=k' },
    ])
  })

  it('is a zip archive of the list', async () => {
    const list = `# "first_seen_utc","ioc_value","ioc_type","threat_type"\n"2026-01-14 10:00:00", "192.0.2.7:443", "ip:port", "botnet_cc"\n`
    const body = zipped('full.csv', list)
    const { observed } = await readSample(threatfox, { values: full, body })
    expect(observed).toMatchObject([{ type: 'ipv4', value: '192.0.2.7', statement: { threat: 'c2', port: 443 } }])
  })
})

onRealPayload('threatfox/api-get_iocs.json', 'reads an answer of the API as ThreatFox sent it', async body => {
  const { rows, observed, refused } = await readSample(threatfox, { values: { key: 'replay-key' }, body })
  expect(rows.length).toBeGreaterThan(0)
  expect([observed.length, refused]).toEqual([rows.length, []])
})
