import type { AttackObject, AttackRelation } from '@keysguard/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attackOf } from '../attack/attack.ts'
import { attribute } from './attribute.ts'
import { fieldOf } from './profiles.ts'
import { type Observed, scoreOf, supportFor } from './weigh.ts'
import { WEIGHTS } from './weights.ts'
import { likelihoodWord } from './words.ts'

const object = (id: string, kind: AttackObject['kind'], relations: readonly AttackRelation[] = []): AttackObject => ({
  id,
  kind,
  name: `Name of ${id}`,
  aliases: [],
  description: '',
  platforms: [],
  tactics: [],
  version: '1.0',
  modified: null,
  status: 'current',
  replacedBy: null,
  firstSeen: null,
  lastSeen: null,
  relations: [...relations],
})
const uses = (to: string): AttackRelation => ({ kind: 'uses', to, text: '', citations: [`Report on ${to}`] })
const technique = (n: number): string => `T${1000 + n}`

/** Forty groups: all use T1000 and S1000; each has five techniques of its own kind and one family nobody else has. */
const GROUPS = 40
const attack = attackOf([
  ...Array.from({ length: 400 }, (_, n) => object(technique(n), 'technique')),
  ...Array.from({ length: GROUPS + 1 }, (_, n) => object(`S${1000 + n}`, 'malware')),
  ...Array.from({ length: GROUPS }, (_, n) =>
    object(`G${1000 + n}`, 'group', [
      uses(technique(0)),
      uses('S1000'),
      uses(`S${1001 + n}`),
      ...Array.from({ length: 5 }, (_item, k) => uses(technique(1 + ((n * 3 + k) % 120)))),
      { kind: 'targets', to: n % 2 === 0 ? 'Norway' : 'Chile', text: '', citations: [] },
    ]),
  ),
])
const field = fieldOf(attack)
const asked = (given: Partial<Observed>, claims: Parameters<typeof attribute>[3] = []) =>
  attribute(attack, field, { techniques: [], software: [], targets: [], ...given }, claims)
const own = (n: number): string[] => Array.from({ length: 5 }, (_, k) => technique(1 + ((n * 3 + k) % 120)))

describe('attribution', () => {
  it('names the group whose techniques and own family are seen, with the reports that attest them', () => {
    const { answer, candidates, judgement } = asked({ techniques: own(4), software: ['S1005'] })
    expect(answer?.id).toBe('G1004')
    expect(candidates[0]?.for[0]).toMatchObject({ basis: 'software', id: 'S1005', groups: 1, citations: ['Report on S1005'] })
    expect(judgement).toMatch(/^It is (likely|very likely|almost certain) that this was Name of G1004/)
  })

  it('abstains where everybody does what was seen: commodity malware weighs nothing', () => {
    const { answer, unknown, candidates } = asked({ techniques: ['T1000'], software: ['S1000'] })
    expect(answer).toBeNull()
    expect(unknown.probability).toBeGreaterThan(0.1)
    expect(candidates.flatMap(one => one.for).every(({ weight }) => weight < 0.1)).toBe(true)
  })

  it('says what speaks against a candidate, and what would tell two of them apart', () => {
    const { candidates, distinctions } = asked({ techniques: [...own(4), ...own(20)] })
    const [first, second] = candidates
    expect(first?.against.map(({ id }) => id)).toEqual(expect.arrayContaining([expect.stringMatching(/^T/)]))
    expect(distinctions[0]).toMatchObject({ group: first?.group, against: second?.group })
    expect(distinctions[0]?.lookFor.map(({ id }) => id)).toContain(`S${Number(first?.group.id.slice(1)) + 1}`)
  })

  it('takes the word of sources by their grade, and not twice for what they repeat', () => {
    const claim = (reliability: 'A' | 'E', source: string) => ({ group: 'G1007', source, reliability })
    const probability = (claims: Parameters<typeof attribute>[3]): number =>
      asked({ techniques: own(7).slice(0, 2) }, claims).candidates.find(({ group }) => group.id === 'G1007')?.probability ?? 0
    const [none, weak, strong] = [probability([]), probability([claim('E', 'a')]), probability([claim('A', 'a')])]
    const many = probability([claim('A', 'a'), claim('A', 'b'), claim('A', 'c'), claim('A', 'd')])
    expect([none < weak, weak < strong, strong < many, many < 1]).toEqual([true, true, true, true])
  })

  it('gives probabilities that add up, whatever is asked', () => {
    const some = fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 60 })
    fc.assert(
      fc.property(some, some, (techniques, software) => {
        const { candidates, unknown } = asked({
          techniques: techniques.map(technique),
          software: software.map(n => `S${1000 + n}`),
        })
        const sum = candidates.reduce((total, one) => total + one.probability, unknown.probability)
        expect(sum).toBeLessThanOrEqual(1 + 1e-9)
        expect(candidates.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true)
      }),
    )
  })

  it('a trait more that a group shares never lowers its score', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: GROUPS - 1 }), fc.integer({ min: 0, max: 4 }), (n, k) => {
        const profile = field.profiles[n]!
        const score = (techniques: readonly string[]): number =>
          scoreOf(profile, supportFor(field, profile, { techniques, software: [], targets: [] }, WEIGHTS), WEIGHTS)
        expect(score(own(n))).toBeGreaterThanOrEqual(score(own(n).filter((_, index) => index !== k)))
      }),
    )
  })

  it.each([
    [0.01, 'almost no chance'],
    [0.3, 'unlikely'],
    [0.5, 'roughly even chance'],
    [0.79, 'likely'],
    [0.999, 'almost certain'],
  ])('%s is "%s"', (probability, word) => expect(likelihoodWord(probability)).toBe(word))
})
