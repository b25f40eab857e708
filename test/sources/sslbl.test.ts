import { describe, expect, it } from 'vitest'
import { sslbl } from '../../server/src/sources/sslbl.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const reason = (listingreason: string) => parseRow(sslbl, { sha1: 'a'.repeat(40), listingreason }, 'certificates')

describe('SSLBL', () => {
  it('reads its three lists', async () => {
    const { observed, refused } = await readSample(sslbl)
    const types = observed.map(({ type }) => type)
    expect(refused).toEqual([])
    expect([...new Set(types)]).toEqual(['certificate', 'ja3', 'ipv4'])
    expect(types).toHaveLength(40 + 20 + 12)
  })

  it('finds the family in the reason, and what it does', () => {
    expect(reason('AsyncRAT C&C')).toMatchObject({ type: 'certificate', statement: { threat: 'c2', malware: 'AsyncRAT' } })
    expect(reason('Gozi MITM')).toMatchObject({ statement: { threat: 'malware', malware: 'Gozi' } })
    expect(reason('ZLoader malware distribution')).toMatchObject({
      statement: { threat: 'malware-delivery', malware: 'ZLoader' },
    })
    expect(reason('Malware C&C')).not.toHaveProperty('statement.malware')
  })

  it('trusts a fingerprint of a TLS library less, and keeps the port of a server', () => {
    const ja3 = {
      ja3_md5: 'b'.repeat(32),
      firstseen: '2025-12-01 10:00:00',
      lastseen: '2026-01-02 11:00:00',
      listingreason: 'Dridex',
    }
    expect(parseRow(sslbl, ja3, 'ja3')).toMatchObject({
      type: 'ja3',
      statement: { malware: 'Dridex', confidence: 40, lastSeen: '2026-01-02T11:00:00.000Z' },
    })
    const server = { firstseen: '2026-01-02 11:00:00', dstip: '192.0.2.7', dstport: '4449' }
    expect(parseRow(sslbl, server, 'addresses')).toMatchObject({ type: 'ipv4', statement: { threat: 'c2', port: 4449 } })
  })
})

for (const [file, rows] of [
  ['sslblacklist-1.csv', 285],
  ['sslblacklist-2.csv', 287],
] as const)
  onRealPayload(`sslbl/${file}`, 'reads the certificates of SSLBL', async body => {
    // It was cut where it was found: it says that it has ten rows more, and is refused for that.
    await expect(readSample(sslbl, { body })).rejects.toMatchObject({ code: 'truncated' })
    const whole = Buffer.from(
      Buffer.from(body)
        .toString('latin1')
        .replace(/END \(\d+\)/, `END (${rows})`),
      'latin1',
    )
    const { observed, refused } = await readSample(sslbl, { body: whole })
    expect([observed.length, refused]).toEqual([3 * rows, []])
    expect(observed[0]).toMatchObject({ type: 'certificate', statement: { threat: 'c2', malware: 'AsyncRAT' } })
  })
