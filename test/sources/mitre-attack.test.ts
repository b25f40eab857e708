import type { AttackObject } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnNames, malwareName } from '../../server/src/intelligence/names/names.ts'
import { mitreAttack } from '../../server/src/sources/mitre-attack.ts'
import { readAttack, readAttackTexts } from '../../server/src/store/attack.ts'
import { readNames } from '../../server/src/store/names.ts'
import { removeSample } from '../../server/src/store/remove-sample.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, NOW, prepare, runText } from '../support/knowing.ts'
import { readSample, type SampleRead } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const object = (type: string, id: string, name: string, more: object = {}) => ({
  type,
  id: `${type}--${id}`,
  name,
  external_references: [{ source_name: 'mitre-attack', external_id: id }],
  ...more,
})
const software = (id: string, name: string, ...aliases: string[]) =>
  object('malware', id, name, { x_mitre_aliases: [name, ...aliases] })
const uses = (from: object & { id: string }, to: object & { id: string }, description = '') => ({
  type: 'relationship',
  relationship_type: 'uses',
  source_ref: from.id,
  target_ref: to.id,
  description,
})
const bundle = (...objects: unknown[]): string => JSON.stringify({ type: 'bundle', objects })
const read = (...objects: unknown[]): Promise<SampleRead> => readSample(mitreAttack, { body: Buffer.from(bundle(...objects)) })
const byId = (taught: readonly AttackObject[], id: string): AttackObject | undefined => taught.find(one => one.id === id)

describe('MITRE ATT&CK', () => {
  it('reads its sample: the release, and objects with what they are related to', async () => {
    const { taught, refused } = await readSample(mitreAttack)
    expect([taught.length, refused]).toEqual([34, []])
    expect(taught[0]).toMatchObject({ kind: 'release', version: '18.9', tactics: ['discovery', 'collection'] })
    expect(byId(taught, 'T9001.001')).toMatchObject({
      kind: 'technique',
      tactics: ['discovery', 'collection'],
      relations: [{ kind: 'subtechnique-of', to: 'T9001' }],
    })
    expect(byId(taught, 'T9002')).toMatchObject({ status: 'revoked', replacedBy: 'T9001' })
    expect(byId(taught, 'M9001')?.relations).toEqual([
      { kind: 'mitigates', to: 'T9001', text: 'Look twice before the sample runs.', citations: [] },
    ])
  })

  it('reads who is targeted, and by which report, from the sentences that say so', async () => {
    const { taught } = await readSample(mitreAttack)
    const citations = ['Sample Report January 2026']
    expect(byId(taught, 'C9001')).toMatchObject({
      description: 'Operation Sample Lantern targeted energy companies and the government in Norway.',
      relations: [
        { kind: 'uses', to: 'T9001.001', citations: ['Another Sample Report'] },
        { kind: 'attributed-to', to: 'G9000' },
        { kind: 'targets', to: 'Norway', citations },
        { kind: 'targets', to: 'Government', citations },
        { kind: 'targets', to: 'Energy', citations },
      ],
    })
  })

  it('leaves out relations that were withdrawn, and those that lead nowhere', async () => {
    const [group, lamp] = [object('intrusion-set', 'G9001', 'Heron'), software('S9001', 'Lamplighter')]
    const { taught } = await read(group, lamp, { ...uses(group, lamp), revoked: true }, uses(group, { id: 'malware--nowhere' }))
    expect(byId(taught, 'G9001')?.relations).toEqual([])
  })

  it('refuses what has no id of ATT&CK, and what has no type', async () => {
    const { refused } = await read({ ...software('', 'Nameless'), external_references: [] }, software('S9001', 'Lamplighter'))
    expect(refused).toMatchObject([{ refused: 'schema' }])
  })
})

