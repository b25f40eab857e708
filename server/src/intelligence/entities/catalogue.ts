/**
 * From records and names to entities. Records are one entity only where they have one name; a name that sources say goes to the entity
 * that is called so, or to the only one that has it as an alias. Whatever else may be the same is left to people.
 */
import {
  attackIdOf,
  type CalledBy,
  type EntityRecord,
  type Family,
  familyOf,
  type KnownEntity,
  keyOf,
  type Mention,
  type NamedKind,
} from './entity.ts'
import { plainName, slugOf } from './words.ts'

export interface Pair {
  /** As {@link keyOf} writes them. */
  readonly a: string
  readonly b: string
}

export interface Catalogue {
  /** As they are told apart before anybody decides. */
  readonly own: ReadonlyMap<string, KnownEntity>
  /** With what was decided to be the same put together, by key. */
  readonly entities: ReadonlyMap<string, KnownEntity>
  /** By kind and id, or any name of it as long as nothing else has it; of one that was joined the whole. */
  readonly find: (kind: NamedKind, id: string) => KnownEntity | undefined
  /** Entities that go by a name. */
  readonly called: (family: Family, name: string) => readonly KnownEntity[]
}

interface Draft {
  kind: NamedKind
  id: string
  name: string
  readonly plain: string
  readonly records: EntityRecord[]
  readonly mentions: Mention[]
}

/** `records` in the order of their weight: the first gives an entity its kind and its spelling. */
export const catalogueOf = (
  records: readonly EntityRecord[],
  mentions: readonly Mention[],
  same: readonly Pair[] = [],
): Catalogue => {
  const drafts = new Drafts()
  for (const record of records) drafts.describe(record)
  const aliases = drafts.aliases()
  for (const mention of mentions) drafts.mention(mention, aliases)
  const own = drafts.entities()
  const { entities, wholeOf } = join(own, same)
  return { own, entities, ...lookUps(own, wholeOf) }
}

const nameIn = (family: Family, plain: string): string => `${family} ${plain}`

class Drafts {
  readonly #byName = new Map<string, Draft>()
  readonly #all: Draft[] = []
  readonly #ids = new Set<string>()

  describe(record: EntityRecord): void {
    const plain = plainName(record.name)
    if (plain === '') return
    const known = this.#byName.get(nameIn(familyOf(record.kind)!, plain))
    if (known && !keptApart(known, record)) known.records.push(record)
    else this.#add(record.kind, record.name, plain).records.push(record)
  }

  /** Who has a name as an alias. */
  aliases(): ReadonlyMap<string, ReadonlySet<Draft>> {
    const owners = new Map<string, Set<Draft>>()
    for (const draft of this.#all)
      for (const alias of draft.records.flatMap(record => record.aliases)) {
        const key = nameIn(familyOf(draft.kind)!, plainName(alias))
        owners.set(key, (owners.get(key) ?? new Set()).add(draft))
      }
    return owners
  }

  mention(mention: Mention, aliases: ReadonlyMap<string, ReadonlySet<Draft>>): void {
    const plain = plainName(mention.name)
    if (plain === '') return
    const key = nameIn(familyOf(mention.kind)!, plain)
    const owners = aliases.get(key)
    const [only] = owners?.size === 1 ? owners : []
    const draft = this.#byName.get(key) ?? only ?? this.#add(mention.kind, mention.name, plain)
    draft.mentions.push(mention)
  }

  #add(kind: NamedKind, name: string, plain: string): Draft {
    const base = slugOf(name)
    let id = base
    for (let n = 2; this.#ids.has(`${kind}/${id}`); n += 1) id = `${base}-${n}`
    this.#ids.add(`${kind}/${id}`)
    const draft: Draft = { kind, id, name, plain, records: [], mentions: [] }
    this.#all.push(draft)
    const key = nameIn(familyOf(kind)!, plain)
    if (!this.#byName.has(key)) this.#byName.set(key, draft)
    return draft
  }

  entities(): ReadonlyMap<string, KnownEntity> {
    return new Map(
      this.#all.map(({ kind, id, name, records, mentions }) => [
        keyOf({ kind, id }),
        { kind, id, name, records, mentions, names: namesOf(name, records, mentions), joined: [] },
      ]),
    )
  }
}

