/** Lists of entities: those that go by names out of memory, vulnerabilities out of the search by risk. */
import type { AttackObject, Entity, EntityKind, EntityList, IndicatorSummary, Query } from '@keysguard/model'
import { entityKinds } from '@keysguard/model'
import { attackIdOf, type KnownEntity, keyOf } from '../../intelligence/entities/entity.ts'
import { vulnerabilityFacts } from '../../intelligence/entities/vulnerability.ts'
import type { EntityListing } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import { readCube } from '../../store/cube.ts'
import { MOST_COUNTED } from '../../store/entities/members.ts'
import { readSubjects } from '../../store/links/read-subjects.ts'
import { search } from '../../store/search.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { Gauged } from './gauge.ts'
import type { Known } from './library.ts'
import { dayOf, isOpen } from './said.ts'

export interface ListState {
  readonly knowing: Knowing
  readonly known: Known
  readonly gauged: Gauged | null
  /** Indicators by technique, where the reader may read all. */
  readonly techniques: ReadonlyMap<string, number>
  /** Undecided pairs by entity. */
  readonly open: ReadonlyMap<string, number>
}

export const listEntities = async (state: ListState, listing: EntityListing): Promise<EntityList> => {
  const kinds = await countKinds(state, listing)
  const named = listing.kind === 'vulnerability' || isCve(listing.q) ? null : listNamed(state, listing)
  return { ...(named ?? (await listVulnerabilities(state.knowing, listing))), kinds }
}

const isCve = (q: string): boolean => /^cve-/i.test(q)

const countKinds = async ({ knowing, known }: ListState, { reads }: EntityListing): Promise<EntityList['kinds']> => {
  const counts = new Map<EntityKind, number | null>(entityKinds.map(kind => [kind, 0]))
  for (const { kind } of known.catalogue.entities.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  counts.set('technique', techniquesOf(known).length)
  const cells = reads === 'red' ? await readCube(knowing.database) : []
  const vulnerabilities = cells.filter(({ type }) => type === 'cve').reduce((sum, { n }) => sum + n, 0)
  counts.set('vulnerability', reads === 'red' ? vulnerabilities : null)
  return entityKinds.map(kind => ({ kind, count: counts.get(kind) ?? null }))
}

const techniquesOf = ({ attack }: Known): AttackObject[] =>
  [...attack.objects.values()].filter(({ kind }) => kind === 'technique')

interface Hit {
  /** How close its names are to what was asked: 0 is the name itself. */
  readonly rank: number
  readonly count: number
  readonly key: string
  readonly entity: () => Entity
}

const NOT_MET = 9

const closeness = (q: string, name: string, others: readonly string[]): number => {
  if (q === '') return 0
  const [own, ...rest] = [name, ...others].map(text => text.toLowerCase())
  if (own === q) return 0
  if (rest.includes(q)) return 1
  if (own?.startsWith(q)) return 2
  if (rest.some(text => text.startsWith(q))) return 3
  if (own?.includes(q)) return 4
  return rest.some(text => text.includes(q)) ? 5 : NOT_MET
}

const listNamed = (state: ListState, { kind, q, limit, cursor }: EntityListing): Pick<EntityList, 'items' | 'next'> => {
  const wanted = q.trim().toLowerCase()
  const hits = [
    ...(kind === 'technique' ? [] : namedHits(state, kind, wanted)),
    ...(kind === 'technique' || (kind === null && wanted !== '') ? techniqueHits(state, wanted) : []),
  ].sort(inOrder)
  const after = cursor === null ? null : placeIn(cursor)
  const rest = after === null ? hits : hits.filter(hit => inOrder(hit, after) > 0)
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ entity }) => entity()),
    next: last === undefined || rest.length <= limit ? null : `${last.rank}.${last.count}.${last.key}`,
  }
}

type Place = Pick<Hit, 'rank' | 'count' | 'key'>

const inOrder = (a: Place, b: Place): number =>
  a.rank - b.rank || b.count - a.count || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

const placeIn = (cursor: string): Place => {
  const match = /^(\d)\.(\d{1,9})\.([a-z]{1,20}\/.{1,400})$/u.exec(cursor)
  if (!match) throw foreignCursor()
  const [, rank, count, key = ''] = match
  return { rank: Number(rank), count: Number(count), key }
}

const foreignCursor = (): Problem =>
  new Problem('bad-request', 'This is no cursor of this list.', {
    todo: 'Give what a page had as `next`, with the same question.',
  })

