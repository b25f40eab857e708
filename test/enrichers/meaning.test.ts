/** What each provider says, read with its full meaning: from the samples, and from answers as they were really sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { abuseipdbCheck } from '../../server/src/enrichers/abuseipdb-check.ts'
import { circlHashlookup } from '../../server/src/enrichers/circl-hashlookup.ts'
import { greynoiseCommunity } from '../../server/src/enrichers/greynoise-community.ts'
import { hybridAnalysisLookup } from '../../server/src/enrichers/hybrid-analysis-lookup.ts'
import { kevEpss } from '../../server/src/enrichers/kev-epss.ts'
import { otxGeneral } from '../../server/src/enrichers/otx-general.ts'
import { rdap } from '../../server/src/enrichers/rdap.ts'
import { shodanHost } from '../../server/src/enrichers/shodan-host.ts'
import { urlscanSearch } from '../../server/src/enrichers/urlscan-search.ts'
import { virustotalLookup } from '../../server/src/enrichers/virustotal-lookup.ts'
import type { Enricher, Subject } from '../../server/src/kit/enricher.ts'
import { at } from '../../server/src/kit/path.ts'
import { type Replay, startReplay } from '../../server/src/replay/replay-server.ts'
import { about, askReplay, factsOf, readDocument, SAMPLE_DAY } from '../support/enriching.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const LOADER = 'a1c3b2fd9438a98f8eee00fdaa44fa053fe03c13651aa2681f7036f807822f65'
const URL_OF_PANEL = 'http://panel.kestrel-sample.com/gate.php'
const HOST = about('ipv4', '198.51.100.20')

const parsed = (payload: Buffer): unknown => JSON.parse(payload.toString('utf8'))
const real = (enricher: Enricher, subject: Subject, document: unknown) => {
  const found = readDocument(enricher, subject, document)
  expect(Object.keys(found?.facts ?? {}).length).toBeGreaterThan(1)
  return found
}

describe('what providers say', () => {
  let replay: Replay
  beforeAll(async () => {
    replay = await startReplay({ now: SAMPLE_DAY })
  })
  afterAll(() => replay.close())
  const ask = (enricher: Enricher, subject: Subject) => askReplay(enricher, subject, replay)

  it('GreyNoise: who scans everybody, and what is a common service', async () => {
    expect(await ask(greynoiseCommunity, HOST)).toMatchObject({ statement: { threat: 'scanner' } })
    expect(factsOf(await ask(greynoiseCommunity, about('ipv4', '203.0.113.77'))).Classification).toBe('benign')
    const service = await ask(greynoiseCommunity, about('ipv4', '192.0.2.53'))
    expect([factsOf(service)['Common business service'], service?.statement]).toEqual(['yes', null])
  })

  it('AbuseIPDB: how often, by how many, how sure; "never" says nothing about confidence', async () => {
    const found = await ask(abuseipdbCheck, HOST)
    expect(factsOf(found)).toMatchObject({ 'Abuse confidence': '100 %', Reports: '412', 'Reported by': '97' })
    expect(found?.statement).toEqual({ confidence: 100, lastSeen: '2026-01-15T17:20:11.000Z', country: 'NL' })
    const never = await ask(abuseipdbCheck, about('ipv4', '198.51.100.1'))
    expect([factsOf(never).Reports, never?.statement]).toEqual(['0', null])
    expect(factsOf(await ask(abuseipdbCheck, about('ipv6', '2001:db8:77::20')))['Tor exit']).toBe('yes')
  })

  it('VirusTotal: engines out of all that looked, whichever way the thing is named', async () => {
    const file = await ask(virustotalLookup, about('sha256', LOADER))
    expect(factsOf(file)).toMatchObject({ Malicious: '51 of 70 engines', 'Called a': 'trojan.remcos/kestrel' })
    expect(file?.statement?.file).toEqual({ name: 'invoice_2026.exe', sizeBytes: 482_304, kind: 'Win32 EXE' })
    expect(file?.related.map(({ type }) => type)).toEqual(['md5', 'sha1', 'sha256'])
    expect(factsOf(await ask(virustotalLookup, about('url', URL_OF_PANEL)))['Called a']).toBe('C2/Sample-A')
    expect(factsOf(await ask(virustotalLookup, about('domain', 'panel.kestrel-sample.com'))).Registrar).toBe(
      'Sample Registrar Inc.',
    )
    expect((await ask(virustotalLookup, HOST))?.statement).toMatchObject({ asn: 64_500, country: 'NL' })
  })

  it('Shodan: services with products, and fingerprints that lead on', async () => {
    const found = await ask(shodanHost, HOST)
    expect(factsOf(found).Services).toBe('22/tcp OpenSSH 8.2p1, 443/tcp nginx 1.18.0, 2404/tcp Remcos Pro RAT Trojan')
    expect(new Set(found?.related.map(({ type }) => type))).toEqual(new Set(['domain', 'jarm', 'certificate', 'cve', 'asn']))
  })

  it('OTX: pulses with what they call it; the harmless have notes, the unknown nothing', async () => {
    const found = await ask(otxGeneral, HOST)
    expect(factsOf(found)).toMatchObject({
      Pulses: '2',
      'First pulse': '2026-01-08T10:15:00.120Z',
      Adversaries: 'KESTREL SPIDER',
      Techniques: 'T1566.001 - Spearphishing Attachment, T1059.001 - PowerShell',
    })
    expect(found?.statement).toEqual({ malware: 'Remcos', actors: ['KESTREL SPIDER'], country: 'NL' })
    for (const name of ['panel.kestrel-sample.com', 'kestrel-sample.com'])
      expect(factsOf(await ask(otxGeneral, about('domain', name))).Pulses).toBe('1')
  })

  it('CIRCL: known files are not bad ones; bad ones say who says so', async () => {
    const known = await ask(circlHashlookup, about('md5', '48ad93dbbf2f9789aaa24b405782ff60'))
    expect([factsOf(known).Package, factsOf(known).Trust, known?.statement]).toEqual(['sample-editor 2.4.1-3', '80 of 100', null])
    const bad = await ask(circlHashlookup, about('sha1', 'c263213473506e60d8735f3da2b9981c37a8a612'))
    expect([factsOf(bad)['Known malicious'], bad?.statement]).toEqual(['sample-list', { threat: 'malware' }])
    expect(factsOf(await ask(circlHashlookup, about('md5', '63a56504de3b925e8602f36a8f3a6c93')))).toMatchObject({
      Product: 'Sample Suite 2025',
      'Operating system': 'Sample OS',
    })
  })

  it('EPSS and KEV: a probability, beside what the catalogue says here', async () => {
    const alone = await ask(kevEpss, about('cve', 'CVE-2021-23017'))
    expect(factsOf(alone)).toMatchObject({
      'Exploited within 30 days': '72 %',
      'In the KEV catalogue': 'not in the copy kept here',
    })
    const said = [{ source: 'cisa-kev', statement: { firstSeen: '2025-12-01T00:00:00.000Z' } }]
    const listed = await ask(kevEpss, about('cve', 'CVE-2023-44487', said))
    expect(factsOf(listed)).toMatchObject({ 'In the KEV catalogue': 'yes', 'In it since': '2025-12-01' })
    expect(listed?.statement).toEqual({ epss: 0.94432 })
    expect(factsOf(await ask(kevEpss, about('cve', 'CVE-2026-0001', said)))['In the KEV catalogue']).toBe('yes')
  })

  it('urlscan: the newest scan in facts, all of them in what it leads to', async () => {
    const found = await ask(urlscanSearch, about('domain', 'panel.kestrel-sample.com'))
    expect(factsOf(found)).toMatchObject({
      Scans: '3',
      Title: 'Sign in',
      'Called malicious': 'yes',
      Network: 'AS64500 KESTREL-SAMPLE, NL',
    })
    expect(found?.related).toContainEqual({ type: 'ipv4', value: '198.51.100.21' })
    expect(factsOf(await ask(urlscanSearch, about('url', 'http://panel.kestrel-sample.com/login'))).Scans).toBe('1')
  })

  it('urlscan: a value cannot leave its quotes', () => {
    if (urlscanSearch.kind !== 'asks') throw new Error('it asks')
    const { url } = urlscanSearch.ask({
      at: name => ({ name, url: 'https://urlscan.io/api/v1/search' }),
      setting: () => '',
      subject: about('url', 'http://x.test/" OR *:*'),
    })
    expect(new URL(url).searchParams.get('q')).toBe('page.url:"http://x.test/\\" OR *:*"')
  })

  it('Hybrid Analysis: verdicts on a file, and files that spoke to a host', async () => {
    expect(factsOf(await ask(hybridAnalysisLookup, about('sha256', LOADER)))).toMatchObject({
      Verdicts: 'malicious',
      Analyses: '2',
    })
    const host = await ask(hybridAnalysisLookup, HOST)
    expect(factsOf(host)).toMatchObject({
      Verdicts: 'malicious, no specific threat',
      'Highest threat score': '100 of 100',
      'Last analysed': '2026-01-14T16:40:03.000Z',
    })
    expect([host?.statement, host?.related]).toEqual([{ malware: 'Remcos' }, [{ type: 'sha256', value: LOADER }]])
    expect(factsOf(await ask(hybridAnalysisLookup, about('url', URL_OF_PANEL))).Analyses).toBe('1')
  })

  it('RDAP: the registration of a name, asked for by what was registered, by way of a redirect', async () => {
    const name = await ask(rdap, about('url', 'https://panel.kestrel-sample.com/x'))
    expect(factsOf(name)).toMatchObject({
      Name: 'kestrel-sample.com',
      Registrar: 'Sample Registrar Inc.',
      Registered: '2025-12-16T09:30:00Z',
      'Abuse to': 'abuse@registrar-sample.com',
      'Name servers': 'ns1.kestrel-sample.com, ns2.kestrel-sample.com',
    })
    const network = await ask(rdap, HOST)
    expect([factsOf(network).Range, network?.statement]).toEqual(['198.51.100.0 – 198.51.100.255', { country: 'NL' }])
    expect(factsOf(await ask(rdap, about('asn', 'AS64500'))).Registrant).toBe('Kestrel Hosting Sample Ltd')
  })
})

onRealPayload('greynoise/community_ip.json', 'reads an answer of GreyNoise', async payload => {
  expect(real(greynoiseCommunity, HOST, parsed(payload))?.facts.Name).toBe('Acme, Inc')
})

onRealPayload('abuseipdb/check_ip.json', 'reads an answer of AbuseIPDB', async payload => {
  expect(real(abuseipdbCheck, HOST, parsed(payload))?.facts['Abuse confidence']).toBe('100 %')
})

for (const [kind, engines] of [
  ['ipv4', '4 of 93 engines'],
  ['domain', '6 of 93 engines'],
  ['url', '11 of 93 engines'],
  ['file', '47 of 65 engines'],
] as const)
  onRealPayload(`virustotal/v3-${kind}-object.json`, `reads a ${kind} of VirusTotal`, async payload => {
    expect(real(virustotalLookup, HOST, parsed(payload))?.facts.Malicious).toBe(engines)
  })

for (const kind of ['ip_addresses', 'domains', 'urls', 'files'])
  onRealPayload(`virustotal/gti/${kind}.json`, `reads ${kind} of Google Threat Intelligence`, async payload => {
    real(virustotalLookup, HOST, { data: at(parsed(payload), 'response') })
  })

onRealPayload('shodan/host.json', 'reads a host of Shodan', async payload => {
  expect(real(shodanHost, HOST, parsed(payload))?.facts['Host names']).toBe('dns.google')
})

onRealPayload('shodan/host-search.json', 'reads the banners of every host that a search of Shodan found', async payload => {
  const matches = at(parsed(payload), 'matches')
  if (!Array.isArray(matches)) throw new Error('there are matches')
  for (const banner of matches)
    real(shodanHost, HOST, { data: [banner], hostnames: at(banner, 'hostnames'), ports: [at(banner, 'port')] })
})

onRealPayload('alienvault-otx/indicator-ipv4_general.json', 'reads an address of OTX', async payload => {
  expect(real(otxGeneral, HOST, parsed(payload))?.facts.Names).toBe('QakBot IOCs')
})

onRealPayload('alienvault-otx/indicator-url_general.json', 'reads a URL of OTX', async payload => {
  real(otxGeneral, HOST, parsed(payload))
})

onRealPayload('hybrid-analysis/lookup_hash.json', 'reads the reports on a hash', async payload => {
  expect(real(hybridAnalysisLookup, about('sha256', LOADER), parsed(payload))?.facts.Verdicts).toBe('malicious')
})

for (const term of ['domain', 'filename', 'filetype', 'tag', 'url'])
  onRealPayload(`hybrid-analysis/lookup_terms_${term}.json`, `reads what a search by ${term} found`, async payload => {
    real(hybridAnalysisLookup, HOST, parsed(payload))
  })

onRealPayload('urlscan/result.json', 'reads page, task and verdict as urlscan writes them', async payload => {
  const result = parsed(payload)
  const scan = { page: at(result, 'page'), task: at(result, 'task'), verdicts: at(result, 'verdicts.overall') }
  real(urlscanSearch, HOST, { results: [scan], total: 1 })
})