/** One authority does not describe one thing twice. */
const keptApart = ({ records }: Draft, { by, attackId }: EntityRecord): boolean =>
  attackId !== null && records.some(known => known.by === by && known.attackId !== null)

const namesOf = (own: string, records: readonly EntityRecord[], mentions: readonly Mention[]): CalledBy[] => {
  const names = new Map<string, { name: string; by: Set<string> }>()
  const add = (name: string, by: string): void => {
    const plain = plainName(name)
    if (plain === '') return
    const known = names.get(plain)
    if (known) known.by.add(by)
    else names.set(plain, { name, by: new Set([by]) })
  }
  names.set(plainName(own), { name: own, by: new Set() })
  for (const { name, aliases, by } of records) for (const one of [name, ...aliases]) add(one, by)
  for (const { name, by } of mentions) add(name, by)
  return [...names.values()].map(({ name, by }) => ({ name, by: [...by] }))
}

/** What ATT&CK describes gives the page its name, then what most is known of. */
const weightOf = (entity: KnownEntity): number =>
  (attackIdOf(entity) === null ? 0 : 1_000_000) + entity.records.length * 10_000 + entity.names.length

const join = (
  own: ReadonlyMap<string, KnownEntity>,
  same: readonly Pair[],
): { readonly entities: ReadonlyMap<string, KnownEntity>; readonly wholeOf: ReadonlyMap<string, KnownEntity> } => {
  const groups = groupsOf(same.filter(({ a, b }) => own.has(a) && own.has(b)))
  const entities = new Map(own)
  const wholeOf = new Map(own)
  for (const group of groups) {
    const [main, ...others] = [...group]
      .map(key => own.get(key)!)
      .sort((a, b) => weightOf(b) - weightOf(a) || (keyOf(a) < keyOf(b) ? -1 : 1))
    if (!main) continue
    const records = [main, ...others].flatMap(one => one.records)
    const mentions = [main, ...others].flatMap(one => one.mentions)
    const whole: KnownEntity = { ...main, records, mentions, names: withNames([main, ...others]), joined: others }
    for (const { kind, id } of others) entities.delete(keyOf({ kind, id }))
    entities.set(keyOf(main), whole)
    for (const key of group) wholeOf.set(key, whole)
  }
  return { entities, wholeOf }
}

const withNames = (all: readonly KnownEntity[]): CalledBy[] => {
  const names = new Map<string, CalledBy>()
  for (const { names: called } of all)
    for (const { name, by } of called) {
      const known = names.get(plainName(name))
      names.set(plainName(name), { name: known?.name ?? name, by: [...new Set([...(known?.by ?? []), ...by])] })
    }
  return [...names.values()]
}

/** What hangs together over pairs. */
export const groupsOf = (pairs: readonly Pair[]): ReadonlySet<string>[] => {
  const groups = new Map<string, Set<string>>()
  for (const { a, b } of pairs) {
    const whole = new Set([a, b, ...(groups.get(a) ?? []), ...(groups.get(b) ?? [])])
    for (const one of whole) groups.set(one, whole)
  }
  return [...new Set(groups.values())]
}

const lookUps = (
  own: ReadonlyMap<string, KnownEntity>,
  wholeOf: ReadonlyMap<string, KnownEntity>,
): Pick<Catalogue, 'find' | 'called'> => {
  const byName = new Map<string, KnownEntity[]>()
  for (const entity of own.values())
    for (const { name } of entity.names) {
      const key = nameIn(familyOf(entity.kind)!, plainName(name))
      const known = byName.get(key)
      if (known) known.push(entity)
      else byName.set(key, [entity])
    }
  const whole = (entity: KnownEntity): KnownEntity => wholeOf.get(keyOf(entity)) ?? entity
  const called = (family: Family, name: string): KnownEntity[] => [
    ...new Set((byName.get(nameIn(family, plainName(name))) ?? []).map(whole)),
  ]
  return {
    called,
    find: (kind, id) => {
      const exact = own.get(keyOf({ kind, id: id.toLowerCase() }))
      if (exact) return whole(exact)
      const found = called(familyOf(kind)!, id)
      return found.find(({ name }) => plainName(name) === plainName(id)) ?? (found.length === 1 ? found[0] : undefined)
    },
  }
}
