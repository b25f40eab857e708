import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnNames, malwareName } from '../../server/src/intelligence/names/names.ts'
import { mitreAttack } from '../../server/src/sources/mitre-attack.ts'
import { readNames } from '../../server/src/store/names.ts'
import { removeSample } from '../../server/src/store/remove-sample.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, NOW, prepare, runText } from '../support/knowing.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const software = (id: string, name: string, ...aliases: string[]) => ({
  type: 'malware',
  name,
  x_mitre_aliases: [name, ...aliases],
  external_references: [{ source_name: 'mitre-attack', external_id: id }],
})
const bundle = (...objects: unknown[]): string => JSON.stringify({ type: 'bundle', objects })

describe('MITRE ATT&CK', () => {
  it('reads the names of its sample, without what is revoked or deprecated', async () => {
    const { rows, named, refused } = await readSample(mitreAttack)
    expect([rows.length, named.length, refused]).toEqual([26, 24, []])
  })

  it('keeps id, name and aliases of malware, tools and groups', () => {
    expect(parseRow(mitreAttack, software('S9001', 'Lamplighter', 'LampRAT'))).toEqual({
      named: { kind: 'malware', id: 'S9001', name: 'Lamplighter', aliases: ['LampRAT'] },
    })
    expect(parseRow(mitreAttack, { ...software('G9001', 'Amber Heron'), type: 'intrusion-set' })).toMatchObject({
      named: { kind: 'actor', id: 'G9001' },
    })
  })

  it('refuses a name without an id', () => {
    expect(parseRow(mitreAttack, { ...software('', 'Nameless'), external_references: [] })).toMatchObject({ refused: 'schema' })
  })
})

for (const [engine, fresh] of stores)
  describe(`names that a source teaches, on ${engine}`, () => {
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

    it('counts them in the ledger, and resolves a new alias from the next run on', async () => {
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

    it('refuses a name that cannot be one, and keeps the others', async () => {
      const run = await runText(
        knowing,
        mitreAttack,
        bundle(software('S9003', 'Nul\u0000name'), software('S9004', 'Fern'), software('S9005', 'Moss')),
      )
      expect([run.outcome, run.rejections, run.counts.new, balance(run)]).toEqual(['partial', { 'invalid-value': 1 }, 2, 0])
    })

    it('forgets the names of the sample day with it, never what was really taught', async () => {
      await removeSample(knowing, NOW)
      expect((await readNames(store.database)).map(({ name }) => name)).toEqual(['Lamplighter', 'Cedargate', 'Fern', 'Moss'])
    })
  })

onRealPayload('mitre-attack/enterprise-attack.json.gz', 'reads a bundle as MITRE published it', async payload => {
  const { named, refused } = await readSample(mitreAttack, { body: payload })
  expect([named.filter(({ kind }) => kind === 'malware').length, named.length, refused]).toEqual([784, 784 + 172, []])
  learnNames(named)
  expect(malwareName('Anunak')).toBe(malwareName('Carbanak'))
  learnNames([])
})
