import type { IndicatorType, Statement, Tlp } from '@keysguard/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ssdeepBuckets, tlshBuckets } from './fuzzy.ts'
import { networkOf, nodeId, nodesOf, nodeValue } from './nodes.ts'
import { linkWeight, rarity, seenTogether } from './weights.ts'

const nodes = (type: IndicatorType, value: string, statement: Statement = {}, tlp: Tlp = 'clear') =>
  nodesOf({ indicator: { type, value }, said: [{ by: 'list', tlp, statement }], found: [] }).map(
    node => `${node.kind} ${node.value}`,
  )

describe('the values of an indicator', () => {
  test('a URL lies on a host, under a domain, in a folder, and has a path', () => {
    expect(nodes('url', 'http://cdn.evil-sample.com/kit/v2/gate.php?id=7')).toEqual([
      'host cdn.evil-sample.com',
      'domain evil-sample.com',
      'folder cdn.evil-sample.com/kit/v2/',
      'path /kit/v2/gate.php',
    ])
  })

  test('a path that is on every host is nobody’s own', () => {
    expect(nodes('url', 'http://evil-sample.com/login.php')).toEqual(['domain evil-sample.com'])
  })

  test('a URL on an address lies in its network', () => {
    expect(nodes('url', 'http://192.0.2.7:8080/')).toEqual(['address 192.0.2.7', 'network 192.0.2.0/24'])
    expect(nodes('ipv6', '2001:db8::1')).toEqual(['address 2001:db8::1', 'network 2001:db8::/48'])
  })

  test('names are the same in any letter case, and a tag that repeats the family is no second link', () => {
    expect(
      nodes('md5', 'd41d8cd98f00b204e9800998ecf8427f', { malware: 'Remcos', tags: ['REMCOS', 'Kit', 'cve-2024-3094'] }),
    ).toEqual(['file d41d8cd98f00b204e9800998ecf8427f', 'malware remcos', 'tag kit', 'cve CVE-2024-3094'])
  })

  test('a page about the indicator itself is no report it shares', () => {
    expect(nodes('domain', 'evil-sample.com', { reference: 'https://intel-sample.org/evil-sample.com' })).toEqual([
      'domain evil-sample.com',
    ])
    expect(nodes('domain', 'evil-sample.com', { reference: 'https://intel-sample.org/report-7' })).toContain(
      'report https://intel-sample.org/report-7',
    )
  })

  test('a value is as open as the most open statement of it', () => {
    const statement = { malware: 'remcos' }
    const found = nodesOf({
      indicator: { type: 'domain', value: 'evil-sample.com' },
      said: [
        { by: 'one', tlp: 'red', statement: { ...statement, tags: ['secret'] } },
        { by: 'two', tlp: 'green', statement },
      ],
      found: [],
    })
    expect(found.map(({ value, tlp }) => `${value} ${tlp}`)).toEqual(['evil-sample.com green', 'remcos green', 'secret red'])
  })

  test('without a statement that stands there are none', () => {
    expect(nodesOf({ indicator: { type: 'domain', value: 'evil-sample.com' }, said: [], found: [] })).toEqual([])
  })

  test('what an enricher found is the same node as the indicator itself', () => {
    const [node] = nodesOf({
      indicator: { type: 'domain', value: 'evil-sample.com' },
      said: [{ by: 'list', tlp: 'clear', statement: {} }],
      found: [{ enricher: 'dns', related: [{ type: 'ipv4', value: '192.0.2.7' }], asn: null }],
    }).filter(({ kind }) => kind === 'address')
    expect(node).toMatchObject({ value: '192.0.2.7', evidence: [{ by: 'enricher', name: 'dns' }] })
  })

  test('a value is read as people write it', () => {
    expect(nodeValue('domain', 'evil-sample[.]com')).toBe('evil-sample.com')
    expect(nodeValue('malware', ' Remcos ')).toBe('remcos')
    expect(nodeValue('network', '192.0.2.0/24')).toBe('192.0.2.0/24')
  })

  test('any address of six groups has a /48, and no input throws', () => {
    expect(networkOf('2001:db8:0:1::')).toBe('2001:db8::/48')
    expect(networkOf('2001:db8:5:1:2:3:4:5')).toBe('2001:db8:5::/48')
    fc.assert(fc.property(fc.string(), text => nodes('url', `http://x-sample.com/${text}`).length > 0))
    fc.assert(fc.property(fc.string(), text => Array.isArray(ssdeepBuckets(text)) && Array.isArray(tlshBuckets(text))))
  })
})

describe('names of nodes', () => {
  test('the markings of one value are neighbours, in order, and other values lie elsewhere', () => {
    const id = nodeId('domain', 'evil-sample.com', 'clear')
    expect(nodeId('domain', 'evil-sample.com', 'red') - id).toBe(4n)
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => a === b || nodeId('tag', a, 'clear') !== nodeId('tag', b, 'clear')))
    expect(nodeId('host', 'evil-sample.com', 'clear')).not.toBe(id)
  })
})

describe('weights', () => {
  test('rarer is heavier, from 1 for one of all to 0 for all', () => {
    expect(rarity(1, 1_000)).toBe(1)
    expect(rarity(1_000, 1_000)).toBe(0)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }), (a, b) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)]
        return linkWeight('host', 'x', few, 1_000) >= linkWeight('host', 'x', many, 1_000)
      }),
    )
  })

  test('an address of a content network says next to nothing', () => {
    expect(linkWeight('address', '104.16.1.1', 2, 1_000)).toBeLessThan(linkWeight('address', '192.0.2.1', 2, 1_000) / 5)
  })

  test('addresses move on, files do not; order does not matter', () => {
    const [then, now] = [
      { since: 20_000, until: 20_010 },
      { since: 20_200, until: 20_210 },
    ]
    expect(seenTogether('address', then, now)).toBe(false)
    expect(seenTogether('file', now, then)).toBe(true)
    const days = fc
      .integer({ min: 0, max: 300 })
      .chain(since => fc.record({ since: fc.constant(since), until: fc.integer({ min: since, max: 400 }) }))
    fc.assert(fc.property(days, days, (a, b) => seenTogether('tag', a, b) === seenTogether('tag', b, a)))
  })
})

describe('buckets of fuzzy hashes', () => {
  test('files that share seven characters under one block size may meet', () => {
    const one = ssdeepBuckets('96:abcdefghijkl:zzzzxxccvvb')
    expect(one).toContain('ssdeep 96 abcdefg')
    expect(ssdeepBuckets('48:qqqqqqq1234:abcdefghijkl').some(bucket => one.includes(bucket))).toBe(true)
    expect(ssdeepBuckets('nonsense')).toEqual([])
  })

  test('TLSH hashes that differ in one digit share all bands but one', () => {
    const hash = `T1${'0123456789ABCDEF'.repeat(4)}012345`
    const near = `${hash.slice(0, -1)}9`
    expect(tlshBuckets(hash)).toHaveLength(8)
    expect(tlshBuckets(near).filter(bucket => tlshBuckets(hash).includes(bucket))).toHaveLength(7)
  })
})
