import { describe, expect, it } from 'vitest'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Part } from '../../server/src/kit/rows.ts'
import { nvd as protocol } from '../../server/src/replay/providers/nvd.ts'
import { windowsSince } from '../../server/src/sources/nvd/windows.ts'
import { nvd } from '../../server/src/sources/nvd.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const NOW = Date.UTC(2026, 0, 15, 23)

describe('NVD', () => {
  it('reads every page of its sample', async () => {
    const { observed, refused } = await readSample(nvd, { protocol, values: { days: '30' } })
    expect([observed.length, refused]).toEqual([36, []])
  })

  it('asks for what was modified since, with an overlap', async () => {
    const { rows } = await readSample(nvd, { protocol, since: '2026-01-14T12:00:00.000' })
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(row => (row as { lastModified: string }).lastModified >= '2026-01-14T10')).toBe(true)
  })

  it('never asks for more than 120 days at once, and leaves no gap', async () => {
    const windows = windowsSince('2024-12-01T00:00:00.000', 7, NOW)
    expect(windows).toHaveLength(4)
    for (const [index, { lastModStartDate, lastModEndDate }] of windows.entries()) {
      expect(Date.parse(lastModEndDate) - Date.parse(lastModStartDate)).toBeLessThan(120 * 86_400_000)
      if (index > 0) expect(lastModStartDate).toBe(windows[index - 1]?.lastModEndDate)
    }
    const { observed } = await readSample(nvd, { protocol, since: '2024-12-01T00:00:00.000' })
    expect(observed).toHaveLength(36)
  })

  it('waits six seconds between pages, and one with a key', async () => {
    const waits = async (key: string): Promise<(number | undefined)[]> => {
      const asked: (number | undefined)[] = []
      const part = nvd.collect({
        fetch: fetcher,
        at: name => ({ name, url: 'https://nvd-sample.com/cves' }),
        setting: name => (name === 'key' ? key : '7'),
        since: () => null,
        now: NOW,
      }) as Part<unknown>
      const page = (n: number) => ({
        url: '',
        status: 200,
        headers: {},
        body: (async function* () {
          yield Buffer.from(JSON.stringify({ totalResults: 2, vulnerabilities: [{ cve: { id: `CVE-2024-000${n}` } }] }))
        })(),
      })
      for await (const _ of part.read(page(1), async ask => {
        asked.push(ask.afterMs)
        expect(ask.headers).toEqual(key === '' ? {} : { apiKey: key })
        return page(2)
      }));
      return asked
    }
    expect([await waits(''), await waits('abc')]).toEqual([[6_000], [1_000]])
  })

  it('is refused with a wrong key', async () => {
    await expect(readSample(nvd, { protocol, values: { key: 'wrong' } })).rejects.toThrow('404')
  })

  const RECORD = {
    id: 'CVE-2024-4577',
    published: '2024-06-09T20:15:09.550',
    lastModified: '2024-08-14T19:23:46.573',
    vulnStatus: 'Analyzed',
    descriptions: [
      { lang: 'es', value: 'Una' },
      { lang: 'en', value: 'One' },
    ],
    metrics: {
      cvssMetricV31: [
        { type: 'Secondary', cvssData: { version: '3.1', baseScore: 8.1, baseSeverity: 'HIGH' } },
        {
          type: 'Primary',
          cvssData: { version: '3.1', baseScore: 9.8, baseSeverity: 'CRITICAL', vectorString: 'CVSS:3.1/AV:N' },
        },
      ],
      cvssMetricV2: [{ type: 'Primary', baseSeverity: 'MEDIUM', cvssData: { version: '2.0', baseScore: 5 } }],
    },
    weaknesses: [{ description: [{ lang: 'en', value: 'CWE-78' }] }, { description: [{ lang: 'en', value: 'NVD-CWE-noinfo' }] }],
    references: [{ url: 'https://poc-sample.com', tags: ['Exploit'] }],
    products: ['php php'],
  }

  it('describes a vulnerability without calling it exploited', () => {
    expect(parseRow(nvd, RECORD)).toEqual({
      type: 'cve',
      value: 'CVE-2024-4577',
      statement: {
        confidence: 0,
        firstSeen: '2024-06-09T20:15:09.550Z',
        cvss: 9.8,
        description: 'One',
        reference: 'https://nvd.nist.gov/vuln/detail/CVE-2024-4577',
        details: {
          CVSS: '9.8 critical CVSS:3.1/AV:N',
          Weaknesses: 'CWE-78',
          Products: 'php php',
          Status: 'Analyzed',
          'Public exploit': 'https://poc-sample.com',
        },
      },
    })
  })

  it('says that it is exploited where the record says so', () => {
    expect(parseRow(nvd, { ...RECORD, cisaExploitAdd: '2024-06-12', cisaRequiredAction: 'Update.' })).toMatchObject({
      statement: {
        threat: 'exploit',
        confidence: 100,
        lastSeen: '2024-06-12T00:00:00.000Z',
        details: { 'Known to be exploited since': '2024-06-12' },
      },
    })
  })
})

onRealPayload('nvd/cves-2.0-page.json', 'reads a page as NVD sent it', async payload => {
  const { observed, refused } = await readSample(nvd, { body: payload })
  expect([observed.length, refused]).toEqual([38, []])
  expect(observed[0]).toMatchObject({
    value: 'CVE-2023-27314',
    statement: { cvss: 7.5, confidence: 0, details: { Weaknesses: 'CWE-400' } },
  })
  expect(observed.some(({ statement }) => statement.details?.Products !== undefined)).toBe(true)
})
