/** The page of one entity: what its describers say, what sources say of its indicators, and what people decided. */
import type { EntityDetail, EntityKind, EntityTechnique, EntityWitness, RelatedEntity, Tlp } from '@keysguard/model'
import type { KnownEntity } from '../../intelligence/entities/entity.ts'
import { familyOf, keyOf } from '../../intelligence/entities/entity.ts'
import { riskiestOf, riskiestOfFamilies, threatsOf } from '../../store/entities/around.ts'
import { countMembers, type Member, MOST_COUNTED, type Said, sampleMembers } from '../../store/entities/members.ts'
import { readSubjects, type StoredSubject } from '../../store/links/read-subjects.ts'
import type { Knowing } from '../../store/write-rows.ts'
import { urlOf } from '../attack/attack-knowledge.ts'
import type { Gauged } from './gauge.ts'
import { ATTACK_SOURCE, type Known, OWN_TABLE, type Taught } from './library.ts'
import { type AttackAccount, attackAccount } from './of-attack.ts'
import { dayOf, isOpen, saidOfEntity } from './said.ts'
import { refOf, type SameDesk } from './same-desk.ts'
import { type Stated, statedIn } from './stated.ts'

export interface PageContext {
  readonly knowing: Knowing
  readonly known: Known
  readonly gauged: Gauged | null
  readonly desk: SameDesk
  readonly reads: Tlp
  readonly now: number
}

/** Indicators that are looked at for a page, and of how many of them the statements are read. */
const SAMPLE = 250
const READ = 60
const RISKIEST = 25
const THREATS = 10
const MOST_FACTS = 40

export const pageOf = async (context: PageContext, entity: KnownEntity): Promise<EntityDetail> => {
  const { knowing, known, gauged, desk } = context
  const parts = new Set([entity, ...entity.joined].map(keyOf))
  const attackIds = entity.records.flatMap(({ attackId }) => attackId ?? [])
  const taught = known.taught.filter(one => isOf(entity, one))
  const [account, around, history] = await Promise.all([
    attackAccount(knowing.database, known, attackIds),
    lookAround(context, saidOfEntity(entity), searchOf(entity), parts),
    desk.history(known, parts),
  ])
  const [object] = account.objects
  return {
    ...refOf(entity),
    attack: object ? { id: object.id, url: urlOf(object) } : null,
    descriptions: descriptionsOf(context, account, taught),
    names: namesOf(context, entity),
    joined: entity.joined.map(refOf),
    same: desk.of(known, gauged, parts),
    history,
    indicators: around.indicators,
    timeline: around.timeline,
    techniques: techniquesOf(known, account.techniques, around.stated),
    related: relatedOf(account.related, around.stated.related),
    threats: around.threats,
    sources: sourcesOf(context, entity),
    targets: targetsOf(context, account, taught, around.stated),
    facts: factsOf(context, account, taught),
    reports: around.stated.reports,
    firstSeen: seen(entity, 'since'),
    lastSeen: seen(entity, 'until'),
    vulnerability: null,
  }
}

const isOf = ({ records }: KnownEntity, { by, name }: Taught): boolean =>
  records.some(record => record.by === by && record.name === name)

const seen = ({ mentions }: KnownEntity, end: 'since' | 'until'): string | null => {
  const days = mentions.map(mention => mention[end])
  return days.length === 0 ? null : dayOf(end === 'since' ? Math.min(...days) : Math.max(...days))
}

