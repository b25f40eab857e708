/** Lists of addresses, one a line. */
import { describe, expect, it } from 'vitest'
import { binaryDefense } from '../../server/src/sources/binary-defense.ts'
import { blocklistDe } from '../../server/src/sources/blocklist-de.ts'
import { bruteforceblocker } from '../../server/src/sources/bruteforceblocker.ts'
import { cinsArmy } from '../../server/src/sources/cins-army.ts'
import { dshield } from '../../server/src/sources/dshield.ts'
import { emergingBlock } from '../../server/src/sources/emerging-block.ts'
import { emergingThreats } from '../../server/src/sources/emerging-threats.ts'
import { firehol } from '../../server/src/sources/firehol.ts'
import { greensnow } from '../../server/src/sources/greensnow.ts'
import { ipsum } from '../../server/src/sources/ipsum.ts'
import { stopforumspam } from '../../server/src/sources/stopforumspam.ts'
import { turris } from '../../server/src/sources/turris.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'
import { zipped } from '../support/zipped.ts'

describe.each([binaryDefense, greensnow, bruteforceblocker, turris, stopforumspam, emergingBlock, firehol])('$name', source => {
  it('reads its sample whole', async () => {
    const { observed, refused } = await readSample(source)
    expect(refused).toEqual([])
    expect(observed.length).toBeGreaterThan(30)
  })
})

describe('BruteForceBlocker', () => {
  it('reads the columns behind what looks like a comment', () => {
    expect(parseRow(bruteforceblocker, '192.0.2.7\t\t# 2026-01-14 09:11:03\t\t56\t1101973')).toEqual({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: { threat: 'bruteforce', tags: ['ssh'], lastSeen: '2026-01-14T09:11:03.000Z', details: { Reports: '56' } },
    })
    expect(parseRow(bruteforceblocker, '192.0.2.7')).toMatchObject({ refused: 'schema' })
  })
})

describe('Turris', () => {
  it('tells who only scans from who tries passwords', () => {
    expect(parseRow(turris, { address: '192.0.2.7', tags: 'port_scan' })).toMatchObject({ statement: { threat: 'scanner' } })
    expect(parseRow(turris, { address: '192.0.2.7', tags: 'ftp,port_scan' })).toMatchObject({
      statement: { threat: 'bruteforce', tags: ['ftp', 'port_scan'] },
    })
  })
})

describe('Stop Forum Spam', () => {
  it('reads addresses, networks and mail domains; archives and plain lists alike', async () => {
    const { observed } = await readSample(stopforumspam)
    expect(observed.filter(({ type }) => type === 'domain')).toHaveLength(24)
    const again = await readSample(stopforumspam, { body: zipped('listed_ip_1.txt', '192.0.2.7\n') })
    expect(again.observed.map(({ value }) => value)).toEqual(['192.0.2.7', '192.0.2.7', '192.0.2.7'])
  })
})

describe('FireHOL level 1', () => {
  it('leaves out, and does not refuse, what belongs to nobody', async () => {
    const { rows, observed } = await readSample(firehol)
    expect(rows.length - observed.length).toBe(13)
    for (const bogon of ['0.0.0.0/8', '100.127.0.0/16', '172.31.0.0/16', '192.0.0.0/24', '224.0.0.0/3', '240.0.0.0/4'])
      expect(parseRow(firehol, bogon)).toBeNull()
    expect(parseRow(firehol, '100.128.0.0/10')).toMatchObject({ type: 'cidr', statement: { threat: 'hijacked' } })
    expect(parseRow(firehol, '172.32.0.1')).toMatchObject({ type: 'ipv4' })
  })
})

describe('The block list of Emerging Threats', () => {
  it('knows the section a line stands in', async () => {
    const { observed } = await readSample(emergingBlock)
    const threats = observed.map(({ statement }) => `${statement.threat} ${statement.details?.Section}`)
    expect([...new Set(threats)]).toEqual(['c2 Feodo', 'hijacked Spamhaus DROP Nets', 'scanner Dshield Top Attackers'])
  })
})

for (const [path, source, least] of [
  ['binarydefense/banlist.txt', binaryDefense, 2_000],
  ['cins/ci-badguys.txt', cinsArmy, 9],
  ['emerging-threats/compromised-ips.txt', emergingThreats, 400],
  ['ipsum/levels-3.txt', ipsum, 10_000],
  ['danger-rulez/blist.txt', bruteforceblocker, 2],
  ['turris/greylist-latest.csv', turris, 6],
  ['dshield/block.txt', dshield, 1],
  ['blocklist-de/imap.txt', blocklistDe, 6],
] as const)
  onRealPayload(path, `reads a list as ${source.provider} sent it`, async body => {
    const { observed, refused } = await readSample(source, { body })
    expect(refused).toEqual([])
    expect(observed.length).toBeGreaterThanOrEqual(least)
  })
