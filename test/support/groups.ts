/** The campaigns of a simulation as the product sees them, and what it makes of them. */
import type { IndicatorKey } from '@keysguard/model'
import { keyOf } from '../../server/src/indicators/index.ts'
import { nodesOf } from '../../server/src/intelligence/links/nodes.ts'
import { bondsOf, CONNECTS, communitiesOf, type Tied } from '../../server/src/intelligence/threats/communities.ts'
import { adjustedRandIndex, completeness, homogeneity } from './agreement.ts'
import type { Simulated } from './campaigns.ts'

/** Indicators of the whole store that the campaigns lie in. */
const TOTAL = 100_000

export interface Agreement {
  readonly ari: number
  readonly homogeneity: number
  readonly completeness: number
  /** Of the indicators that belong to nobody, those that were left alone. */
  readonly singletons: number
}

/** Ours, and connected components: over everything shared, and over what weighs enough to connect. */
export const groupings = (
  all: readonly Simulated[],
): { readonly ours: Agreement; readonly anything: Agreement; readonly heavy: Agreement } => {
  const tied = tiedOf(all)
  const truth = new Map(all.map(one => [keyOf(one.indicator), one.truth]))
  const judge = (groupOf: ReadonlyMap<string, string>): Agreement => {
    const keys = [...tied.keys()]
    const wanted = keys.map(key => String(truth.get(key as IndicatorKey) ?? key))
    const found = keys.map(key => groupOf.get(key) ?? key)
    const sizes = new Map<string, number>()
    for (const name of found) sizes.set(name, (sizes.get(name) ?? 0) + 1)
    const alone = keys.filter(key => truth.get(key as IndicatorKey) === null)
    return {
      ari: adjustedRandIndex(wanted, found),
      homogeneity: homogeneity(wanted, found),
      completeness: completeness(wanted, found),
      singletons: alone.filter(key => sizes.get(groupOf.get(key) ?? key) === 1).length / alone.length,
    }
  }
  const ours = new Map(communitiesOf(tied, TOTAL).flatMap(({ members }, at) => members.map(member => [member, `group ${at}`])))
  return { ours: judge(ours), anything: judge(components(tied, 0)), heavy: judge(components(tied, CONNECTS)) }
}

const tiedOf = (all: readonly Simulated[]): ReadonlyMap<string, Tied> => {
  const merged = new Map<
    string,
    { since: number; until: number; nodes: Map<string, { kind: Tied['ties'][number]['kind']; value: string }> }
  >()
  for (const { indicator, statement, related, since, until } of all) {
    const key = keyOf(indicator)
    const known = merged.get(key) ?? { since, until, nodes: new Map() }
    known.since = Math.min(known.since, since)
    known.until = Math.max(known.until, until)
    const said = [{ by: 'simulation', tlp: 'clear', statement }] as const
    for (const { kind, value } of nodesOf({ indicator, said, found: [{ enricher: 'simulation', related, asn: null }] }))
      known.nodes.set(`${kind}\0${value}`, { kind, value })
    merged.set(key, known)
  }
  const holders = new Map<string, number>()
  for (const { nodes } of merged.values()) for (const name of nodes.keys()) holders.set(name, (holders.get(name) ?? 0) + 1)
  return new Map(
    [...merged].map(([key, { since, until, nodes }]) => [
      key,
      { since, until, ties: [...nodes].map(([name, node]) => ({ ...node, indicators: holders.get(name) ?? 1 })) },
    ]),
  )
}

/** The name of each one's component: whoever shares anything of this weight, over any number of steps. */
const components = (tied: ReadonlyMap<string, Tied>, least: number): ReadonlyMap<string, string> => {
  const above = new Map([...tied.keys()].map(key => [key, key]))
  const top = (key: string): string => {
    let at = key
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) at = next
    above.set(key, at)
    return at
  }
  for (const { members, weight } of bondsOf(tied, TOTAL))
    if (weight >= least) for (const member of members) above.set(top(member), top(members[0] ?? member))
  return new Map([...tied.keys()].map(key => [key, top(key)]))
}
