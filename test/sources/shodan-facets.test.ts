import { describe, expect, it } from 'vitest'
import { answer } from '../../server/src/replay/provider.ts'
import { shodanFacets as protocol } from '../../server/src/replay/providers/shodan.ts'
import { shodanFacets } from '../../server/src/sources/shodan-facets.ts'
import { parseRow, partsOf, readSample } from '../support/read-sample.ts'

const row = (facet: string, value: string | number, more: object = {}) => ({
  query: 'product:"Lamp C2"',
  reference: 'https://www.shodan.io/search?query=product%3A%22Lamp%20C2%22',
  threat: 'c2',
  facet,
  total: 412,
  spread: { 'All found, by country': 'NL 300, DE 112' },
  one: { value, count: 12 },
  ...more,
})

describe('Shodan facets', () => {
  it('reads its sample whole: the values that are indicators', async () => {
    const { rows, observed, refused } = await readSample(shodanFacets, { protocol })
    expect([rows.length, refused]).toEqual([63, []])
    expect(new Set(observed.map(({ type }) => type))).toEqual(new Set(['ipv4', 'certificate', 'jarm', 'asn']))
  })

  it('tells with each value how many services it has, and how all that was found is spread', () => {
    expect(parseRow(shodanFacets, row('ip', '192.0.2.7'))).toEqual({
      type: 'ipv4',
      value: '192.0.2.7',
      statement: {
        threat: 'c2',
        reference: 'https://www.shodan.io/search?query=product%3A%22Lamp%20C2%22',
        details: {
          'Found by': 'product:"Lamp C2"',
          'Services found': '12 of 412',
          'All found, by country': 'NL 300, DE 112',
        },
      },
    })
  })

  it('takes what is shared with others for little evidence or none', () => {
    const confidence = (facet: string, value: string): unknown => parseRow(shodanFacets, row(facet, value))
    expect(confidence('ssl.jarm', '7'.repeat(62))).toMatchObject({ type: 'jarm', statement: { confidence: 10 } })
    expect(confidence('asn', 'AS64500')).toMatchObject({ type: 'asn', statement: { confidence: 0 } })
    expect(confidence('domain', 'lamp-sample.com')).toMatchObject({ type: 'domain', statement: { confidence: 0 } })
    const weakness = confidence('vuln', 'CVE-2021-23017')
    expect(weakness).toMatchObject({ type: 'cve', statement: { confidence: 0 } })
    expect(weakness).not.toHaveProperty('statement.threat')
  })

  it('reads addresses of both kinds, as texts and as numbers', () => {
    expect(parseRow(shodanFacets, row('ip', 3_221_225_991))).toMatchObject({ type: 'ipv4', value: '192.0.2.7' })
    expect(parseRow(shodanFacets, row('ip', '2001:db8::7'))).toMatchObject({ type: 'ipv6', value: '2001:db8::7' })
  })

  it('asks for each search with the facets that are such, a second apart', () => {
    const parts = partsOf(shodanFacets, {
      queries: 'category:malware; tag:c2 port:443;; tag:c2 port:443',
      facets: 'ip:99999, ssl.jarm ../x asn:0 country:5',
    })
    expect(parts.map(({ name }) => name)).toEqual(['category:malware', 'tag:c2 port:443'])
    expect(new URL(parts[1]?.url ?? '').searchParams.get('facets')).toBe('ip:1000,ssl.jarm:100,country:5')
  })

  it('may find nothing, and does not take an answer without facets for that', async () => {
    const played = (body: object) => ({ authorises: true, answer: () => answer(body) })
    const { rows } = await readSample(shodanFacets, { protocol: played({ matches: [], facets: { ip: [] }, total: 0 }) })
    expect(rows).toEqual([])
    await expect(readSample(shodanFacets, { protocol: played({ total: 3 }) })).rejects.toThrow('no facets')
  })

  it('is refused without the right key', async () => {
    await expect(readSample(shodanFacets, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
  })
})
