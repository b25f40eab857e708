import { describe, expect, it } from 'vitest'
import { epss } from '../../server/src/sources/epss.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

describe('EPSS', () => {
  it('passes over what is unlikely, and refuses nothing', async () => {
    const { rows, observed, refused } = await readSample(epss)
    expect([rows.length, observed.length, refused]).toEqual([37, 37, []])
    expect(observed.every(({ statement }) => (statement.epss ?? 0) >= 0.1)).toBe(true)
  })

  it('keeps what is asked for', async () => {
    expect((await readSample(epss, { values: { least: '0' } })).rows).toHaveLength(60)
    expect((await readSample(epss, { values: { least: '90' } })).rows.length).toBeLessThan(10)
  })

  it('states a forecast, which is no evidence', () => {
    expect(parseRow(epss, { cve: 'CVE-2024-4577', epss: '0.94411', percentile: '0.99953' })).toEqual({
      type: 'cve',
      value: 'CVE-2024-4577',
      statement: { confidence: 0, epss: 0.94, details: { 'More likely than': '99 % of all vulnerabilities' } },
    })
  })

  it('keeps rows it cannot read, so that they are refused and seen', async () => {
    const body = Buffer.from('#model_version:v1\ncve,probability\nCVE-2024-4577,0.9\n')
    await expect(readSample(epss, { body })).rejects.toThrow('epss')
    expect(parseRow(epss, { cve: 'CVE-2024-4577', epss: '12', percentile: '1' })).toMatchObject({ refused: 'schema' })
  })
})

for (const file of ['epss/epss_scores.csv', 'epss/epss_scores-no-date.csv'])
  onRealPayload(file, 'reads scores as they were published', async payload => {
    const { observed, refused } = await readSample(epss, { body: payload })
    expect([observed.map(({ value, statement }) => [value, statement.epss]), refused]).toEqual([[['CVE-1999-0005', 0.92]], []])
  })
