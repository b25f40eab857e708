/** Feeds that everybody reads, as they are sent now and as they were sent before. */
import { describe, expect, it } from 'vitest'
import { blocklistDe } from '../../server/src/sources/blocklist-de.ts'
import { cisaKev } from '../../server/src/sources/cisa-kev.ts'
import { feodo } from '../../server/src/sources/feodo.ts'
import { ipsum } from '../../server/src/sources/ipsum.ts'
import { openphish } from '../../server/src/sources/openphish.ts'
import { spamhausDrop } from '../../server/src/sources/spamhaus-drop.ts'
import { torExits } from '../../server/src/sources/tor-exits.ts'
import { torExitsV6 } from '../../server/src/sources/tor-exits-v6.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('blocklist.de', () => {
  it('says by its lists what an address attacked; all comes first', async () => {
    const { observed, refused } = await readSample(blocklistDe)
    expect(refused).toEqual([])
    expect(observed[0]?.statement).toEqual({ threat: 'bruteforce' })
    expect(parseRow(blocklistDe, '192.0.2.7', 'bots')).toMatchObject({ statement: { threat: 'botnet', tags: ['bot'] } })
    expect(parseRow(blocklistDe, '192.0.2.7', 'strongips')).toMatchObject({ statement: { tags: ['persistent'] } })
  })
})

describe('Tor exits', () => {
  it('finds IPv6 addresses of exits that let IPv6 out, and those they leave by', async () => {
    const { observed, refused } = await readSample(torExitsV6)
    expect(refused).toEqual([])
    expect(observed.length).toBeGreaterThan(20)
    expect(observed.every(({ type, statement }) => type === 'ipv6' && statement.threat === 'anonymiser')).toBe(true)
    const relay = { or_addresses: ['192.0.2.7:9001', '[2001:db8::7]:9001'], last_seen: '2026-01-15 19:00:00' }
    expect(parseRow(torExitsV6, relay)).toEqual([])
    expect(parseRow(torExitsV6, { ...relay, exit_policy_v6_summary: { accept: ['443'] } })).toMatchObject([
      { type: 'ipv6', value: '2001:db8::7' },
    ])
  })
})

describe('OpenPhish for subscribers', () => {
  const values = { user: 'replay-key', password: 'replay-key' }

  it('keeps brand, sector and host', async () => {
    const { rows, observed, refused } = await readSample(openphish, { values })
    expect([rows.length, observed.length, refused]).toEqual([24, 24, []])
    expect(observed[0]?.statement).toMatchObject({
      threat: 'phishing',
      targets: [expect.any(String), expect.any(String)],
      asn: 64500,
      firstSeen: '2026-01-15T20:00:00.000Z',
    })
  })

  for (const file of ['premium.jsonl', 'commercial-2018.txt'])
    onRealPayload(`openphish/${file}`, 'reads the feed of a subscription', async body => {
      const whole = body
        .toString('utf8')
        .split('\n')
        .filter(line => line.endsWith('}'))
      const { observed, refused } = await readSample(openphish, { values, body: Buffer.from(whole.join('\n')) })
      expect([observed.length, refused]).toEqual([whole.length, []])
      expect(observed[0]).toMatchObject({ type: 'url', statement: { asn: expect.any(Number), targets: expect.any(Array) } })
    })
})

describe('IPsum', () => {
  it('does not know on how many lists an address of a single level is', () => {
    expect(parseRow(ipsum, '192.0.2.7')).toMatchObject({ statement: { threat: 'scanner' } })
    expect(parseRow(ipsum, '192.0.2.7')).not.toHaveProperty('statement.confidence')
    expect(parseRow(ipsum, '192.0.2.7\t4')).toMatchObject({ statement: { confidence: 50 } })
  })
})

onRealPayload('cisa-kev/known_exploited_vulnerabilities.json', 'reads the whole catalogue', async body => {
  const { rows, observed, refused } = await readSample(cisaKev, { body })
  expect(rows.length).toBeGreaterThan(1_300)
  expect([observed.length, refused]).toEqual([rows.length, []])
})

onRealPayload('feodo/ipblocklist.json', 'reads the list', async body => {
  const { observed, refused } = await readSample(feodo, { body })
  expect([observed.length > 0, refused]).toEqual([true, []])
  expect(observed[0]).toMatchObject({
    value: '51.178.161.32',
    statement: { port: 4643, malware: 'Dridex', asn: 16_276, online: true },
  })
})

onRealPayload('feodo/ipblocklist-2016.txt', 'reads the CSV list of before', async body => {
  const { observed, refused } = await readSample(feodo, { body, values: { url: 'https://feodo.example/ipblocklist.csv' } })
  expect(refused).toEqual([])
  expect(observed).toMatchObject([
    { value: '110.93.230.101', statement: { threat: 'c2', port: 990, malware: 'Heodo', firstSeen: '2019-03-04T22:10:24.000Z' } },
  ])
})

/** Captured shortened: the last line says how many there were. */
const withRecords = (body: Buffer, records: number): Buffer =>
  Buffer.from(
    `${body
      .toString('utf8')
      .split('\n')
      .filter(line => line.trim() !== '' && !line.includes('metadata'))
      .join('\n')}\n{"type":"metadata","records":${records}}\n`,
  )

onRealPayload('spamhaus/drop_v4.json', 'reads DROP, and not the part of it that was captured', async payload => {
  await expect(readSample(spamhausDrop, { body: payload })).rejects.toThrow('cut off')
  const { rows, observed, refused } = await readSample(spamhausDrop, { body: withRecords(payload, 3) })
  expect([rows.length, observed.length, refused]).toEqual([12, 9, []])
})

onRealPayload('spamhaus/drop_v4-asndrop-drop_v6-mixed.jsonl', 'reads the rows of all three lists', async payload => {
  const { observed, refused } = await readSample(spamhausDrop, { body: withRecords(payload, 4) })
  expect([observed.length, refused]).toEqual([12, []])
  expect(observed[2]).toMatchObject({ type: 'asn', value: 'AS6517', statement: { country: 'US' } })
})

for (const [file, count] of [
  ['drop.txt', 2],
  ['drop.lasso.txt', 10],
  ['asndrop.txt', 2],
] as const)
  onRealPayload(`spamhaus/${file}`, 'reads a list in text, as it was before JSON', async body => {
    const list = `https://drop.example/${file}`
    const { observed, refused } = await readSample(spamhausDrop, { body, values: { v4: list, v6: list, asn: list } })
    expect([observed.length / 3, refused]).toEqual([count, []])
    expect(observed[0]).toMatchObject(
      file === 'asndrop.txt'
        ? { type: 'asn', value: 'AS260', statement: { country: 'AE', details: { Name: 'XCONNECT24 - Xconnect24 Inc., US' } } }
        : { type: 'cidr', value: '1.4.0.0/17', statement: { details: { SBL: 'SBL256893' } } },
    )
  })

onRealPayload('tor/exit-addresses.txt', 'reads a list of exits', async body => {
  const { rows, observed, refused } = await readSample(torExits, { body })
  expect(rows.length).toBeGreaterThan(1_000)
  expect([observed.length, refused]).toEqual([rows.length, []])
})

onRealPayload('tor/exit-addresses-tordnsel.txt', 'reads the list of exits in blocks', async body => {
  const { observed, refused } = await readSample(torExits, { body })
  expect(refused).toEqual([])
  expect(observed).toMatchObject([{ type: 'ipv4', value: '93.95.230.253', statement: { lastSeen: '2022-08-18T14:44:33.000Z' } }])
})
