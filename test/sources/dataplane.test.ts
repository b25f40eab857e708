import { describe, expect, it } from 'vitest'
import { dataplane } from '../../server/src/sources/dataplane.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('DataPlane', () => {
  it('reads its nine lists', async () => {
    const { observed, refused } = await readSample(dataplane)
    expect([observed.length, refused]).toEqual([9 * 24, []])
  })

  it('tells by the list what an address did', () => {
    const row = {
      asn: '64500',
      network: 'SAMPLE-NET-1',
      address: '192.0.2.7',
      seen: '2026-01-14 10:00:00',
      category: 'sshpwauth',
    }
    expect(parseRow(dataplane, row, 'sshpwauth')).toEqual({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: {
        threat: 'bruteforce',
        tags: ['ssh'],
        lastSeen: '2026-01-14T10:00:00.000Z',
        asn: 64500,
        details: { Network: 'SAMPLE-NET-1' },
      },
    })
    expect(parseRow(dataplane, { ...row, asn: 'NA', network: 'NA' }, 'dnsrd')).not.toHaveProperty('statement.asn')
  })
})

for (const file of ['dnsrd.txt', 'sipquery.txt'])
  onRealPayload(`dataplane/${file}`, 'reads a list with its padded columns', async body => {
    const { rows, observed, refused } = await readSample(dataplane, { body })
    expect(rows.length).toBe(9)
    expect([observed.length, refused]).toEqual([rows.length, []])
    expect(observed[0]).toMatchObject({
      value: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      statement: { asn: expect.any(Number) },
    })
  })

onRealPayload('dataplane/sshclient.txt', 'quarantines the line that is broken off', async body => {
  await expect(readSample(dataplane, { body })).rejects.toThrow('address')
  const whole = body.toString('utf8').replace(/^14080 .*$/m, '')
  const { observed } = await readSample(dataplane, { body: Buffer.from(whole) })
  expect(observed.map(({ statement }) => statement.asn)).toEqual(Array(9).fill([undefined, 394_472]).flat())
})
