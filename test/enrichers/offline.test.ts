/** What is looked up on this machine, in the data that ships with it. */
import { describe, expect, it } from 'vitest'
import { asn } from '../../server/src/enrichers/asn.ts'
import { geoip } from '../../server/src/enrichers/geoip.ts'
import { wordsOf } from '../../server/src/enrichers/offline/ranges.ts'
import { publicSuffixes } from '../../server/src/enrichers/public-suffix.ts'
import type { Enricher, Subject } from '../../server/src/kit/enricher.ts'
import { putQuestion } from '../../server/src/runtime/enrichment/put-question.ts'
import { about, factsOf, outsideTo } from '../support/enriching.ts'

const look = (enricher: Enricher, type: Subject['type'], value: string) =>
  putQuestion(
    { enricher, subject: about(type, value), values: {}, signal: AbortSignal.timeout(60_000), now: Date.now() },
    outsideTo(),
  )

describe('country of registration', () => {
  it('knows addresses of both families, and networks by their first address', async () => {
    expect(factsOf(await look(geoip, 'ipv4', '193.0.6.139')).Country).toBe('Netherlands (NL)')
    expect(factsOf(await look(geoip, 'ipv6', '2001:67c:2e8:22::c100:68b')).Country).toBe('Netherlands (NL)')
    expect((await look(geoip, 'cidr', '193.0.0.0/21'))?.statement).toEqual({ country: 'NL' })
  })

  it('says of what day its data is, and nothing of addresses nobody has', async () => {
    expect(factsOf(await look(geoip, 'ipv4', '193.0.6.139'))['Data of']).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(await look(geoip, 'ipv4', '10.0.0.1')).toBeNull()
  })
})

describe('AS and operator', () => {
  it('knows who announces an address, and the bounds of the range', async () => {
    const found = await look(asn, 'ipv4', '193.0.6.139')
    expect(factsOf(found)).toMatchObject({ 'AS number': 'AS3333', Operator: expect.stringContaining('RIPE') })
    expect(found).toMatchObject({ statement: { asn: 3333 }, related: [{ type: 'asn', value: 'AS3333' }] })
    const [first = '', last = ''] = factsOf(found).Range?.split(' – ') ?? []
    expect([wordsOf(first), wordsOf(last)].map(words => words?.length)).toEqual([1, 1])
  })

  it('knows IPv6 as well', async () => {
    expect(factsOf(await look(asn, 'ipv6', '2001:4860:4860::8888'))['AS number']).toBe('AS15169')
  })

  it('knows an AS by its number, and none that is not there', async () => {
    expect(factsOf(await look(asn, 'asn', 'AS3333')).Operator).toContain('RIPE')
    expect(await look(asn, 'asn', 'AS64500')).toBeNull()
    expect(await look(asn, 'ipv4', '10.0.0.1')).toBeNull()
  })
})

describe('registered name', () => {
  it('tells what was registered from what a registry or a company gives out', async () => {
    expect(factsOf(await look(publicSuffixes, 'domain', 'a.b.heron-sample.co.uk'))).toEqual({
      'Registered name': 'heron-sample.co.uk',
      Suffix: 'co.uk',
      'Suffix run by': 'a registry',
    })
    expect(factsOf(await look(publicSuffixes, 'url', 'https://heron-sample.github.io/x'))).toMatchObject({
      'Registered name': 'heron-sample.github.io',
      'Suffix run by': expect.stringContaining('customers'),
    })
  })

  it('shows the letters of an IDN, and leads from a host to what was registered', async () => {
    const found = await look(publicSuffixes, 'email', 'a@mail.xn--mnchen-sample-wob.de')
    expect(factsOf(found)['With its letters']).toBe('mail.münchen-sample.de')
    expect(found?.related).toEqual([{ type: 'domain', value: 'xn--mnchen-sample-wob.de' }])
    expect((await look(publicSuffixes, 'domain', 'heron-sample.com'))?.related).toEqual([])
  })

  it('knows nothing of an address', async () => {
    expect(await look(publicSuffixes, 'url', 'https://45.9.20.1/x')).toBeNull()
  })
})
