import { describe, expect, it } from 'vitest'
import { answer, type Protocol } from '../../server/src/replay/provider.ts'
import { osv as protocol } from '../../server/src/replay/providers/osv.ts'
import { osv } from '../../server/src/sources/osv.ts'
import { parseRow, partsOf, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const AT = '2026-01-15T10:00:00.000Z MAL-2026-1'
const MALICIOUS = {
  id: 'MAL-2026-1',
  modified: '2026-01-15T10:00:00Z',
  published: '2026-01-14T10:00:00Z',
  summary: 'Malicious code in @lamp/wick (npm)',
  affected: [{ package: { ecosystem: 'npm', name: '@lamp/wick' }, versions: ['1.0.0', '1.0.1'] }],
  credits: [{ name: 'Sample Research' }],
  database_specific: {
    'malicious-packages-origins': [{ source: 'sample', sha256: 'a'.repeat(64) }],
    iocs: { domains: ['wick-sample.com'], ips: ['192.0.2.7', '2001:db8::7'], urls: ['https://wick-sample.com/x'] },
  },
}
const parse = (advisory: object) => [parseRow(osv, { at: AT, advisory })].flat()
const whole = (ecosystem: string, name: string, versions: string[] = []) => ({
  ...MALICIOUS,
  database_specific: null,
  affected: [{ package: { ecosystem, name }, versions, ranges: [{ events: [{ introduced: '0' }] }] }],
})
const values = (found: ReturnType<typeof parse>): unknown[] => found.map(one => one !== null && 'value' in one && one.value)

/** Plays npm with these lines of changes, and keeps which advisories were asked for. */
const changing = (lines: readonly string[]) => {
  const asked: string[] = []
  const played: Protocol = {
    answer: ({ setting, path }) => {
      if (setting === 'url') return answer(`${lines.join('\n')}\n`)
      const id = path.replace(/^\//, '')
      asked.push(id)
      return id.includes('gone') ? answer({ code: 5 }, 404) : answer({ ...MALICIOUS, id })
    },
  }
  return { played, asked }
}
const NPM = { ecosystems: 'npm' }
const lastOf = (rows: readonly unknown[]): string => String((rows.at(-1) as { at: unknown }).at)

describe('OSV', () => {
  it('reads malicious packages of all ecosystems, and vulnerabilities where they are asked for', async () => {
    const { rows, observed, refused } = await readSample(osv, { protocol })
    expect([rows.length, refused]).toEqual([34, []])
    expect(new Set(observed.map(({ type }) => type))).toEqual(new Set(['domain', 'url', 'ipv4']))
    const all = await readSample(osv, { protocol, values: { which: 'all' } })
    expect([all.rows.length, all.observed.filter(({ type }) => type === 'cve').length]).toEqual([38, 4])
  })

  it('says what a malicious package talks to and where its versions are got from', () => {
    const found = parse(MALICIOUS)
    expect(values(found)).toEqual([
      'wick-sample.com',
      '192.0.2.7',
      '2001:db8::7',
      'https://wick-sample.com/x',
      'https://registry.npmjs.org/@lamp/wick/-/wick-1.0.0.tgz',
      'https://registry.npmjs.org/@lamp/wick/-/wick-1.0.1.tgz',
    ])
    expect(found[0]).toEqual({
      type: 'domain',
      value: 'wick-sample.com',
      statement: {
        threat: 'malware',
        firstSeen: '2026-01-14T10:00:00.000Z',
        lastSeen: '2026-01-15T10:00:00.000Z',
        description: MALICIOUS.summary,
        reference: 'https://osv.dev/vulnerability/MAL-2026-1',
        reporter: 'Sample Research',
        report: { title: `MAL-2026-1: ${MALICIOUS.summary}`, url: 'https://osv.dev/vulnerability/MAL-2026-1' },
        details: { Advisory: 'MAL-2026-1', Packages: 'npm @lamp/wick 1.0.0, 1.0.1' },
      },
    })
    expect(found[4]).toMatchObject({ type: 'url', statement: { threat: 'malware-delivery' } })
  })

  it('names a package that is malicious as a whole where its registry has an address for it', () => {
    expect(values(parse(whole('npm', 'lamp')))).toEqual(['https://registry.npmjs.org/lamp'])
    expect(values(parse(whole('PyPI', 'Lamp_Wick', ['1.0'])))).toEqual(['https://pypi.org/simple/lamp-wick/'])
    expect(values(parse(whole('RubyGems', 'lamp', ['1.0'])))).toEqual(['https://rubygems.org/gems/lamp-1.0.gem'])
    expect(values(parse(whole('crates.io', 'lamp', ['1.0'])))).toEqual(['https://static.crates.io/crates/lamp/lamp-1.0.crate'])
    expect(values(parse(whole('NuGet', 'Lamp', ['1.0'])))).toEqual([
      'https://api.nuget.org/v3-flatcontainer/lamp/index.json',
      'https://api.nuget.org/v3-flatcontainer/lamp/1.0/lamp.1.0.nupkg',
    ])
    expect(parse(whole('constructor', 'lamp', ['1.0']))).toEqual([null])
  })

  it('takes back what has been withdrawn', () => {
    expect(parse({ ...MALICIOUS, withdrawn: '2026-01-15T11:00:00Z' })[0]).toMatchObject({ statement: { confidence: 0 } })
  })

  it('tells of a vulnerability under its CVE, which is no evidence that it is used', () => {
    const advisory = {
      id: 'GHSA-smpl-1111-2222',
      modified: '2026-01-15T10:00:00Z',
      aliases: ['CVE-2025-9900101', 'PYSEC-1'],
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }],
      affected: [{ package: { ecosystem: 'PyPI', name: 'lamp' }, ranges: [{ events: [{ introduced: '0' }, { fixed: '2.1' }] }] }],
      database_specific: { severity: 'HIGH', cwe_ids: ['CWE-22'] },
    }
    expect(parse(advisory)).toMatchObject([
      {
        type: 'cve',
        value: 'CVE-2025-9900101',
        statement: {
          confidence: 0,
          details: { CVSS: 'CVSS:3.1/AV:N', Severity: 'HIGH', Packages: 'PyPI lamp (fixed in 2.1)', Weaknesses: 'CWE-22' },
        },
      },
    ])
    expect(parse({ ...advisory, aliases: [] })).toEqual([null])
  })

  it('asks for ecosystems by their names, and for none that are no names', () => {
    const parts = partsOf(osv, { ecosystems: 'npm, Rocky Linux,npm, ../x, ' })
    expect(parts.map(({ url }) => new URL(url).pathname)).toEqual(['/npm/modified_id.csv', '/Rocky%20Linux/modified_id.csv'])
  })
})

