/** ATT&CK as a whole: what an id or a name means, and who is related to whom. */
import type { AttackObject, AttackRef, AttackRelation } from '@keysguard/model'
import { ATTACK_KINDS } from '@keysguard/model'

/** A relation, seen from the object it leads to. */
export interface Incoming {
  readonly from: AttackObject
  readonly relation: AttackRelation
}

export interface Attack {
  /** Null where nothing is known of it. */
  readonly release: AttackObject | null
  /** Current objects but the release, by id. */
  readonly objects: ReadonlyMap<string, AttackObject>
  /** An object by its id, in any letter case; one that was revoked gives what stands in its place. */
  readonly find: (id: string) => AttackObject | undefined
  /** Objects that go by a name or an alias; case, spaces and punctuation do not count. */
  readonly named: (name: string) => readonly AttackObject[]
  readonly incoming: (id: string) => readonly Incoming[]
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const LONGEST_CHAIN = 5

/** Of objects with one id the last counts: what was taught stands in the place of what is built in. */
export const attackOf = (all: readonly AttackObject[]): Attack => {
  const everything = new Map(all.map(object => [object.id, object]))
  const objects = new Map([...everything].filter(([, { status, kind }]) => status === 'current' && kind !== 'release'))
  const names = new Map<string, AttackObject[]>()
  const incoming = new Map<string, Incoming[]>()
  for (const from of objects.values()) {
    for (const key of new Set([from.name, ...from.aliases].map(plain))) if (key !== '') push(names, key, from)
    for (const relation of from.relations) push(incoming, relation.to, { from, relation })
  }
  const find = (id: string): AttackObject | undefined => {
    let found = everything.get(id.toUpperCase())
    for (let hops = 0; found !== undefined && hops < LONGEST_CHAIN; hops += 1) {
      if (found.replacedBy === null) return found
      found = everything.get(found.replacedBy)
    }
    return undefined
  }
  return {
    release: all.findLast(({ kind }) => kind === 'release') ?? null,
    objects,
    find,
    named: name => names.get(plain(name)) ?? [],
    incoming: id => incoming.get(id) ?? [],
  }
}

const push = <T>(into: Map<string, T[]>, key: string, value: T): void => {
  const own = into.get(key)
  if (own) own.push(value)
  else into.set(key, [value])
}

export const refOf = ({ id, kind, name }: AttackObject): AttackRef => ({ id, kind, name })

/** Ids of what an object uses: techniques, or software. */
export const usedBy = (object: AttackObject, what: 'techniques' | 'software'): string[] =>
  object.relations.flatMap(({ kind, to }) => (kind === 'uses' && to.startsWith(what === 'techniques' ? 'T' : 'S') ? [to] : []))

/** The technique a sub-technique belongs to; itself for one that is none. */
export const parentOf = (technique: string): string => technique.split('.', 1)[0] ?? technique

export const isSoftware = ({ kind }: AttackObject): boolean => kind === 'malware' || kind === 'tool'

/** What is asked for first: an id, a whole name, the beginning of a name, anything within. */
const rank = (object: AttackObject, query: string): number => {
  const id = object.id.toLowerCase()
  const [name, ...aliases] = [object.name, ...object.aliases].map(text => text.toLowerCase())
  if (id === query) return 0
  if (name === query) return 1
  if (aliases.includes(query)) return 2
  if (id.startsWith(query)) return 3
  if (name?.startsWith(query)) return 4
  if (name?.includes(query)) return 5
  if (aliases.some(alias => alias.includes(query))) return 6
  return Number.POSITIVE_INFINITY
}

const ORDER = Object.keys(ATTACK_KINDS)

/** Objects whose id, name or alias holds the query, the closest first. */
export const searchAttack = (
  attack: Attack,
  query: string,
  { kinds, limit }: { readonly kinds: readonly AttackObject['kind'][]; readonly limit: number },
): AttackObject[] => {
  const wanted = query.trim().toLowerCase()
  const whole = attack.find(wanted)
  const found = [...attack.objects.values()]
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(object => ({ object, rank: object === whole ? 0 : rank(object, wanted) }))
    .filter(hit => Number.isFinite(hit.rank))
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      ORDER.indexOf(a.object.kind) - ORDER.indexOf(b.object.kind) ||
      (a.object.name.toLowerCase() < b.object.name.toLowerCase() ? -1 : 1),
  )
  return found.slice(0, limit).map(({ object }) => object)
}
