import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readShippedAttack } from '../../runtime/attack/shipped.ts'
import { type Attack, attackOf, searchAttack } from './attack.ts'
import { mapStatement, mapText } from './map.ts'
import { PHRASES, TAGS, THREATS } from './phrases.ts'

let attack: Attack
beforeAll(async () => {
  attack = attackOf(await readShippedAttack())
})
const inText = (text: string): string[] => mapText(attack, text).techniques.map(({ technique }) => technique.id)

describe('ATT&CK as it ships', () => {
  it('is dated, and finds by id, by name and by alias', () => {
    expect(attack.release?.modified).toMatch(/^20\d\d-\d\d-\d\d$/)
    const first = (query: string): string | undefined => searchAttack(attack, query, { kinds: [], limit: 5 })[0]?.id
    expect([first('t1059.001'), first('powershell'), first('Fancy Bear'), first('cobalt strike')]).toEqual([
      'T1059.001',
      'T1059.001',
      'G0007',
      'S0154',
    ])
  })

  it('has every technique that phrases, tags and threat types lead to', () => {
    const led = [
      ...Object.values(PHRASES),
      ...Object.values(TAGS),
      ...Object.values(THREATS).flatMap(all => (all ?? []).map(([id]) => id)),
    ]
    expect(led.filter(id => attack.find(id)?.kind !== 'technique')).toEqual([])
  })
})

describe('text', () => {
  it('gives techniques by id first, by name next, by phrase after, each with its place', () => {
    const text = 'They used T1059.001. Process Hollowing was seen; a cron job kept it alive.'
    const { techniques } = mapText(attack, text)
    expect(techniques.map(({ technique }) => technique.id)).toEqual(['T1059.001', 'T1055.012', 'T1053.003'])
    expect(techniques[2]?.evidence).toEqual([{ by: 'phrase', text: 'cron job', start: text.indexOf('cron job') }])
  })

  it('names software and groups as they are written, and takes everyday words for what they are', () => {
    const { named } = mapText(attack, 'APT29 dropped Cobalt Strike. A snake at the net of a play tool; the route was chaos.')
    expect(named.map(({ object }) => object.id)).toEqual(['G0016', 'S0154'])
  })

  it('does not read names across the end of a sentence, nor inside other words', () => {
    expect(inText('He came to process. Injection of money followed. XT1059.001')).toEqual([])
  })

  it('says nothing of an id that ATT&CK does not have, and takes what replaced a revoked one', () => {
    expect(inText('T9999 and T0000.001')).toEqual([])
  })

  it('never throws, and finds only what stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        for (const { evidence } of mapText(attack, text).techniques)
          for (const { start, text: said } of evidence) expect(text.slice(start ?? 0, (start ?? 0) + said.length)).toBe(said)
      }),
    )
  })

  it('reads a megabyte of near misses in linear time', () => {
    const text = 'Process injection of the process injection process '.repeat(20_000)
    const started = performance.now()
    mapText(attack, text)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('what a source says of an indicator', () => {
  it('gives its own techniques first, then those of the family, then what the threat means', () => {
    const found = mapStatement(attack, { techniques: ['T1566.001'], malware: 'CobaltStrike', threat: 'c2' })
    expect(found[0]).toMatchObject({ technique: { id: 'T1566.001' }, confidence: 95 })
    expect(found.find(({ technique }) => technique.id === 'T1071.001')?.evidence).toEqual([
      { by: 'software', text: 'Cobalt Strike', start: null },
    ])
    expect(found.find(({ technique }) => technique.id === 'T1071')?.evidence.map(({ by }) => by)).toContain('threat')
  })

  it('reads ids in tags, and tags that mean one', () => {
    const found = mapStatement(attack, { tags: ['attack.t1110.003', 'webshell', 'something else'] })
    expect(found.map(({ technique }) => technique.id)).toEqual(['T1110.003', 'T1505.003'])
  })
})
