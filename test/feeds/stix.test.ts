/** What STIX bundles say, relationships, reports and markings included. */
import { describe, expect, it } from 'vitest'
import { stix } from '../../server/src/kit/formats/stix.ts'
import type { Observed } from '../../server/src/kit/source.ts'
import { StixRowSchema, stixObserved } from '../../server/src/sources/stix/objects.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const observedIn = async (document: unknown): Promise<Observed[]> => {
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify(document))
  }
  const observed: Observed[] = []
  for await (const batch of stix()(body())) {
    for (const row of batch) {
      const parsed = stixObserved(StixRowSchema.parse(row.decode()), null)
      if (parsed !== null && !('refused' in parsed)) observed.push(...('value' in parsed ? [parsed] : parsed))
    }
  }
  return observed
}

const indicator = (id: string, more: object = {}) => ({
  type: 'indicator',
  id: `indicator--${id}`,
  pattern: `[domain-name:value = '${id}.example']`,
  valid_from: '2026-01-01T00:00:00Z',
  modified: '2026-01-02T00:00:00Z',
  ...more,
})
const tie = (source: string, kind: string, target: string, more: object = {}) => ({
  type: 'relationship',
  id: `relationship--${source}-${target}`,
  relationship_type: kind,
  source_ref: source,
  target_ref: target,
  ...more,
})
const bundle = (...objects: object[]) => ({ type: 'bundle', id: 'bundle--1', objects })

describe('a STIX bundle', () => {
  it('tells of malware, actors, campaigns and techniques by its relationships, in either direction', async () => {
    const [one] = await observedIn(
      bundle(
        indicator('one'),
        { type: 'malware', id: 'malware--1', name: 'Remcos', malware_types: ['remote-access-trojan'] },
        { type: 'intrusion-set', id: 'intrusion-set--1', name: 'Some Kestrel' },
        { type: 'campaign', id: 'campaign--1', name: 'Winter' },
        {
          type: 'attack-pattern',
          id: 'attack-pattern--1',
          name: 'Phishing',
          external_references: [{ source_name: 'mitre-attack', external_id: 'T1566.001' }],
        },
        tie('indicator--one', 'indicates', 'malware--1'),
        tie('indicator--one', 'indicates', 'intrusion-set--1'),
        tie('campaign--1', 'uses', 'indicator--one'),
        tie('indicator--one', 'indicates', 'attack-pattern--1'),
        {
          type: 'report',
          id: 'report--1',
          name: 'Winter report',
          object_refs: ['indicator--one'],
          external_references: [{ source_name: 'x', url: 'https://r.example/1' }],
        },
      ),
    )
    expect(one).toEqual({
      type: 'domain',
      value: 'one.example',
      statement: {
        threat: 'malware',
        malware: 'Remcos',
        actors: ['Some Kestrel'],
        campaigns: ['Winter'],
        techniques: ['T1566.001'],
        report: { title: 'Winter report', url: 'https://r.example/1' },
        firstSeen: '2026-01-01T00:00:00Z',
        lastSeen: '2026-01-02T00:00:00Z',
      },
    })
  })

  it('takes a threat from types, labels (2.0) and phases of the kill chain', async () => {
    const said = await observedIn(
      bundle(
        indicator('a', { kill_chain_phases: [{ kill_chain_name: 'lockheed', phase_name: 'command-and-control' }] }),
        indicator('b', { labels: ['phishing'] }),
        indicator('c', { indicator_types: ['anonymization'] }),
        indicator('d', { indicator_types: ['malicious-activity'] }),
      ),
    )
    expect(said.map(({ statement }) => statement.threat)).toEqual(['c2', 'phishing', 'anonymiser', undefined])
    expect(said[0]?.statement.killChain).toEqual(['command-and-control'])
  })

  it('keeps the most closed marking, of the whole or of a part, defined here or known to all', async () => {
    const said = await observedIn(
      bundle(
        indicator('a', { object_marking_refs: ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'] }),
        indicator('b', {
          object_marking_refs: ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'],
          granular_markings: [
            { marking_ref: 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', selectors: ['pattern'] },
          ],
        }),
        indicator('c', { object_marking_refs: ['marking-definition--own'] }),
        indicator('d', { object_marking_refs: ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003'] }),
        { type: 'marking-definition', id: 'marking-definition--own', definition_type: 'tlp', definition: { tlp: 'white' } },
      ),
    )
    expect(said.map(({ statement }) => statement.tlp)).toEqual(['amber', 'red', 'clear', 'amber+strict'])
  })

  it('leaves out what was revoked, what is benign, sightings, and patterns in other languages', async () => {
    const said = await observedIn(
      bundle(
        indicator('a', { revoked: true }),
        indicator('b', { indicator_types: ['benign'] }),
        indicator('c', { pattern_type: 'snort', pattern: 'alert tcp any any' }),
        { type: 'sighting', id: 'sighting--1', sighting_of_ref: 'indicator--a' },
        indicator('d'),
        { type: 'malware', id: 'malware--1', name: 'Remcos' },
        tie('indicator--d', 'indicates', 'malware--1', { revoked: true }),
      ),
    )
    expect(said.map(({ value, statement }) => [value, statement.malware])).toEqual([['d.example', undefined]])
  })

  it('reads a file with what is known of it', async () => {
    const said = await observedIn(
      bundle({
        type: 'file',
        id: 'file--1',
        name: 'resume.pdf',
        size: 1024,
        hashes: { 'SHA-256': 'a'.repeat(64), MD5: 'b'.repeat(32) },
      }),
    )
    expect(said.map(({ type }) => type)).toEqual(['sha256', 'md5'])
    expect(said[0]?.statement.file).toEqual({ name: 'resume.pdf', sizeBytes: 1024 })
  })
})

const real = async (payload: Buffer): Promise<Observed[]> => observedIn(JSON.parse(payload.toString('utf8')))

onRealPayload('stix/poisonivy.json', 'reads the indicators of a report with the malware they indicate', async payload => {
  const said = await real(payload)
  expect(said.filter(({ type }) => type === 'domain').length).toBeGreaterThan(15)
  expect(said.filter(({ statement }) => statement.malware !== undefined).length).toBeGreaterThan(20)
  expect(said.every(({ statement }) => statement.report !== undefined)).toBe(true)
})
onRealPayload('stix/apt1.json', 'reads networks, domains and hashes', async payload => {
  const said = await real(payload)
  expect(said.filter(({ statement }) => statement.killChain?.[0] === 'establish-foothold')).toHaveLength(4)
  expect(said.filter(({ type }) => type === 'md5').length).toBeGreaterThanOrEqual(3)
})
onRealPayload('stix/using-marking-definitions.json', 'reads markings', async payload => {
  expect((await real(payload)).map(({ statement }) => statement.tlp)).toEqual(['amber'])
})
onRealPayload('stix/indicator-for-malicious-url.json', 'reads a URL and its malware', async payload => {
  expect(await real(payload)).toMatchObject([{ type: 'url', statement: { malware: 'x4z9arb backdoor', threat: 'malware' } }])
})
for (const name of [
  'using-granular-markings',
  'sighting-of-observed-data',
  'identifying-a-threat-actor-profile',
  'defining-campaigns-threat-actors-intrusion-sets',
])
  onRealPayload(`stix/${name}.json`, 'reads a bundle whole', async payload => {
    await real(payload)
  })
