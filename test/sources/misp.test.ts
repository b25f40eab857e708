import { describe, expect, it } from 'vitest'
import type { Observed, Parsed } from '../../server/src/kit/source.ts'
import { misp as protocol } from '../../server/src/replay/providers/misp.ts'
import { mispRows } from '../../server/src/sources/misp/rows.ts'
import { misp } from '../../server/src/sources/misp.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const LINK = 'https://misp.example.org/events/view/1'
const EVENT = {
  uuid: '0d6b1a52-7a14-4c6e-9c40-3f1f0c9a7d11',
  info: 'Loader',
  date: '2026-01-10',
  timestamp: '1768219200',
  threat_level_id: '1',
  analysis: '2',
  Orgc: { name: 'Finance ISAC' },
}

const parsed = (event: object): Parsed[] => [...mispRows({ ...EVENT, ...event }, LINK)].flat().map(row => parseRow(misp, row))
const observedIn = (all: readonly Parsed[]): Observed[] =>
  all.flatMap(one => (one === null || 'refused' in one || 'named' in one || 'taught' in one ? [] : 'value' in one ? [one] : one))
const observed = (event: object): Observed[] => observedIn(parsed(event))
/** What an attribute of a type is read as. */
const values = (type: string, value: string): string[] =>
  observed({ Attribute: [{ type, value, to_ids: true }] }).map(one => `${one.type} ${one.value}`)
const saying = (event: object, attribute: object = {}) =>
  observed({ ...event, Attribute: [{ type: 'domain', value: 'loader-sample.com', to_ids: true, ...attribute }] })[0]?.statement
const tagged = (...names: string[]) => ({ Tag: names.map(name => ({ name })) })

