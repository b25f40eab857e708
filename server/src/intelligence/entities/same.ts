/**
 * Which entities may be the same, and what speaks for it. Nothing is joined here: a person decides. What one authority describes as two
 * things is never proposed for how it is written, and numbers in names tell things apart.
 */
import type { SameEvidence } from '@keysguard/model'
import { logChance, overlap, type Shared } from './chance.ts'
import { familyOf, type KnownEntity, keyOf } from './entity.ts'
import { bareName, plainName, speltAlike, withOneLess } from './words.ts'

export interface Proposal {
  readonly a: KnownEntity
  readonly b: KnownEntity
  /** 0..100. */
  readonly confidence: number
  readonly evidence: readonly SameEvidence[]
}

/** What two entities have in common, by their keys. */
export interface Common extends Shared {
  readonly of: 'indicators' | 'techniques'
  readonly first: string
  readonly second: string
}

export interface SameQuestion {
  readonly entities: ReadonlyMap<string, KnownEntity>
  readonly common: readonly Common[]
  /** What a source is called. */
  readonly called: (by: string) => string
}

/** What each kind of evidence is worth alone. */
const WEIGHT = { named: 0.85, alias: 0.6, short: 0.35, spelling: 0.5, bare: 0.5 } as const
/** A name that more have says nothing of any two of them. */
const MOST_OWNERS = 4
/** Two or three letters are anybody's. */
const SHORT_NAME = 4
const LEAST = 40
const SUREST = 98

/** The surest first. */
export const proposalsOf = ({ entities, common, called }: SameQuestion): Proposal[] => {
  const pairs = new Pairs(entities)
  shareNames(pairs, entities, called)
  spellAlike(pairs, entities)
  for (const shared of common) haveInCommon(pairs, shared)
  return pairs.proposals()
}

class Pairs {
  readonly #entities: ReadonlyMap<string, KnownEntity>
  readonly #found = new Map<string, { readonly a: KnownEntity; readonly b: KnownEntity; readonly evidence: SameEvidence[] }>()

  constructor(entities: ReadonlyMap<string, KnownEntity>) {
    this.#entities = entities
  }

