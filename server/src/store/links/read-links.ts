/**
 * What an indicator has in common with others, and who else has a value. A reader is shown what stands under markings open to him and
 * nothing that follows from the rest: values, counts, risks and neighbours are made of what he may read alone.
 */
import {
  type IndicatorKey,
  type IndicatorLinks,
  type LinkKind,
  type LinkNode,
  type LinkPage,
  type Neighbour,
  severityOf,
  type ThreatType,
  TLP_LEVELS,
  type Tlp,
} from '@keysguard/model'
import type { Database } from '../../engines/database/database.ts'
import { fuse, riskAt } from '../../intelligence/fusion.ts'
import { nodesOf, type ValueNode } from '../../intelligence/links/nodes.ts'
import { HUB, linkWeight } from '../../intelligence/links/weights.ts'
import { readCube, total } from '../cube.ts'
import type { Knowing } from '../write-rows.ts'
import { countPostings, cursorOf, type Posting, placeOf, readPostings } from './postings.ts'
import { readSubjects, type StoredSubject } from './read-subjects.ts'
import { linksAreComplete } from './trail-links.ts'

export interface LinkReading {
  /** The most closed marking the reader may see. */
  readonly reads: Tlp
  /** Neighbours of a value. */
  readonly limit: number
  readonly now: number
}

/** Null when there is no such indicator, or none that the reader may know of. */
export const readIndicatorLinks = async (
  knowing: Knowing,
  key: IndicatorKey,
  reading: LinkReading,
): Promise<IndicatorLinks | null> => {
  const { database, sources } = knowing
  const subject = readable((await readSubjects(database, new Set([key]), sources)).get(key), reading.reads)
  const complete = await linksAreComplete(database)
  if (subject === null) return (await isKnown(database, key, reading.reads)) ? { nodes: [], complete } : null
  const nodes = nodesOf(subject)
  const places = nodes.map(node => placeOf(node, reading.reads))
  const all = total(await readCube(database))
  const counts = await countPostings(database, places)
  const groups = await readPostings(
    database,
    places.map((place, at) => ({ ...place, skip: (counts[at] ?? 0) > HUB || counts[at] === 1, around: subject, after: null })),
    reading.limit,
  )
  const neighbours = await readNeighbours(knowing, groups.flat(), reading)
  const shown = nodes.map((node, at): LinkNode => {
    const postings = groups[at] ?? []
    return {
      ...node,
      evidence: [...node.evidence],
      ...measured(node, counts[at] ?? 0, all),
      items: itemsOf(node, postings, neighbours).filter(({ id }) => id !== key),
      next: postings.length < reading.limit ? null : cursorOf(postings.at(-1)),
    }
  })
  return { nodes: shown.sort((a, b) => placeInList(a) - placeInList(b) || b.weight - a.weight), complete }
}

/** What is shared first, then what too many share, then what nobody else has. */
const placeInList = ({ items, hub }: LinkNode): number => (items.length > 0 ? 0 : hub ? 1 : 2)

export interface ValueReading extends LinkReading {
  readonly cursor: string | null
  /** Only those that had the value when this indicator had it. */
  readonly of: IndicatorKey | null
}

/** A page of the indicators that have a value; of a hub too, at the cost of a page. */
export const readValueLinks = async (
  knowing: Knowing,
  kind: LinkKind,
  value: string,
  reading: ValueReading,
): Promise<LinkPage> => {
  const { database, sources } = knowing
  const place = placeOf({ kind, value }, reading.reads)
  const around =
    reading.of === null
      ? null
      : readable((await readSubjects(database, new Set([reading.of]), sources)).get(reading.of), reading.reads)
  const [count = 0] = await countPostings(database, [place])
  const [postings = []] = await readPostings(database, [{ ...place, skip: false, around, after: reading.cursor }], reading.limit)
  const neighbours = await readNeighbours(knowing, postings, reading)
  const all = total(await readCube(database))
  return {
    kind,
    value,
    ...measured({ kind, value }, count, all),
    items: itemsOf({ kind, value }, postings, neighbours).filter(({ id }) => id !== reading.of),
    next: postings.length < reading.limit ? null : cursorOf(postings.at(-1)),
  }
}

const measured = ({ kind, value }: Pick<ValueNode, 'kind' | 'value'>, count: number, all: number) => ({
  indicators: { count: Math.min(count, HUB), exact: count <= HUB },
  weight: count > HUB ? 0 : Math.round(linkWeight(kind, value, count, all) * 1_000) / 1_000,
  hub: count > HUB,
})

const isOpen = (tlp: Tlp, reads: Tlp): boolean => TLP_LEVELS.indexOf(tlp) <= TLP_LEVELS.indexOf(reads)

/** As far as the reader may know of it; null when he may not. */
const readable = (subject: StoredSubject | undefined, reads: Tlp): StoredSubject | null => {
  if (subject === undefined) return null
  const said = subject.said.filter(({ tlp }) => isOpen(tlp, reads))
  return said.length === 0 ? null : { ...subject, said }
}

/** Whether an indicator without links is there at all. */
const isKnown = async (database: Database, key: IndicatorKey, reads: Tlp): Promise<boolean> => {
  const [row] = await database.query(`select 1 from indicator where key = $1::uuid and tlp <= $2`, [
    key,
    TLP_LEVELS.indexOf(reads),
  ])
  return row !== undefined
}

interface KnownNeighbour {
  readonly subject: StoredSubject
  readonly nodes: readonly ValueNode[]
  readonly risk: number
  readonly threat: ThreatType
}

const readNeighbours = async (
  { database, sources, scoring }: Knowing,
  postings: readonly Posting[],
  { reads, now }: LinkReading,
): Promise<ReadonlyMap<string, KnownNeighbour>> => {
  const keys = new Set(postings.map(({ indicator }) => indicator))
  const neighbours = new Map<string, KnownNeighbour>()
  for (const [key, stored] of await readSubjects(database, keys, sources)) {
    const subject = readable(stored, reads)
    if (subject === null) continue
    const fused = fuse(subject.indicator.type, subject.said, false, scoring.current)
    neighbours.set(key, { subject, nodes: nodesOf(subject), risk: riskAt(fused, now), threat: fused.threat })
  }
  return neighbours
}

const day = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10)

/** What no longer says it has the value (it waits to be linked anew) is left out. */
const itemsOf = (
  { kind, value }: Pick<ValueNode, 'kind' | 'value'>,
  postings: readonly Posting[],
  neighbours: ReadonlyMap<string, KnownNeighbour>,
): Neighbour[] => {
  const items = postings.flatMap(({ indicator, since, until }): Neighbour[] => {
    const known = neighbours.get(indicator)
    const node = known?.nodes.find(one => one.kind === kind && one.value === value)
    if (!known || !node) return []
    const { subject, risk, threat } = known
    return [
      {
        id: indicator,
        ...subject.indicator,
        risk: Math.round(risk * 10) / 10,
        severity: severityOf(risk),
        threat,
        from: day(since),
        to: day(until),
        evidence: [...node.evidence],
      },
    ]
  })
  return items.sort((a, b) => b.risk - a.risk || (a.value < b.value ? -1 : 1))
}
