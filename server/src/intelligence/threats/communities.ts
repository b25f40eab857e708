/**
 * Which indicators are the work of the same people: weighted communities among what they have in common. Louvain (Blondel et al. 2008)
 * over pairs that share values, each value counting w/(n-1) for each pair of the n that have it (Newman 2001), so that a value that many
 * have does not outweigh several that few have.
 */
import type { LinkKind } from '@keysguard/model'
import { UndirectedGraph } from 'graphology'
import { type Days, KINDS_OF_LINK, linkWeight } from '../links/weights.ts'
import { communityOf } from './louvain.ts'

/** A value that an indicator has, as the community sees it. */
export interface Tie {
  readonly kind: LinkKind
  readonly value: string
  /** Indicators that have it, wherever they are; as far as they were counted. */
  readonly indicators: number
}

export interface Tied extends Days {
  readonly ties: readonly Tie[]
}

/** A value that members have in common, with the members that have it. */
export interface Bond {
  readonly kind: LinkKind
  readonly value: string
  readonly weight: number
  readonly members: readonly string[]
}

export interface Community {
  /** In order. */
  readonly members: readonly string[]
  /** The evidence of each edge: the heaviest first. */
  readonly bonds: readonly Bond[]
}

/** More than this many share what is everybody's. */
export const MOST_SHARING = 200
/** A value of this weight connects by itself; lighter ones only add to it. */
export const CONNECTS = 0.3
/** One store knows a part of the world: what two of its hundred share is still rare. */
const LEAST_TOTAL = 20_000
const FEWEST = 3
/** A value that only two have ties them no more than one that three have: a single bridge must not pull anybody over. */
const SUREST = 2
/** A light value that more than this have adds next to nothing to any pair of them. */
const MOST_LIGHT = 30
/** Weight times share of the smaller half, summed over what crosses. */
const JOINS = 0.16
const RESOLUTION = 1

export const tieWeight = ({ kind, value, indicators }: Tie, total: number): number =>
  indicators > MOST_SHARING ? 0 : linkWeight(kind, value, indicators, Math.max(total, LEAST_TOTAL))

/** Communities of three and more, the largest first; the rest stands alone. The same input gives the same answer, in any order. */
export const communitiesOf = (tied: ReadonlyMap<string, Tied>, total: number): readonly Community[] => {
  const bonds = bondsOf(tied, total)
  const graph = graphOf(bonds)
  const groups = new Map<string, string[]>()
  for (const part of partsOf(graph)) {
    if (part.length < FEWEST) continue
    const own = communityOf(inducedBy(graph, part), RESOLUTION)
    for (const member of part) {
      const name = `${part[0]} ${own[member]}`
      groups.set(name, [...(groups.get(name) ?? []), member])
    }
  }
  const joined = joinAcross(
    [...groups.values()],
    bonds.filter(({ weight }) => weight >= CONNECTS),
  )
  const communities = joined.map(members => ({ members, bonds: within(bonds, new Set(members)) }))
  return communities
    .filter(({ members, bonds: shared }) => members.length >= FEWEST && shared.length > 0)
    .sort((a, b) => b.members.length - a.members.length || (a.members[0]! < b.members[0]! ? -1 : 1))
}

