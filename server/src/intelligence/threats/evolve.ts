/** How threats go on from one look to the next: each keeps its name with most of its members; what merges and splits is said, so that it can be taken back. */

export type ThreatId = number

/** What happened to a threat. `members` are those that came, went or moved. */
export type Change =
  | { readonly kind: 'formed'; readonly place: number; readonly members: readonly string[] }
  | { readonly kind: 'split'; readonly place: number; readonly from: ThreatId; readonly members: readonly string[] }
  | { readonly kind: 'merged'; readonly threat: ThreatId; readonly into: ThreatId; readonly members: readonly string[] }
  | { readonly kind: 'joined' | 'left'; readonly threat: ThreatId; readonly members: readonly string[] }
  | { readonly kind: 'dissolved'; readonly threat: ThreatId; readonly members: readonly string[] }

export interface Evolved {
  /** For each community the threat that goes on in it; null for a new one. */
  readonly threats: readonly (ThreatId | null)[]
  readonly changes: readonly Change[]
}

/**
 * `before`: members of the threats that were looked at; `communities`: what they are now, in order. A threat goes on in the community
 * that holds most of its members, and a community goes on as the threat it holds most of; between equals the older threat and the first
 * community.
 */
export const evolve = (
  before: ReadonlyMap<ThreatId, ReadonlySet<string>>,
  communities: readonly (readonly string[])[],
): Evolved => {
  const threatOf = new Map<string, ThreatId>()
  for (const [threat, members] of before) for (const member of members) threatOf.set(member, threat)
  const overlaps = overlapsOf(threatOf, communities)
  const threats: (ThreatId | null)[] = communities.map(() => null)
  const placeOf = new Map<ThreatId, number>()
  for (const { threat, place } of overlaps) {
    if (threats[place] !== null || placeOf.has(threat)) continue
    threats[place] = threat
    placeOf.set(threat, place)
  }
  const changes = communities.flatMap((members, place) => changesOf(members, place, threats, threatOf, before))
  return { threats, changes: [...changes, ...endings(before, placeOf, overlaps, threats)] }
}

interface Overlap {
  readonly threat: ThreatId
  readonly place: number
  readonly members: readonly string[]
}

/** The largest first. */
const overlapsOf = (threatOf: ReadonlyMap<string, ThreatId>, communities: readonly (readonly string[])[]): readonly Overlap[] => {
  const overlaps: Overlap[] = []
  for (const [place, members] of communities.entries()) {
    const shared = new Map<ThreatId, string[]>()
    for (const member of members) {
      const threat = threatOf.get(member)
      if (threat !== undefined) shared.set(threat, [...(shared.get(threat) ?? []), member])
    }
    for (const [threat, own] of shared) overlaps.push({ threat, place, members: own })
  }
  return overlaps.sort((a, b) => b.members.length - a.members.length || a.threat - b.threat || a.place - b.place)
}

const changesOf = (
  members: readonly string[],
  place: number,
  threats: readonly (ThreatId | null)[],
  threatOf: ReadonlyMap<string, ThreatId>,
  before: ReadonlyMap<ThreatId, ReadonlySet<string>>,
): readonly Change[] => {
  const threat = threats[place] ?? null
  if (threat === null) {
    const from = mostCommon(members.flatMap(member => threatOf.get(member) ?? []))
    return from === null ? [{ kind: 'formed', place, members }] : [{ kind: 'split', place, from, members }]
  }
  const was = before.get(threat) ?? new Set()
  const own = new Set(members)
  const joined = members.filter(member => !was.has(member))
  const left = [...was].filter(member => !own.has(member)).sort()
  return [
    ...(joined.length > 0 ? [{ kind: 'joined', threat, members: joined } as const] : []),
    ...(left.length > 0 ? [{ kind: 'left', threat, members: left } as const] : []),
  ]
}

const mostCommon = (threats: readonly ThreatId[]): ThreatId | null => {
  const counts = new Map<ThreatId, number>()
  for (const threat of threats) counts.set(threat, (counts.get(threat) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b)[0]?.[0] ?? null
}

/** Threats that go on nowhere: merged into what holds most of their members, or gone. */
const endings = (
  before: ReadonlyMap<ThreatId, ReadonlySet<string>>,
  placeOf: ReadonlyMap<ThreatId, number>,
  overlaps: readonly Overlap[],
  threats: readonly (ThreatId | null)[],
): readonly Change[] =>
  [...before].flatMap(([threat, members]): readonly Change[] => {
    if (placeOf.has(threat)) return []
    const largest = overlaps.find(overlap => overlap.threat === threat)
    const into = largest === undefined ? null : (threats[largest.place] ?? null)
    if (largest === undefined || into === null) return [{ kind: 'dissolved', threat, members: [...members].sort() }]
    return [{ kind: 'merged', threat, into, members: largest.members }]
  })