describe('changes of OSV', () => {
  const lines = (n: number): string[] =>
    Array.from({ length: n }, (_, i) => `2026-01-15T09:00:00Z,MAL-2026-${String(5_000 - i).padStart(5, '0')}`)

  it('are read a few a run, oldest first, and none is lost, though all have one time', async () => {
    const { played, asked } = changing(lines(230))
    let since: string | undefined
    for (let run = 0; run < 4; run += 1) {
      const read = await readSample(osv, { protocol: played, values: { ...NPM, most: '70' }, ...(since ? { since } : {}) })
      since = lastOf(read.rows)
    }
    expect(new Set(asked).size).toBe(230)
    expect(asked.length).toBeLessThan(230 + 4 * 50)
  })

  it('that are listed late, shortly before the cursor, are found', async () => {
    const all = ['2026-01-15T10:00:00Z,MAL-2026-3', '2026-01-15T09:59:59.5Z,MAL-2026-2', '2026-01-15T08:00:00Z,MAL-2026-1']
    const { played, asked } = changing(all)
    await readSample(osv, { protocol: played, values: NPM, since: '2026-01-15T10:00:00.000Z MAL-2026-3' })
    expect(asked).toEqual(['MAL-2026-2', 'MAL-2026-3'])
  })

  it('are all read at once from a date on in a back-fill', async () => {
    const { played, asked } = changing(lines(120))
    await readSample(osv, { protocol: played, values: { ...NPM, most: '10' }, since: '2026-01-15' })
    expect(asked).toHaveLength(120)
  })

  it('of the future do not become a cursor', async () => {
    const { played } = changing(['2099-01-01T00:00:00Z,MAL-2026-2', '2026-01-15T10:00:00Z,MAL-2026-1'])
    expect(lastOf((await readSample(osv, { protocol: played, values: NPM })).rows)).toBe('2026-01-15T23:00:00.000Z MAL-2026-2')
  })

  it('whose advisory is gone are passed over', async () => {
    const { played } = changing(['2026-01-15T10:00:00Z,MAL-2026-gone', '2026-01-15T09:00:00Z,MAL-2026-1'])
    expect((await readSample(osv, { protocol: played, values: NPM })).rows).toHaveLength(1)
  })

  it('in another format end the run', async () => {
    const { played } = changing(['MAL-2026-1,2026-01-15T09:00:00Z'])
    await expect(readSample(osv, { protocol: played, values: NPM })).rejects.toThrow('time,id')
  })
})

for (const [name, cves] of [
  ['ALSA-2024-2433', []],
  ['CGA-224q-ccj5-2p53', ['CVE-2025-32464']],
] as const) {
  onRealPayload(`osv/${name}.json`, 'reads an advisory as it was published', async payload => {
    const found = parse(JSON.parse(payload.toString('utf8')) as object)
    expect(values(found.filter(one => one !== null))).toEqual(expect.arrayContaining([...cves]))
  })
}
