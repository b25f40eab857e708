import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { patternFindings } from './pattern.ts'

const found = (pattern: string): string[] => patternFindings(pattern).indicators.map(({ type, value }) => `${type} ${value}`)

describe('a STIX pattern', () => {
  it('gives every indicator it compares, joined by AND, OR and FOLLOWEDBY', () => {
    expect(
      found(`[domain-name:value = 'a.example' OR ipv4-addr:value = '192.0.2.1'] FOLLOWEDBY [url:value='http://b.example/x']`),
    ).toEqual(['domain a.example', 'ipv4 192.0.2.1', 'url http://b.example/x'])
  })

  it('reads escaped quotes and backslashes', () => {
    expect(found(String.raw`[file:name = 'it\'s \\ here.exe' AND mutex:name = 'x']`)).toEqual([
      String.raw`filename it's \ here.exe`,
      'mutex x',
    ])
    expect(found(String.raw`[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\Software\\Run']`)).toEqual([
      String.raw`regkey HKEY_LOCAL_MACHINE\Software\Run`,
    ])
  })

  it('takes no comparison out of a text, and none that is negated or by pattern', () => {
    expect(found(String.raw`[file:name = 'see ipv4-addr:value = \'192.0.2.1\'']`)).toEqual([
      "filename see ipv4-addr:value = '192.0.2.1'",
    ])
    expect(found(`[ipv4-addr:value != '192.0.2.1' AND ipv4-addr:value NOT = '192.0.2.2' AND url:value LIKE '%x%']`)).toEqual([])
  })

  it('knows hashes by each of their spellings, and lists', () => {
    const hash = 'd41d8cd98f00b204e9800998ecf8427e'
    expect(
      found(`[file:hashes.MD5 = '${hash}' OR file:hashes.'MD5' = '${hash}' OR file:hashes.md5 IN ('${hash}', '${hash}')]`),
    ).toEqual(Array.from({ length: 4 }, () => `md5 ${hash}`))
    expect(found(`[file:hashes.'SHA-256' = 'x' AND artifact:hashes.'SHA-1' = 'y']`)).toEqual(['sha256 x', 'sha1 y'])
  })

  it('keeps the port beside the address it was met at', () => {
    const pattern = `[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.9' AND network-traffic:dst_port = 8443]`
    expect(patternFindings(pattern)).toEqual({ indicators: [{ type: 'ipv4', value: '192.0.2.9' }], port: 8443 })
    expect(found('[autonomous-system:number = 64496]')).toEqual(['asn AS64496'])
  })

  it('never throws, and takes time in proportion to the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), pattern => patternFindings(pattern).indicators.length >= 0))
    for (const piece of ['a', "x:y='", 'file:a.a.a.a', "x:y IN ('a','b',", "'"]) {
      const started = performance.now()
      patternFindings(piece.repeat(200_000))
      expect(performance.now() - started).toBeLessThan(2_000)
    }
  })
})
