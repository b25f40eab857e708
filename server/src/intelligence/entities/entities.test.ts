import { describe, expect, it } from 'vitest'
import { catalogueOf } from './catalogue.ts'
import type { EntityRecord, Mention } from './entity.ts'
import { proposalsOf } from './same.ts'

const group = (name: string, aliases: readonly string[] = [], by = 'mitre-attack'): EntityRecord => ({
  kind: 'actor',
  name,
  aliases,
  by,
  attackId: by === 'mitre-attack' ? `G-${name}` : null,
})
const said = (name: string, by = 'feed', kind: Mention['kind'] = 'actor'): Mention => ({ kind, name, by, since: 1, until: 2 })

const ids = ({ entities }: ReturnType<typeof catalogueOf>): string[] => [...entities.keys()]
const pairsIn = (...given: Parameters<typeof catalogueOf>): string[] =>
  proposalsOf({ entities: catalogueOf(...given).own, common: [], called: by => by.toUpperCase() }).map(
    ({ a, b }) => `${a.name} ~ ${b.name}`,
  )

describe('the catalogue of entities', () => {
  it('takes a name that sources say for the entity it is an alias of, and says who says it', () => {
    const catalogue = catalogueOf([group('APT28', ['Fancy Bear'])], [said('FANCY BEAR'), said('apt-28', 'other')])
    expect(ids(catalogue)).toEqual(['actor/apt28'])
    expect(catalogue.find('actor', 'fancy-bear')?.names).toEqual([
      { name: 'APT28', by: ['mitre-attack', 'other'] },
      { name: 'Fancy Bear', by: ['mitre-attack', 'feed'] },
    ])
  })

  it('leaves a name that two have to itself', () => {
    const catalogue = catalogueOf([group('One', ['Shared']), group('Two', ['Shared'], 'crowdstrike')], [said('Shared')])
    expect(ids(catalogue)).toEqual(['actor/one', 'actor/two', 'actor/shared'])
  })

  it('keeps records of two authorities apart, whatever they have in common but the name', () => {
    expect(ids(catalogueOf([group('APT28', ['Fancy Bear']), group('Fancy Bear', ['APT28'], 'crowdstrike')], []))).toEqual([
      'actor/apt28',
      'actor/fancy-bear',
    ])
    expect(ids(catalogueOf([group('Turla'), group('TURLA', [], 'crowdstrike')], []))).toEqual(['actor/turla'])
  })

  it('makes no difference between malware and tools, and none of actors and campaigns', () => {
    const mimikatz: EntityRecord = { kind: 'tool', name: 'Mimikatz', aliases: [], by: 'mitre-attack', attackId: 'S0002' }
    const catalogue = catalogueOf([mimikatz], [said('MimiKatz', 'feed', 'malware'), said('Mimikatz')])
    expect(ids(catalogue)).toEqual(['tool/mimikatz', 'actor/mimikatz'])
    expect(catalogue.find('malware', 'mimikatz')?.kind).toBe('tool')
  })

  it('joins what was decided to be the same under what ATT&CK calls it, and finds it by either', () => {
    const records = [group('Fancy Bear', ['Sofacy'], 'crowdstrike'), group('APT28')]
    const catalogue = catalogueOf(records, [said('Sofacy')], [{ a: 'actor/fancy-bear', b: 'actor/apt28' }])
    expect(ids(catalogue)).toEqual(['actor/apt28'])
    expect(catalogue.find('actor', 'fancy-bear')).toMatchObject({ name: 'APT28', joined: [{ id: 'fancy-bear' }] })
    expect(catalogue.find('actor', 'fancy-bear')?.names.map(({ name }) => name)).toEqual(['APT28', 'Fancy Bear', 'Sofacy'])
    expect([...catalogue.own.keys()]).toEqual(['actor/fancy-bear', 'actor/apt28'])
  })
})

describe('what may be the same', () => {
  it.each([
    ['APT28', 'APT29'],
    ['UNC1878', 'UNC1879'],
    ['TA505', 'TA551'],
    ['Dragonfly', 'Dragonfly 2.0'],
    ['Turla', 'Turia'],
    ['Emotet', 'Dridex'],
    ['Cobalt Group', 'Copper Group'],
  ])('%s and %s are not proposed', (a, b) => expect(pairsIn([], [said(a), said(b)])).toEqual([]))

  it.each([
    ['Scattered Spider', 'Scatered Spider'],
    ['Volt Typhoon', 'Volt Tyhpoon'],
    ['Lockbit', 'Lockbit Ransomware'],
    ['Lazarus', 'Lazarus Group'],
  ])('%s and %s are', (a, b) => expect(pairsIn([], [said(a), said(b)])).toHaveLength(1))

  it('Lazarus Group and what another calls Labyrinth Chollima are, through a name of both, with who says so', () => {
    const records = [
      group('Lazarus Group', ['HIDDEN COBRA', 'ZINC']),
      group('LABYRINTH CHOLLIMA', ['Hidden Cobra'], 'crowdstrike'),
    ]
    const [found] = proposalsOf({ entities: catalogueOf(records, []).own, common: [], called: by => by })
    expect(found).toMatchObject({
      confidence: 60,
      evidence: [
        {
          by: 'alias',
          text: '"HIDDEN COBRA" is said of both: mitre-attack of Lazarus Group, crowdstrike of LABYRINTH CHOLLIMA.',
        },
      ],
    })
    expect(pairsIn([group('Lazarus Group', ['HIDDEN COBRA'])], [said('Hidden Cobra')])).toEqual([])
  })

  it('what one authority describes as two is not, even where a name is said of both', () => {
    expect(pairsIn([group('Andariel', ['Silent Chollima']), group('Lazarus Group', ['Silent Chollima'])], [])).toEqual([])
    expect(pairsIn([group('Scattered Spider'), group('Scatered Spider')], [])).toEqual([])
  })

  it('a name that everybody has says nothing', () => {
    const many = ['A1x', 'B2x', 'C3x', 'D4x', 'E5x'].map(name => group(name, ['Common Name'], name))
    expect(pairsIn(many, [])).toEqual([])
  })

  it('indicators in common beyond chance are evidence, a handful of thousands is not', () => {
    const { own } = catalogueOf([], [said('Amber', 'a', 'malware'), said('Heron', 'b', 'malware')])
    const ask = (both: number, a: number, b: number, all: number) =>
      proposalsOf({
        entities: own,
        common: [{ of: 'indicators', first: 'malware/amber', second: 'malware/heron', both, a, b, all }],
        called: by => by,
      })
    expect(ask(40, 50, 60, 100_000)[0]?.evidence[0]?.text).toContain('40 indicators in common, of 50 and 60')
    expect(ask(5, 1_000, 1_000, 100_000)).toEqual([])
    expect(ask(900, 950, 960, 1_000)).toEqual([])
    expect(ask(2, 2, 2, 100_000)).toEqual([])
  })
})
