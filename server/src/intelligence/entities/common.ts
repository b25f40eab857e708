/** What entities have in common beyond their names: indicators, compared over samples, and techniques. */
import { familyOf, type KnownEntity, keyOf } from './entity.ts'
import type { Common } from './same.ts'

/**
 * The indicators of one with the lowest keys, in order. Keys are hashes: below the last of a sample that is not whole, it misses nothing
 * (a bottom-k sketch: Cohen and Kaplan, 2007).
 */
export interface Sample {
  readonly entity: KnownEntity
  readonly keys: readonly string[]
  /** Whether `keys` are all there are. */
  readonly whole: boolean
}

/** Indicators that so many entities share are said of everything. */
const CROWD = 8

/** Pairs of one family with indicators in common, counted among the keys that both samples reach. `all`: indicators there are. */
export const commonIndicators = (samples: readonly Sample[], all: number): Common[] => {
  const holders = new Map<string, number[]>()
  for (const [at, { keys }] of samples.entries())
    for (const key of keys) {
      const known = holders.get(key)
      if (known) known.push(at)
      else holders.set(key, [at])
    }
  const met = new Set<number>()
  for (const at of holders.values()) {
    if (at.length < 2 || at.length > CROWD) continue
    for (const [n, one] of at.entries()) for (const other of at.slice(n + 1)) met.add(one * samples.length + other)
  }
  return [...met].flatMap(pair => {
    const [first, second] = [samples[Math.floor(pair / samples.length)]!, samples[pair % samples.length]!]
    return familyOf(first.entity.kind) === familyOf(second.entity.kind) ? [compare(first, second, all)] : []
  })
}

const compare = (first: Sample, second: Sample, all: number): Common => {
  const reach = lowest(reachOf(first), reachOf(second))
  const within = ({ keys }: Sample): string[] => (reach === null ? [...keys] : keys.filter(key => key <= reach))
  const [a, b] = [within(first), new Set(within(second))]
  return {
    of: 'indicators',
    first: keyOf(first.entity),
    second: keyOf(second.entity),
    both: a.filter(key => b.has(key)).length,
    a: a.length,
    b: b.size,
    all: Math.max(1, Math.round(all * (reach === null ? 1 : shareBelow(reach)))),
  }
}

/** Null where it reaches to the end. */
const reachOf = ({ keys, whole }: Sample): string | null => (whole ? null : (keys.at(-1) ?? null))

const lowest = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b)

/** The part of all keys that are not above this one: keys are spread evenly. */
const shareBelow = (key: string): number => (Number.parseInt(key.slice(0, 12), 16) + 1) / 2 ** 48

/** Pairs of one family whose techniques overlap. Only with those that `seeking` names: what ATT&CK describes has been told apart already. */
export const commonTechniques = (
  techniques: ReadonlyMap<KnownEntity, ReadonlySet<string>>,
  seeking: ReadonlySet<KnownEntity>,
  all: number,
): Common[] => {
  const found: Common[] = []
  const entries = [...techniques]
  for (const [at, [one, own]] of entries.entries())
    for (const [other, theirs] of entries.slice(at + 1)) {
      if (familyOf(one.kind) !== familyOf(other.kind) || !(seeking.has(one) || seeking.has(other))) continue
      const both = [...own].filter(id => theirs.has(id)).length
      if (both > 0)
        found.push({ of: 'techniques', first: keyOf(one), second: keyOf(other), both, a: own.size, b: theirs.size, all })
    }
  return found
}