describe('MISP', () => {
  it('reads every page of its sample', async () => {
    const { observed: all, refused } = await readSample(misp, { protocol })
    expect([all.length, refused]).toEqual([33, []])
    expect(new Set(all.map(({ statement }) => statement.report?.title)).size).toBe(4)
  })

  it('asks for what was changed since, with a day of overlap', async () => {
    const { observed: since } = await readSample(misp, { protocol, since: String(Date.UTC(2026, 0, 15, 12) / 1_000) })
    expect(new Set(since.map(({ statement }) => statement.reporter))).toEqual(new Set(['Our SOC', 'Domain Watchers']))
  })

  it('is refused with a wrong key', async () => {
    await expect(readSample(misp, { protocol, values: { key: 'wrong' } })).rejects.toThrow('403')
  })

  it('keeps what the event says with each of its attributes', () => {
    const event = {
      ...tagged('tlp:amber', 'PAP:RED', 'misp-galaxy:threat-actor="Sofacy"', 'misp-galaxy:sector="Energy"', 'campaign-7'),
      Attribute: [
        { type: 'link', value: 'https://blog-sample.com/loader', to_ids: false },
        {
          type: 'ip-dst|port',
          value: '192.0.2.7|8443',
          category: 'Network activity',
          to_ids: '1',
          comment: 'Beacon',
          timestamp: '1768219100',
          first_seen: '2026-01-08T04:00:00.000000+00:00',
          Tag: [{ name: 'kill-chain:Command and Control' }, { name: 'misp-galaxy:mitre-malware="Elise - S0081"' }],
        },
      ],
    }
    expect(observed(event)).toEqual([
      {
        type: 'ipv4',
        value: '192.0.2.7',
        statement: {
          threat: 'c2',
          confidence: 100,
          malware: 'Elise',
          port: 8443,
          firstSeen: '2026-01-08T04:00:00.000Z',
          lastSeen: '2026-01-12T11:58:20.000Z',
          tlp: 'amber',
          tags: ['campaign-7'],
          actors: ['Sofacy'],
          targets: ['Energy'],
          killChain: ['Command and Control'],
          description: 'Beacon',
          reporter: 'Finance ISAC',
          reference: 'https://blog-sample.com/loader',
          report: { title: 'Loader', url: LINK },
          details: {
            Category: 'Network activity',
            'Threat level': 'high',
            Analysis: 'completed',
            'Event date': '2026-01-10',
            PAP: 'RED',
          },
        },
      },
    ])
  })

  it('takes composite values apart', () => {
    expect(values('filename|sha256', `a|b.exe|${'c'.repeat(64)}`)).toEqual([`sha256 ${'c'.repeat(64)}`])
    expect(values('malware-sample', `x.dll|${'d'.repeat(32)}`)).toEqual([`md5 ${'d'.repeat(32)}`])
    expect(values('ip-dst|port', '2001:db8::7|443')).toEqual(['ipv4 2001:db8::7'])
    expect(values('ip-src|port', '192.0.2.7:443')).toEqual(['ipv4 192.0.2.7'])
    expect(values('domain|ip', 'a-sample.com|192.0.2.8')).toEqual(['domain a-sample.com', 'ipv4 192.0.2.8'])
    expect(values('hostname|port', 'b.a-sample.com|8080')).toEqual(['domain b.a-sample.com'])
    expect(values('regkey|value', 'HKLM\\Software\\Run|x|y')).toEqual(['regkey HKLM\\Software\\Run'])
    expect(values('filename', 'C:\\Temp\\x.exe')).toEqual(['filepath C:\\Temp\\x.exe'])
    expect(values('yara', 'import "pe"\nprivate rule Loader_A : x {\n}\nrule Loader_B {}')).toEqual([
      'yara Loader_A',
      'yara Loader_B',
    ])
  })

  it('keeps what is not meant for detection as context, worth no evidence', () => {
    expect(saying({}, { to_ids: false })).toMatchObject({ confidence: 0, details: { 'Meant for detection': 'no, context only' } })
    expect(saying({}, { to_ids: false })?.threat).toBeUndefined()
    expect(saying({}, { to_ids: true })?.confidence).toBe(100)
  })

  it('goes by the lowest confidence that tags state, those of the attribute before those of the event', () => {
    const high = tagged('estimative-language:confidence-in-analytic-judgment="high"', 'osint:certainty="93"')
    expect(saying(high)?.confidence).toBe(93)
    expect(saying(high, tagged('admiralty-scale:information-credibility="4"'))?.confidence).toBe(25)
    expect(saying(tagged('admiralty-scale:information-credibility="6"'))?.confidence).toBe(100)
    expect(saying(tagged('false-positive:confirmed="true"'))?.confidence).toBe(0)
  })

  it('goes by the most closed marking', () => {
    expect(saying(tagged('tlp:white', 'TLP:AMBER+STRICT', 'tlp:ex:chr', 'tlp:green'))?.tlp).toBe('amber+strict')
    expect(saying(tagged('tlp:ex:chr'))?.tlp).toBeUndefined()
  })

  it('leaves out what is deleted, and what describes the event or its victims', () => {
    const event = {
      Attribute: [
        { type: 'domain', value: 'a-sample.com', to_ids: true, deleted: true },
        { type: 'target-org', value: 'A hospital', to_ids: true },
        { type: 'comment', value: 'x', to_ids: true },
      ],
      Object: [{ name: 'file', deleted: '1', Attribute: [{ type: 'md5', value: 'a'.repeat(32), to_ids: true }] }],
    }
    expect(parsed(event).filter(one => one !== null)).toEqual([])
  })

  it('refuses a type that is meant for detection and not read; context of such a type is skipped', () => {
    const one = (to_ids: boolean) => parsed({ Attribute: [{ type: 'snort', value: 'alert …', to_ids }] })[1]
    expect(one(true)).toMatchObject({ refused: 'unknown-type' })
    expect(one(false)).toBeNull()
  })

  it('tells a hash the name and size of its file object', () => {
    const file = {
      name: 'file',
      comment: 'Dropper',
      Attribute: [
        { type: 'sha1', object_relation: 'sha1', value: 'a'.repeat(40), to_ids: true },
        { type: 'filename', object_relation: 'filename', value: 'x.doc', to_ids: false },
        { type: 'size-in-bytes', object_relation: 'size-in-bytes', value: '512', to_ids: false },
      ],
    }
    expect(observed({ Object: [file] })[0]).toMatchObject({
      type: 'sha1',
      statement: { threat: 'malware', description: 'Dropper', file: { name: 'x.doc', sizeBytes: 512 } },
    })
  })

  it('reads names from clusters whose tags are not sent', () => {
    const Galaxy = [
      { GalaxyCluster: [{ tag_name: 'misp-galaxy:mitre-attack-pattern="DLL Search Order Hijacking - T1574.001"' }] },
    ]
    expect(saying({ Galaxy })?.techniques).toEqual(['T1574.001'])
  })
})

for (const [file, least, unread] of [
  ['misp/event.json', 1, []],
  ['misp/event-existing.json', 80, []],
  [
    'misp/event-indicators.json',
    60,
    ['MISP calls it email-subject, which is not read.', 'MISP calls it named pipe, which is not read.'],
  ],
] as const)
  onRealPayload(file, 'reads an event as MISP exported it', async payload => {
    const document = JSON.parse(payload.toString('utf8'))
    const rows = [...mispRows(document.Event ?? document, LINK)].flat().map(row => parseRow(misp, row))
    const refused = rows.flatMap(one => (one !== null && 'refused' in one ? [one.detail] : []))
    expect(observedIn(rows).length).toBeGreaterThanOrEqual(least)
    expect(refused).toEqual(unread)
  })
