import { describe, expect, it } from 'vitest'
import { urlhaus } from '../../server/src/sources/urlhaus.ts'
import { parseRow, readSample } from '../support/read-sample.ts'

describe('URLhaus', () => {
  it('reads its list without a key', async () => {
    const { rows, observed, refused } = await readSample(urlhaus)
    expect([observed.length, refused]).toEqual([rows.length, []])
    expect(observed.every(({ type }) => type === 'url')).toBe(true)
  })

  it('reads the payloads too with one: two hashes of each file', async () => {
    const { observed } = await readSample(urlhaus, { values: { key: 'replay-key' } })
    expect(observed.filter(({ type }) => type === 'sha256')).toHaveLength(26)
    expect(observed.filter(({ type }) => type === 'md5')).toHaveLength(26)
    expect(observed.find(({ statement }) => statement.malware === 'AgentTesla')?.statement.file).toEqual({
      kind: 'elf',
      sizeBytes: 20731,
    })
  })

  it('takes "None" for no tags', () => {
    const row = {
      dateadded: '2026-01-15 10:00:00',
      url: 'http://198.51.100.7/x',
      url_status: 'offline',
      threat: 'malware_download',
      tags: 'None',
    }
    expect(parseRow(urlhaus, row)).toEqual({
      type: 'url',
      value: 'http://198.51.100.7/x',
      statement: {
        threat: 'malware-delivery',
        online: false,
        firstSeen: '2026-01-15T10:00:00.000Z',
        lastSeen: '2026-01-15T10:00:00.000Z',
      },
    })
  })
})
