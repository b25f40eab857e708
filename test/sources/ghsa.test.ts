import { describe, expect, it } from 'vitest'
import { ghsa as protocol } from '../../server/src/replay/providers/ghsa.ts'
import { ghsa } from '../../server/src/sources/ghsa.ts'
import { parseRow, readSample } from '../support/read-sample.ts'

describe('GitHub advisories', () => {
  it('follows the Link header through its sample; what has no CVE is passed over', async () => {
    const { rows, observed, refused } = await readSample(ghsa, { protocol })
    expect([rows.length, observed.length, refused]).toEqual([30, 25, []])
  })

  it('asks for what was updated since, that day included', async () => {
    const { rows } = await readSample(ghsa, { protocol, since: '2026-01-13T21:13:00Z' })
    expect(new Set(rows.map(row => (row as { updated_at: string }).updated_at.slice(0, 10)))).toEqual(
      new Set(['2026-01-13', '2026-01-14', '2026-01-15']),
    )
  })

  it('sends a token where there is one, and is refused with a wrong one', async () => {
    expect((await readSample(ghsa, { protocol, values: { token: 'replay-key' } })).rows).toHaveLength(30)
    await expect(readSample(ghsa, { protocol, values: { token: 'wrong' } })).rejects.toThrow('401')
  })

  it('keeps packages and versions; a score of 0 is one that nobody has given', () => {
    const advisory = {
      ghsa_id: 'GHSA-2222-3333-4444',
      cve_id: 'CVE-2025-9900101',
      summary: 'Path traversal in lamp',
      html_url: 'https://github.com/advisories/GHSA-2222-3333-4444',
      severity: 'high',
      published_at: '2026-01-12T10:00:00Z',
      updated_at: '2026-01-13T10:00:00Z',
      withdrawn_at: null,
      cwes: [{ cwe_id: 'CWE-22' }],
      cvss: { vector_string: null, score: null },
      cvss_severities: { cvss_v3: { vector_string: 'CVSS:3.1/AV:N', score: 7.5 }, cvss_v4: { vector_string: null, score: 0 } },
      vulnerabilities: [
        { package: { ecosystem: 'npm', name: 'lamp' }, vulnerable_version_range: '< 2.1.0', first_patched_version: '2.1.0' },
        { package: { ecosystem: 'npm', name: 'lamp-core' }, vulnerable_version_range: '>= 1.0', first_patched_version: null },
      ],
    }
    expect(parseRow(ghsa, advisory)).toEqual({
      type: 'cve',
      value: 'CVE-2025-9900101',
      statement: {
        confidence: 0,
        firstSeen: '2026-01-12T10:00:00.000Z',
        cvss: 7.5,
        description: 'Path traversal in lamp',
        reference: 'https://github.com/advisories/GHSA-2222-3333-4444',
        details: {
          Advisory: 'GHSA-2222-3333-4444',
          Severity: 'high',
          CVSS: 'CVSS:3.1/AV:N',
          Packages: 'npm lamp < 2.1.0 (fixed in 2.1.0); npm lamp-core >= 1.0',
          Weaknesses: 'CWE-22',
        },
      },
    })
  })
})