  add(one: string, other: string, evidence: SameEvidence): void {
    const [first, second] = one < other ? [one, other] : [other, one]
    const [a, b] = [this.#entities.get(first), this.#entities.get(second)]
    if (!a || !b || a === b || familyOf(a.kind) !== familyOf(b.kind) || areKeptApart(a, b)) return
    const known = this.#found.get(`${first} ${second}`)
    if (known) known.evidence.push(evidence)
    else this.#found.set(`${first} ${second}`, { a, b, evidence: [evidence] })
  }

  proposals(): Proposal[] {
    return [...this.#found.values()]
      .map(({ a, b, evidence }) => ({ a, b, evidence: evidence.sort((x, y) => y.weight - x.weight), confidence: sure(evidence) }))
      .filter(({ confidence }) => confidence >= LEAST)
      .sort((x, y) => y.confidence - x.confidence || (keyOf(x.a) < keyOf(y.a) ? -1 : 1))
  }
}

/** Each thing that speaks for it takes its part of the doubt that is left. */
const sure = (evidence: readonly SameEvidence[]): number =>
  Math.min(SUREST, Math.round(100 * (1 - evidence.reduce((doubt, { weight }) => doubt * (1 - weight), 1))))

/** Whoever describes both knows that they are two. */
const areKeptApart = (a: KnownEntity, b: KnownEntity): boolean =>
  a.records.some(({ by }) => b.records.some(record => record.by === by))

interface Owner {
  readonly entity: KnownEntity
  readonly name: string
  readonly by: readonly string[]
  readonly isOwn: boolean
}

const shareNames = (pairs: Pairs, entities: SameQuestion['entities'], called: SameQuestion['called']): void => {
  const owners = new Map<string, Owner[]>()
  for (const entity of entities.values())
    for (const [at, { name, by }] of entity.names.entries()) {
      const key = `${familyOf(entity.kind)} ${plainName(name)}`
      const owner = { entity, name, by, isOwn: at === 0 }
      const known = owners.get(key)
      if (known) known.push(owner)
      else owners.set(key, [owner])
    }
  for (const all of owners.values()) {
    if (all.length < 2 || all.length > MOST_OWNERS) continue
    for (const [at, one] of all.entries())
      for (const other of all.slice(at + 1))
        pairs.add(keyOf(one.entity), keyOf(other.entity), {
          by: 'alias',
          text: sharedName(one, other, called),
          weight: sharedWeight(one, other),
        })
  }
}

const sharedWeight = (one: Owner, other: Owner): number => {
  if (plainName(one.name).length < SHORT_NAME) return WEIGHT.short
  return one.isOwn || other.isOwn ? WEIGHT.named : WEIGHT.alias
}

const sharedName = (one: Owner, other: Owner, called: SameQuestion['called']): string => {
  const said = ({ entity, by, isOwn }: Owner): string =>
    `${by.map(called).join(' and ') || 'a source'} ${isOwn ? 'by its own name' : `of ${entity.name}`}`
  return `"${one.name}" is said of both: ${said(one)}, ${said(other)}.`
}

const spellAlike = (pairs: Pairs, entities: SameQuestion['entities']): void => {
  const byPlain = new Map<string, KnownEntity[]>()
  for (const entity of entities.values())
    for (const plain of new Set(entity.names.map(({ name }) => plainName(name)))) {
      const key = `${familyOf(entity.kind)} ${plain}`
      const known = byPlain.get(key)
      if (known) known.push(entity)
      else byPlain.set(key, [entity])
    }
  const nearby = neighboursOf([...byPlain.keys()])
  for (const [key, near] of nearby)
    for (const other of near) {
      const [a = '', b = ''] = [plainOf(key), plainOf(other)]
      const bare = bareName(a) === bareName(b)
      for (const one of byPlain.get(key) ?? [])
        for (const two of byPlain.get(other) ?? [])
          pairs.add(keyOf(one), keyOf(two), {
            by: 'spelling',
            text: bare
              ? `"${spelt(one, a)}" and "${spelt(two, b)}" differ by the word of their kind.`
              : `"${spelt(one, a)}" and "${spelt(two, b)}" differ by one letter.`,
            weight: bare ? WEIGHT.bare : WEIGHT.spelling,
          })
    }
}

const plainOf = (key: string): string => key.slice(key.indexOf(' ') + 1)

const spelt = ({ names }: KnownEntity, plain: string): string =>
  names.find(({ name }) => plainName(name) === plain)?.name ?? plain

/** Words of one family that are written nearly alike, each pair once. Linear in all letters: words meet where one letter is left out. */
const neighboursOf = (keys: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const places = new Map<string, string[]>()
  const meet = (place: string, key: string): void => {
    const known = places.get(place)
    if (known) known.push(key)
    else places.set(place, [key])
  }
  for (const key of keys) {
    const [family, plain] = [key.slice(0, key.indexOf(' ')), plainOf(key)]
    meet(`${family} = ${bareName(plain)}`, key)
    for (const word of [plain, ...withOneLess(plain)]) meet(`${family} ${word}`, key)
  }
  const near = new Map<string, Set<string>>()
  for (const met of places.values()) {
    if (met.length < 2 || met.length > CROWD) continue
    for (const [at, one] of met.entries())
      for (const other of met.slice(at + 1)) {
        const [a, b] = [plainOf(one), plainOf(other)]
        if (a !== b && (speltAlike(a, b) || bareName(a) === bareName(b)))
          near.set(one, (near.get(one) ?? new Set<string>()).add(other))
      }
  }
  return near
}

/** Where so many words meet, none of them is a mistake for another. */
const CROWD = 12

/** So few in common may be a coincidence of two feeds. */
const LEAST_COMMON = 3
const LEAST_OVERLAP = 0.3
/** log10: one in a million. */
const BEYOND_CHANCE = -6

const haveInCommon = (pairs: Pairs, shared: Common): void => {
  const part = overlap(shared)
  const chance = logChance(shared)
  if (shared.both < LEAST_COMMON || part < LEAST_OVERLAP || chance > BEYOND_CHANCE) return
  const { both, a, b, of } = shared
  const odds = Number.isFinite(chance) && chance > -300 ? `, by chance less than one time in 10^${Math.floor(-chance)}` : ''
  pairs.add(shared.first, shared.second, {
    by: of,
    text: `${both} ${of} in common, of ${a} and ${b}${odds}.`,
    // Behaviour is imitated and taught; the same indicators under two names are rarely two things.
    weight: Math.round(100 * (of === 'indicators' ? 0.35 + 0.45 * part : 0.15 + 0.35 * part)) / 100,
  })
}