for (const [engine, fresh] of stores)
  describe(`what MITRE ATT&CK teaches, on ${engine}`, () => {
    let store: FreshStore
    let knowing: Knowing
    beforeAll(async () => {
      store = await fresh()
      knowing = await prepare(store.database, [mitreAttack])
    })
    afterAll(async () => {
      learnNames([])
      await store.drop()
    })

    it('is counted in the ledger, and a new alias is resolved from the next run on', async () => {
      const first = await runText(knowing, mitreAttack, bundle(software('S9001', 'Lamplighter'), software('S9002', 'Cedargate')))
      expect([first.outcome, first.counts.received, first.counts.new, balance(first)]).toEqual(['ok', 2, 2, 0])
      expect(malwareName('Lamp-RAT')).toBe('Lamp-RAT')
      const aliased = bundle(software('S9001', 'Lamplighter', 'LampRAT'), software('S9002', 'Cedargate'))
      const second = await runText(knowing, mitreAttack, aliased)
      expect([second.outcome, second.counts, balance(second)]).toEqual([
        'ok',
        { received: 2, new: 0, changed: 1, unchanged: 1, duplicate: 0, rejected: 0, withdrawn: 0 },
        0,
      ])
      expect(malwareName('Lamp-RAT')).toBe('Lamplighter')
      const third = await runText(knowing, mitreAttack, aliased)
      expect([third.outcome, third.counts.unchanged, balance(third)]).toEqual(['unchanged', 2, 0])
    })

    it('keeps relations with their words, and takes those away that a release no longer has', async () => {
      const group = object('intrusion-set', 'G9001', 'Amber Heron')
      const [lamp, cedar] = [software('S9001', 'Lamplighter', 'LampRAT'), software('S9002', 'Cedargate')]
      const said = 'It carries [a lamp](https://attack.mitre.org/software/S9001).(Citation: Sample Report)'
      await runText(knowing, mitreAttack, bundle(group, lamp, cedar, uses(group, lamp, said), uses(group, cedar)))
      const before = byId(await readAttack(store.database), 'G9001')?.relations
      expect(before).toEqual([
        { kind: 'uses', to: 'S9001', text: '', citations: ['Sample Report'] },
        { kind: 'uses', to: 'S9002', text: '', citations: [] },
      ])
      const { relations } = await readAttackTexts(store.database, 'S9001')
      expect([...relations]).toEqual([['G9001 uses S9001', 'It carries a lamp.']])
      await runText(knowing, mitreAttack, bundle(group, lamp, cedar, uses(group, cedar)))
      expect(byId(await readAttack(store.database), 'G9001')?.relations.map(({ to }) => to)).toEqual(['S9002'])
    })

    it('refuses a name that cannot be one, and keeps the others', async () => {
      const run = await runText(
        knowing,
        mitreAttack,
        bundle(software('S9003', 'Nul\u0000name'), software('S9004', 'Fern'), software('S9005', 'Moss')),
      )
      expect([run.outcome, run.rejections, run.counts.new, balance(run)]).toEqual(['partial', { 'invalid-value': 1 }, 2, 0])
    })

    it('outlives the sample day', async () => {
      await removeSample(knowing, NOW)
      expect((await readNames(store.database)).map(({ name }) => name)).toEqual([
        'Amber Heron',
        'Lamplighter',
        'Cedargate',
        'Fern',
        'Moss',
      ])
    })
  })

onRealPayload('mitre-attack/enterprise-attack.json.gz', 'reads a bundle as MITRE published it', async payload => {
  const { taught, refused } = await readSample(mitreAttack, { body: payload })
  const count = (...kinds: string[]): number => taught.filter(({ kind }) => kinds.includes(kind)).length
  expect([count('malware', 'tool'), count('group'), count('technique'), count('campaign'), refused]).toEqual([
    784,
    172,
    691,
    52,
    [],
  ])
  const relations = taught.flatMap(one => one.relations).filter(({ kind }) => kind !== 'targets')
  expect(relations.length).toBe(19_215)
})