/** The search that finds its indicators. Families are a facet; other names are not. */
const searchOf = (entity: KnownEntity): readonly string[] =>
  familyOf(entity.kind) === 'software'
    ? saidOfEntity(entity)
        .names.filter(name => !/["\\]/.test(name))
        .slice(0, 10)
    : []

export interface Around {
  readonly indicators: EntityDetail['indicators']
  readonly timeline: EntityDetail['timeline']
  readonly threats: EntityDetail['threats']
  readonly stated: Stated
}

/** What the indicators tell of an entity. `self` are the keys of what the page is about. */
export const lookAround = async (
  context: PageContext,
  said: Said,
  families: readonly string[],
  self: ReadonlySet<string>,
): Promise<Around> => {
  const { knowing, known, reads, now } = context
  const [[count = 0], [members = []]] = await Promise.all([
    countMembers(knowing.database, [said], reads),
    sampleMembers(knowing.database, [said], reads, SAMPLE),
  ])
  const keys = members.map(({ indicator }) => indicator)
  const [riskiest, subjects, threats] = await Promise.all([
    count > MOST_COUNTED && families.length > 0 && reads === 'red'
      ? riskiestOfFamilies(knowing, families, { most: RISKIEST, now })
      : riskiestOf(knowing, keys, { reads, most: RISKIEST, now }),
    readSubjects(knowing.database, new Set(keys.slice(0, READ)), knowing.sources),
    threatsOf(knowing.database, keys, { reads, most: THREATS }),
  ])
  return {
    indicators: {
      count: Math.min(count, MOST_COUNTED),
      exact: count <= MOST_COUNTED,
      lookedAt: keys.length,
      items: riskiest.map(({ id, type, value, threat, risk, severity, lastSeen }) => ({
        id,
        type,
        value,
        threat,
        risk,
        severity,
        lastSeen,
      })),
      q: families.length === 0 ? null : families.map(name => `malware:"${name}"`).join(' or '),
    },
    timeline: timelineOf(members),
    threats,
    stated: statedIn(known, readable(subjects, reads), self),
  }
}

const readable = (subjects: ReadonlyMap<string, StoredSubject>, reads: Tlp): StoredSubject[] =>
  [...subjects.values()].map(subject => ({ ...subject, said: subject.said.filter(({ tlp }) => isOpen(tlp, reads)) }))

const timelineOf = (members: readonly Member[]): EntityDetail['timeline'] => {
  const days = new Map<number, number>()
  for (const { since } of members) days.set(since, (days.get(since) ?? 0) + 1)
  return [...days].sort(([a], [b]) => a - b).map(([day, n]) => ({ day: dayOf(day), members: n }))
}

export const witness = ({ knowing }: Pick<PageContext, 'knowing'>, id: string): EntityWitness => {
  if (id === OWN_TABLE.id) return OWN_TABLE
  const source = [...knowing.sources.values()].find(({ profile }) => profile.id === id)
  return { id, name: source?.profile.name ?? (id === ATTACK_SOURCE.id ? ATTACK_SOURCE.name : id) }
}

const descriptionsOf = (
  context: PageContext,
  account: AttackAccount,
  taught: readonly Taught[],
): EntityDetail['descriptions'] => [
  ...account.descriptions.map(text => ({ text, by: ATTACK_SOURCE, url: null })),
  ...taught.flatMap(({ about, by }) =>
    about.description === '' ? [] : [{ text: about.description, by: witness(context, by), url: about.url }],
  ),
]

const namesOf = (context: PageContext, entity: KnownEntity): EntityDetail['names'] => {
  const family = familyOf(entity.kind)
  return entity.names.map(({ name, by }) => ({
    name,
    by: by.map(id => witness(context, id)),
    alsoOf:
      family === null
        ? []
        : context.known.catalogue
            .called(family, name)
            .filter(other => keyOf(other) !== keyOf(entity))
            .map(refOf),
  }))
}

/** Those that ATT&CK tells of, then those that only sources name. */
export const techniquesOf = (known: Known, told: readonly EntityTechnique[], { techniques }: Stated): EntityTechnique[] => {
  const ids = new Set(told.map(({ id }) => id))
  const stated = [...techniques].flatMap(([id, indicators]): EntityTechnique[] => {
    const technique = known.attack.find(id)
    if (technique?.kind !== 'technique' || ids.has(technique.id)) return []
    const { name, tactics } = technique
    return [{ id: technique.id, name, tactics, text: '', citations: [], indicators }]
  })
  return [
    ...told.map(one => ({ ...one, indicators: techniques.get(one.id) ?? null })),
    ...stated.sort((a, b) => (b.indicators ?? 0) - (a.indicators ?? 0)),
  ]
}

/** What both say is said once, with both. */
const relatedOf = (told: readonly RelatedEntity[], stated: readonly RelatedEntity[]): RelatedEntity[] => {
  const counts = new Map(stated.map(one => [`${one.kind}/${one.id}`, one.indicators]))
  const known = new Set(told.map(({ kind, id }) => `${kind}/${id}`))
  return [
    ...told.map(one => ({ ...one, indicators: counts.get(`${one.kind}/${one.id}`) ?? 0 })),
    ...stated.filter(({ kind, id }) => !known.has(`${kind}/${id}`)),
  ]
}

const sourcesOf = ({ knowing }: PageContext, { mentions }: KnownEntity): EntityDetail['sources'] =>
  [...knowing.sources.values()].flatMap(({ profile: { id, name, reliability } }) => {
    const own = mentions.filter(({ by }) => by === id)
    if (own.length === 0) return []
    const [first, last] = [Math.min(...own.map(({ since }) => since)), Math.max(...own.map(({ until }) => until))]
    return [{ id, name, reliability, firstSeen: dayOf(first), lastSeen: dayOf(last) }]
  })

const targetsOf = (
  context: PageContext,
  account: AttackAccount,
  taught: readonly Taught[],
  { targets: stated }: Stated,
): EntityDetail['targets'] => {
  const targets = new Map<string, EntityWitness[]>()
  const add = (name: string, by: EntityWitness): void => {
    const known = targets.get(name) ?? []
    if (known.every(({ id }) => id !== by.id)) targets.set(name, [...known, by])
  }
  for (const name of account.targets) add(name, ATTACK_SOURCE)
  for (const { about, by } of taught) for (const name of about.targets) add(name, witness(context, by))
  for (const [name, all] of stated) for (const by of all) add(name, by)
  return [...targets].map(([name, by]) => ({ name, by }))
}

const factsOf = (context: PageContext, { objects }: AttackAccount, taught: readonly Taught[]): EntityDetail['facts'] =>
  [
    ...objects.flatMap(({ platforms, firstSeen, lastSeen }) => [
      { label: 'Platforms', value: platforms.join(', '), by: ATTACK_SOURCE },
      { label: 'Campaign began', value: firstSeen?.slice(0, 10) ?? '', by: ATTACK_SOURCE },
      { label: 'Campaign ended', value: lastSeen?.slice(0, 10) ?? '', by: ATTACK_SOURCE },
    ]),
    ...taught.flatMap(({ about, by }) =>
      Object.entries(about.facts).map(([label, value]) => ({ label, value, by: witness(context, by) })),
    ),
  ]
    .filter(({ value }) => value !== '')
    .slice(0, MOST_FACTS)

/** A page on which nothing is known yet. */
export const emptyPage = (kind: EntityKind, id: string, name: string): EntityDetail => ({
  kind,
  id,
  name,
  attack: null,
  descriptions: [],
  names: [{ name, by: [], alsoOf: [] }],
  joined: [],
  same: [],
  history: [],
  indicators: { count: 0, exact: true, lookedAt: 0, items: [], q: null },
  timeline: [],
  techniques: [],
  related: [],
  threats: [],
  sources: [],
  targets: [],
  facts: [],
  reports: [],
  firstSeen: null,
  lastSeen: null,
  vulnerability: null,
})
