/**
 * Who copies from whom, from overlap and order in time. A copy speaks of what its origin spoke of shortly before. What is beyond the
 * share that others' reports have in common with the origin in the same way is taken for copied (after Dong et al., "Truth discovery and
 * copying detection in a dynamic world", VLDB 2009, who look at order in time as well as at what is shared).
 */
import { byClass, type Case } from './cases.ts'

export interface Copying {
  readonly source: string
  readonly from: string
  /** What a word of the copy counts beside one of the origin, 0.02..1: the share of its reports that it did not take from there. */
  readonly rho: number
  /** Reports that both have, the origin first. */
  readonly shared: number
}

/** A copy follows within this time. */
const WITHIN_MS = 7 * 86_400_000
/** Fewer shared reports prove nothing. */
const LEAST_SHARED = 20
/** From this excess of overlap on, one is a copy of the other. */
const LEAST_EXCESS = 0.4
/** An aggregate draws on several. */
const MOST_ORIGINS = 5
const LEAST_RHO = 0.02

interface Listing {
  readonly at: ReadonlyMap<Case, number>
  readonly classes: ReadonlySet<number>
}

/** Sources with what they list, and in which decay classes. */
const listings = (cases: readonly Case[]): ReadonlyMap<string, Listing> => {
  const found = new Map<string, { at: Map<Case, number>; classes: Map<number, number> }>()
  for (const [base, group] of byClass(cases))
    for (const one of group)
      for (const { evidence, firstAt } of one.reports) {
        const own = found.get(evidence.source.id) ?? { at: new Map(), classes: new Map() }
        own.at.set(one, firstAt)
        own.classes.set(base, (own.classes.get(base) ?? 0) + 1)
        found.set(evidence.source.id, own)
      }
  return new Map(
    [...found].map(([id, { at, classes }]) => [
      id,
      { at, classes: new Set([...classes].filter(([, n]) => n >= 5).map(([base]) => base)) },
    ]),
  )
}

interface Overlap {
  /** Reports of the one that the other could have made. */
  readonly possible: number
  /** Of these, how many the other made shortly before. */
  readonly before: number
}

const overlap = (one: Listing, other: Listing, classOf: ReadonlyMap<Case, number>, left: ReadonlySet<Case> | null): Overlap => {
  let possible = 0
  let before = 0
  for (const [about, at] of one.at) {
    if ((left && !left.has(about)) || !other.classes.has(classOf.get(about)!)) continue
    possible += 1
    const earlier = other.at.get(about)
    if (earlier !== undefined && earlier < at && at - earlier <= WITHIN_MS) before += 1
  }
  return { possible, before }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Copies among the sources of a sample, the closest first. */
export const findCopies = (cases: readonly Case[]): readonly Copying[] => {
  const sources = listings(cases)
  const classOf = new Map([...byClass(cases)].flatMap(([base, group]) => group.map(one => [one, base] as const)))
  const shares = new Map<string, number[]>()
  const first = new Map<string, { readonly from: string; readonly share: number; readonly before: number }[]>()
  for (const [id, own] of sources)
    for (const [from, other] of sources) {
      if (from === id) continue
      const { possible, before } = overlap(own, other, classOf, null)
      if (possible < LEAST_SHARED) continue
      shares.set(from, [...(shares.get(from) ?? []), before / possible])
      if (before >= LEAST_SHARED) first.set(id, [...(first.get(id) ?? []), { from, share: before / possible, before }])
    }
  const usual = new Map([...shares].map(([from, list]) => [from, median(list)]))
  return [...first]
    .flatMap(([source, others]) =>
      originsOf(
        source,
        others.map(({ from }) => from),
        { sources, classOf, usual },
      ),
    )
    .sort((a, b) => a.rho - b.rho)
}

interface Known {
  readonly sources: ReadonlyMap<string, Listing>
  readonly classOf: ReadonlyMap<Case, number>
  readonly usual: ReadonlyMap<string, number>
}

/** The closest origin first, then who explains best what that one does not. */
const originsOf = (source: string, candidates: readonly string[], { sources, classOf, usual }: Known): readonly Copying[] => {
  const own = sources.get(source)!
  const left = new Set(own.at.keys())
  const found: Copying[] = []
  while (found.length < MOST_ORIGINS && left.size >= LEAST_SHARED) {
    let best: Copying | null = null
    for (const from of candidates) {
      const { possible, before } = overlap(own, sources.get(from)!, classOf, left)
      if (before < LEAST_SHARED) continue
      const expected = usual.get(from) ?? 0
      const excess = (before / possible - expected) / (1 - expected)
      const rho = Math.max(LEAST_RHO, 1 - excess)
      if (excess >= LEAST_EXCESS && (best === null || rho < best.rho)) best = { source, from, rho, shared: before }
    }
    if (best === null) break
    found.push(best)
    for (const about of sources.get(best.from)!.at.keys()) left.delete(about)
  }
  return found
}