/** Values that two or more have at the same time. One that was passed on later is another. */
export const bondsOf = (tied: ReadonlyMap<string, Tied>, total: number): readonly Bond[] => {
  const holders = new Map<string, { tie: Tie; all: { member: string; days: Days }[] }>()
  for (const [member, { ties, since, until }] of tied) {
    for (const tie of ties) {
      if (tie.indicators < 2 || tie.indicators > MOST_SHARING) continue
      const name = `${tie.kind}\0${tie.value}`
      const known = holders.get(name) ?? { tie, all: [] }
      known.all.push({ member, days: { since, until } })
      holders.set(name, known)
    }
  }
  const bonds: Bond[] = []
  for (const { tie, all } of holders.values()) {
    const weight = tieWeight(tie, total)
    for (const members of inTime(all, KINDS_OF_LINK[tie.kind].slackDays))
      if (members.length > 1) bonds.push({ kind: tie.kind, value: tie.value, weight, members })
  }
  return bonds.sort((a, b) => b.weight - a.weight || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
}

/** Falls into pieces where nobody had the value for longer than `slack` days. */
const inTime = (all: readonly { member: string; days: Days }[], slack: number): readonly (readonly string[])[] => {
  const pieces: string[][] = []
  let until = Number.NEGATIVE_INFINITY
  for (const { member, days } of [...all].sort((a, b) => a.days.since - b.days.since || (a.member < b.member ? -1 : 1))) {
    if (days.since > until + slack) pieces.push([])
    pieces.at(-1)?.push(member)
    until = Math.max(until, days.until)
  }
  return pieces.map(piece => piece.sort())
}

const graphOf = (bonds: readonly Bond[]): UndirectedGraph => {
  const pairs = new Map<string, { a: string; b: string; weight: number; connects: boolean }>()
  for (const { members, weight } of bonds) {
    if (weight < CONNECTS && members.length > MOST_LIGHT) continue
    const each = weight / Math.max(members.length - 1, SUREST)
    for (const [at, a] of members.entries()) {
      for (const b of members.slice(at + 1)) {
        const name = `${a} ${b}`
        const pair = pairs.get(name) ?? { a, b, weight: 0, connects: false }
        pair.weight += each
        pair.connects ||= weight >= CONNECTS
        pairs.set(name, pair)
      }
    }
  }
  const graph = new UndirectedGraph()
  const connected = [...pairs.values()].filter(({ connects }) => connects)
  const members = new Set(connected.flatMap(({ a, b }) => [a, b]))
  for (const member of [...members].sort()) graph.addNode(member)
  for (const { a, b, weight, connects } of [...pairs.values()].sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1)))
    if (members.has(a) && members.has(b)) graph.addUndirectedEdge(a, b, { weight, connects })
  return graph
}

/** Connected parts over edges that connect, each in order. */
const partsOf = (graph: UndirectedGraph): readonly (readonly string[])[] => {
  const seen = new Set<string>()
  const parts: string[][] = []
  for (const start of graph.nodes()) {
    if (seen.has(start)) continue
    seen.add(start)
    const part = [start]
    for (let at = 0; at < part.length; at += 1) {
      graph.forEachEdge(part[at]!, (_edge, { connects }, a, b) => {
        const other = a === part[at] ? b : a
        if (!connects || seen.has(other)) return
        seen.add(other)
        part.push(other)
      })
    }
    parts.push(part.sort())
  }
  return parts
}

/**
 * Two groups are one when a good share of both has what crosses between them: a panel that several operators use, infrastructure kept over a
 * pause. A VPN's address and a round-up report cross with few of each. The best pair first, until none is left.
 */
const joinAcross = (groups: readonly (readonly string[])[], bonds: readonly Bond[]): readonly (readonly string[])[] => {
  const all = new Map(groups.map((members, at) => [at, [...members].sort()]))
  const placeOf = new Map(groups.flatMap((members, at) => members.map(member => [member, at] as const)))
  for (;;) {
    const crossing = new Map<string, number>()
    for (const { members, weight } of bonds) {
      const counts = new Map<number, number>()
      for (const member of members) {
        const place = placeOf.get(member)
        if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1)
      }
      const places = [...counts.keys()].sort((a, b) => a - b)
      for (const [at, a] of places.entries())
        for (const b of places.slice(at + 1)) {
          const share = Math.min(counts.get(a)! / all.get(a)!.length, counts.get(b)! / all.get(b)!.length)
          crossing.set(`${a} ${b}`, (crossing.get(`${a} ${b}`) ?? 0) + weight * share)
        }
    }
    const [best] = [...crossing].sort(([, x], [, y]) => y - x)
    if (best === undefined || best[1] < JOINS) return [...all.values()]
    const [a = 0, b = 0] = best[0].split(' ').map(Number)
    for (const member of all.get(b)!) placeOf.set(member, a)
    all.set(a, [...all.get(a)!, ...all.get(b)!].sort())
    all.delete(b)
  }
}

const inducedBy = (graph: UndirectedGraph, members: readonly string[]): UndirectedGraph => {
  const part = new UndirectedGraph()
  const own = new Set(members)
  for (const member of members) part.addNode(member)
  graph.forEachEdge((_edge, attributes, a, b) => {
    if (own.has(a) && own.has(b)) part.addUndirectedEdge(a, b, attributes)
  })
  return part
}

const within = (bonds: readonly Bond[], own: ReadonlySet<string>): readonly Bond[] =>
  bonds.flatMap(bond => {
    const members = bond.members.filter(member => own.has(member))
    return members.length > 1 ? [{ ...bond, members }] : []
  })
