import { describe, expect, it } from 'vitest'
import { canonicalise } from '../../server/src/indicators/index.ts'
import type { Observed } from '../../server/src/kit/source.ts'
import { maltrail as protocol } from '../../server/src/replay/providers/maltrail.ts'
import { maltrail } from '../../server/src/sources/maltrail.ts'
import { parseRow, partsOf, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const play = { protocol: { answer: protocol } }
const parse = (line: string, part = 'malware/qakbot', comments: readonly string[] = []) =>
  parseRow(maltrail, { line, comments }, part)

describe('Maltrail', () => {
  it('reads each of its files, and leaves out paths without a host and patterns', async () => {
    const { rows, observed, refused } = await readSample(maltrail, play)
    expect([rows.length, observed.length, refused]).toEqual([14 * 9 + 60, 14 * 7 + 60, []])
  })

  it('reads the files that are set, wherever the folder is, and nothing outside it', () => {
    const values = { url: 'https://mirror.example/static/', files: 'malware/emotet suspicious/dynamic_domain, ../../etc/passwd' }
    expect(partsOf(maltrail, values)).toEqual([
      { name: 'malware/emotet', url: 'https://mirror.example/static/malware/emotet.txt' },
      { name: 'suspicious/dynamic_domain', url: 'https://mirror.example/static/suspicious/dynamic_domain.txt' },
    ])
  })

  it('tells what a trail is', () => {
    expect(parse('192.0.2.7:443')).toMatchObject({ type: 'ipv4', value: '192.0.2.7', statement: { port: 443 } })
    expect(parse('198.51.100.0/24')).toMatchObject({ type: 'cidr' })
    expect(parse('[2001:db8::7]:443')).toMatchObject({ type: 'ipv6', value: '2001:db8::7', statement: { port: 443 } })
    expect(parse('2001:db8::7')).toMatchObject({ type: 'ipv6', value: '2001:db8::7' })
    expect(parse('2001:db8::/48')).toMatchObject({ type: 'cidr' })
    expect(parse('192.0.2.7:8080/1')).toMatchObject({ type: 'url' })
    expect(parse('fade.ee')).toMatchObject({ type: 'domain' })
    expect(parse('http://192.0.2.7')).toMatchObject({ type: 'url' })
    expect(parse('a-sample.com/gate/x.php')).toMatchObject({ type: 'url', value: 'a-sample.com/gate/x.php' })
    expect(parse('a-sample.com:8443')).toMatchObject({ type: 'domain', value: 'a-sample.com', statement: { port: 8443 } })
    expect([parse('/gate.php'), parse('(\\w+)\\.a-sample\\.com')]).toEqual([null, null])
  })

  it('takes family or actor from the name of the file, and the report from the comments above', () => {
    const comments = ['Reference: https://reports.example/1 (# a remark)', 'Reference: https://reports.example/2']
    expect(parse('a-sample.com', 'malware/cobaltstrike-2', comments)).toEqual({
      type: 'domain',
      value: 'a-sample.com',
      statement: {
        threat: 'malware',
        malware: 'cobaltstrike',
        reference: 'https://reports.example/1',
        details: { 'Further reports': 'https://reports.example/2' },
      },
    })
    expect(parse('a-sample.com', 'malware/apt_lazarus')).toMatchObject({ statement: { actors: ['lazarus'] } })
    expect(parse('a-sample.com', 'malicious/c2_panel')).toMatchObject({ statement: { threat: 'c2', tags: ['c2_panel'] } })
  })
})

describe('the reports above a block of trails', () => {
  const dates = (...comments: readonly string[]) => {
    const { statement } = parse('a-sample.com', 'malware/qakbot', comments) as Observed
    return [statement.firstSeen, statement.lastSeen]
  }

  it('date it: by the id of a post, which holds its moment, or by a remark', () => {
    expect(dates('Reference: https://twitter.com/someone/status/1212092628029698048')).toEqual([
      '2019-12-31T19:26:16.771Z',
      '2019-12-31T19:26:16.771Z',
    ])
    expect(
      dates(
        'Reference: https://x.com/someone/status/1212092628029698048',
        'Reference:: https://reports.example/1 (# 2025-06-14)',
        'Referenece: https://reports.example/2',
      ),
    ).toEqual(['2019-12-31T19:26:16.771Z', '2025-06-14T00:00:00.000Z'])
  })

  it('leave it without a date where they have none that can be', () => {
    for (const comment of [
      'Reference: https://reports.example/1',
      'Reference: https://reports.example/1 (# 2025-13-14)',
      'Reference: https://x.com/someone/status/99999999999999999999',
      'Reference: https://notx.com/someone/status/1212092628029698048',
      'Aliases: one, two',
    ])
      expect(dates(comment)).toEqual([undefined, undefined])
  })
})

for (const [file, folder, most] of [
  ['apt_lazarus', 'malware', 0.01],
  ['qakbot', 'malware', 0.01],
  ['brc4', 'malicious', 0.01],
  ['c2_panel', 'malicious', 0.01],
  ['covenant', 'malicious', 0.01],
  // A quarter of these are suffixes under which anybody can have a name: no names themselves.
  ['dynamic_domain', 'suspicious', 0.3],
] as const)
  onRealPayload(`maltrail/${file}.txt`, 'reads a file of trails, all but a few as indicators', async body => {
    const { observed, refused } = await readSample(maltrail, { body, values: { files: `${folder}/${file}` } })
    const wrong = observed.filter(({ type, value }) => !canonicalise(type, value).ok)
    expect(refused).toEqual([])
    expect(observed.length).toBeGreaterThan(300)
    expect(wrong.map(({ value }) => value).length / observed.length).toBeLessThan(most)
    expect(observed.some(({ statement }) => statement.reference?.startsWith('http'))).toBe(true)
    const dated = observed.flatMap(({ statement }) => (statement.lastSeen === undefined ? [] : [Date.parse(statement.lastSeen)]))
    for (const date of dated) expect(new Date(date).getUTCFullYear()).toSatisfy(year => year >= 2011 && year <= 2026)
  })
