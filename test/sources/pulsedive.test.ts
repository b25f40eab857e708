import { describe, expect, it } from 'vitest'
import { pulsedive as protocol } from '../../server/src/replay/providers/pulsedive.ts'
import { pulsedive } from '../../server/src/sources/pulsedive.ts'
import { parseRow, readSample } from '../support/read-sample.ts'

const ROW = {
  iid: 53_000_001,
  indicator: 'panel-sample.com',
  type: 'domain',
  risk: 'high',
  stamp_added: '2025-12-20 10:00:00',
  stamp_seen: '2026-01-15 10:00:00',
  threats: [{ name: 'AsyncRAT', category: 'malware' }],
  feeds: [{ name: 'Sample List', category: 'attack' }],
}

describe('Pulsedive', () => {
  it('reads what the search finds', async () => {
    const { rows, observed, refused } = await readSample(pulsedive, { protocol })
    expect([rows.length, observed.length, refused]).toEqual([26, 26, []])
  })

  it('keeps risk, threats and lists', () => {
    expect(parseRow(pulsedive, ROW)).toEqual({
      type: 'domain',
      value: 'panel-sample.com',
      statement: {
        threat: 'malware-delivery',
        malware: 'AsyncRAT',
        confidence: 70,
        firstSeen: '2025-12-20T10:00:00.000Z',
        lastSeen: '2026-01-15T10:00:00.000Z',
        reference: 'https://pulsedive.com/indicator/?iid=53000001',
        details: { Risk: 'high', Threats: 'AsyncRAT', Lists: 'Sample List' },
      },
    })
  })

  it('takes what it has retired for no evidence', () => {
    expect(parseRow(pulsedive, { ...ROW, stamp_retired: '2026-01-10 10:00:00' })).toMatchObject({ statement: { confidence: 0 } })
  })

  it('asks by risk, for as many as set', async () => {
    const { rows } = await readSample(pulsedive, { protocol, values: { query: 'risk=critical', most: '5' } })
    expect(rows).toHaveLength(5)
  })

  it('is refused without the right key', async () => {
    await expect(readSample(pulsedive, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })
})