const namedHits = ({ known, gauged, open }: ListState, kind: EntityKind | null, wanted: string): Hit[] =>
  [...known.catalogue.entities.values()].flatMap((entity): Hit[] => {
    if (kind !== null && entity.kind !== kind) return []
    const rank = closeness(
      wanted,
      entity.name,
      entity.names.map(({ name }) => name),
    )
    if (rank === NOT_MET) return []
    const key = keyOf(entity)
    const count = gauged?.counts.get(key) ?? 0
    return [{ rank, count, key, entity: () => rowOf(entity, { count: gauged && count, open: open.get(key) ?? 0 }) }]
  })

const rowOf = (entity: KnownEntity, { count, open }: { readonly count: number | null; readonly open: number }): Entity => {
  const { kind, id, name, names, mentions } = entity
  return {
    kind,
    id,
    name,
    aliases: names.slice(1).map(called => called.name),
    attackId: attackIdOf(entity),
    indicators: count === null ? null : { count: Math.min(count, MOST_COUNTED), exact: count <= MOST_COUNTED },
    sources: [...new Set(mentions.map(({ by }) => by))],
    firstSeen: mentions.length === 0 ? null : dayOf(Math.min(...mentions.map(({ since }) => since))),
    lastSeen: mentions.length === 0 ? null : dayOf(Math.max(...mentions.map(({ until }) => until))),
    open,
    vulnerability: null,
  }
}

const techniqueHits = ({ known, techniques }: ListState, wanted: string): Hit[] =>
  techniquesOf(known).flatMap((technique): Hit[] => {
    const rank = closeness(wanted, technique.name, [technique.id, ...technique.aliases])
    if (rank === NOT_MET) return []
    const count = techniques.get(technique.id) ?? 0
    return [{ rank, count, key: `technique/${technique.id}`, entity: () => techniqueRow(known, technique, count) }]
  })

const techniqueRow = ({ techniques }: Known, { id, name, aliases }: AttackObject, count: number): Entity => {
  const mentions = techniques.get(id) ?? []
  return {
    kind: 'technique',
    id,
    name,
    aliases,
    attackId: id,
    indicators: { count, exact: true },
    sources: [...new Set(mentions.map(({ source }) => source))],
    firstSeen: mentions.length === 0 ? null : dayOf(Math.min(...mentions.map(({ since }) => since))),
    lastSeen: mentions.length === 0 ? null : dayOf(Math.max(...mentions.map(({ until }) => until))),
    open: 0,
    vulnerability: null,
  }
}

const vulnerabilityQuery = (q: string): Query => {
  const type: Query = { kind: 'is', condition: { field: 'type', any: ['cve'] } }
  const wanted = q.trim().toLowerCase()
  if (wanted === '') return type
  const [number] = /^(?:cve-)?(\d{1,4}(?:-\d*)?)$/.exec(wanted)?.slice(1) ?? []
  return {
    kind: 'and',
    parts: [
      type,
      number === undefined
        ? { kind: 'is', condition: { field: 'text', contains: wanted } }
        : { kind: 'is', condition: { field: 'value', pattern: `CVE-${number}*` } },
    ],
  }
}

/** What stands under closed markings is left out of a page, which may then be shorter than asked. */
const listVulnerabilities = async (
  knowing: Knowing,
  { q, reads, limit, cursor, now }: EntityListing,
): Promise<Pick<EntityList, 'items' | 'next'>> => {
  const page = await search(knowing, vulnerabilityQuery(q), {
    sort: 'risk',
    limit,
    now,
    ...(cursor === null ? {} : { cursor }),
  })
  const open = page.items.filter(({ tlp }) => isOpen(tlp, reads))
  const subjects = await readSubjects(knowing.database, new Set(open.map(({ id }) => id)), knowing.sources)
  return {
    items: open.map(summary => {
      const said = subjects.get(summary.id)?.said.filter(({ tlp }) => isOpen(tlp, reads)) ?? []
      return vulnerabilityRow(summary, said)
    }),
    next: page.next,
  }
}

const vulnerabilityRow = (
  { value, sources, firstSeen, lastSeen, risk, severity }: IndicatorSummary,
  said: Parameters<typeof vulnerabilityFacts>[0],
): Entity => {
  const { cvss, epss, kev } = vulnerabilityFacts(said)
  return {
    kind: 'vulnerability',
    id: value.toLowerCase(),
    name: value,
    aliases: [],
    attackId: null,
    indicators: null,
    sources: said.length === 0 ? sources : said.map(({ by }) => by),
    firstSeen: firstSeen.slice(0, 10),
    lastSeen: lastSeen.slice(0, 10),
    open: 0,
    vulnerability: { cvss, epss, kev, risk, severity },
  }
}
