/** Lists of malware's servers. */
import { describe, expect, it } from 'vitest'
import { bambenek } from '../../server/src/sources/bambenek.ts'
import { c2intelfeeds } from '../../server/src/sources/c2intelfeeds.ts'
import { threatview } from '../../server/src/sources/threatview.ts'
import { viriback } from '../../server/src/sources/viriback.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe.each([bambenek, c2intelfeeds, threatview, viriback])('$name', source => {
  it('reads its sample whole', async () => {
    const { rows, observed, refused } = await readSample(source)
    expect(refused).toEqual([])
    expect(observed.length).toBeGreaterThanOrEqual(rows.length)
  })
})

describe('C2IntelFeeds', () => {
  it('takes the framework from the remark', () => {
    expect(parseRow(c2intelfeeds, { ip: '192.0.2.7', ioc: 'Possible Powershell Empire C2 IP' }, 'addresses')).toMatchObject({
      type: 'ipv4',
      statement: { threat: 'c2', malware: 'Powershell Empire', confidence: 75 },
    })
    const domain = { domain: 'a-sample.com', ioc: 'Possible Cobaltstrike C2 Domain', uri_path: '/ca', ip: '192.0.2.7' }
    expect(parseRow(c2intelfeeds, domain, 'domains')).toMatchObject({
      type: 'domain',
      statement: { malware: 'Cobaltstrike', details: { Path: '/ca', Address: '192.0.2.7' } },
    })
  })
})

describe('ViriBack', () => {
  it('reads the day before the month', () => {
    const row = { family: 'Pony', url: 'http://a-sample.com/admin.php', ip: '192.0.2.7', firstseen: '03-01-2026' }
    expect(parseRow(viriback, row)).toMatchObject({
      type: 'url',
      statement: { malware: 'Pony', firstSeen: '2026-01-03T00:00:00.000Z' },
    })
    expect(() => parseRow(viriback, { ...row, firstseen: '31-02-2026' })).toThrow('no date')
  })
})

describe('Bambenek', () => {
  it('signs in with user and password', async () => {
    await expect(readSample(bambenek, { values: { password: 'wrong' } })).rejects.toThrow('401')
  })

  it('reads a family with its aliases, and does not take the day of a generated name for a sighting', () => {
    const row = { value: '192.0.2.7', date: '2026-01-14 18:02', manual: 'https://manual.example/bebloh.txt' }
    expect(parseRow(bambenek, { ...row, description: 'IP used by shiotob/urlzone/bebloh C&C' }, 'addresses')).toMatchObject({
      type: 'ipv4',
      statement: {
        malware: 'shiotob',
        lastSeen: '2026-01-14T18:02:00.000Z',
        details: { 'Also known as': 'urlzone, bebloh' },
        reference: 'https://manual.example/bebloh.txt',
      },
    })
    const generated = {
      ...row,
      value: 'x-sample.com',
      description: 'Domain used by Cryptolocker - Flashback DGA for 10 Nov 2016',
    }
    expect(parseRow(bambenek, generated, 'dga')).toMatchObject({
      type: 'domain',
      statement: { malware: 'Cryptolocker - Flashback', tags: ['dga'], confidence: 30, details: { 'Generated for': row.date } },
    })
    expect(parseRow(bambenek, generated, 'dga')).not.toHaveProperty('statement.lastSeen')
  })
})

describe('Threatview', () => {
  it('goes by the length of a hash, and reads the host of a server where it has one', () => {
    expect(parseRow(threatview, 'a'.repeat(64), 'sha')).toMatchObject({ type: 'sha256' })
    expect(parseRow(threatview, '192.0.2.7,14 January 2026,a-sample.com,HTTPS,N/A,N/A', 'c2')).toMatchObject([
      { type: 'ipv4', value: '192.0.2.7', statement: { malware: 'Cobalt Strike', details: { Protocol: 'HTTPS' } } },
      { type: 'domain', value: 'a-sample.com' },
    ])
    expect(parseRow(threatview, '192.0.2.7,14 January 2026,192.0.2.7,HTTP', 'c2')).toHaveLength(1)
  })
})

onRealPayload('c2intelfeeds/IPC2s-30day.csv', 'reads addresses', async body => {
  const { observed, refused } = await readSample(c2intelfeeds, { body })
  expect(refused).toEqual([])
  expect(new Set(observed.map(({ statement }) => statement.malware))).toEqual(new Set(['Cobaltstrike', 'Powershell Empire']))
})

onRealPayload('viriback/dump.csv', 'reads the dump', async body => {
  const { rows, observed, refused } = await readSample(viriback, { body })
  expect([rows.length, observed.length, refused]).toEqual([10, 10, []])
  expect(observed[2]?.statement.firstSeen).toBe('2026-03-27T00:00:00.000Z')
})

onRealPayload('viriback/tracker.html', 'does not take the page about the dump for the dump', async body => {
  await expect(readSample(viriback, { body })).rejects.toMatchObject({ code: 'bad-feed' })
})

for (const [file, part, family] of [
  ['c2-ipmasterlist.txt', 'addresses', 'shiotob'],
  ['c2-dommasterlist.txt', 'domains', 'shiotob'],
  ['dga-feed.txt', 'dga', 'Cryptolocker - Flashback'],
] as const)
  onRealPayload(`bambenek/${file}`, 'reads a list', async body => {
    const { rows, refused } = await readSample(bambenek, { body })
    expect(refused).toEqual([])
    expect(parseRow(bambenek, rows[0], part)).toMatchObject({ statement: { threat: 'c2', malware: family } })
  })
