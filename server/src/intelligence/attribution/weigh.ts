/** How much what was observed speaks for one group. */
import type { Field, Profile, Trait } from './profiles.ts'
import type { Weights } from './weights.ts'

export interface Observed {
  /** ATT&CK ids. */
  readonly techniques: readonly string[]
  readonly software: readonly string[]
  /** Sectors, countries and regions, with the regions these lie in. */
  readonly targets: readonly string[]
}

export interface Support {
  readonly trait: Trait
  readonly id: string
  /** In nats: how much more this speaks for the group than for nobody known. */
  readonly weight: number
  readonly citations: readonly string[]
}

/**
 * A trait that is shared weighs by its rarity, less the size of the profile: of a group that is known for everything, sharing says little.
 * Never less than nothing: that something common is shared is no evidence against.
 */
const shared = (rarity: number, size: number, { rare, wide, level }: Weights['technique']): number =>
  Math.max(0, rare * rarity - wide * Math.log(size + 5) + level)

const listOf = (observed: Observed, trait: Trait): readonly string[] =>
  trait === 'technique' ? observed.techniques : trait === 'software' ? observed.software : observed.targets

/** What the group shares with what was observed, the heaviest first. */
export const supportFor = (field: Field, profile: Profile, observed: Observed, weights: Weights): Support[] => {
  const found: Support[] = []
  for (const trait of ['technique', 'software', 'target'] as const) {
    const known = profile.traits[trait]
    for (const id of listOf(observed, trait)) {
      const citations = known.get(id)
      if (citations === undefined) continue
      const rarity = field.rarity(trait, id)
      const weight = trait === 'target' ? weights.target * rarity : shared(rarity, known.size, weights[trait])
      found.push({ trait, id, weight, citations })
    }
  }
  return found.sort((a, b) => b.weight - a.weight)
}

/** The score of a group before it is made a probability: what it shares, and how much is known of it at all. */
export const scoreOf = (profile: Profile, support: readonly Support[], weights: Weights): number =>
  support.reduce((sum, { weight }) => sum + weight, 0) + weights.known * Math.log(profile.traits.technique.size + 5)

/** The score of "none of the known groups": it grows with what was observed, as chance agreement does. */
export const scoreOfUnknown = ({ techniques, software }: Observed, { unknown }: Weights): number =>
  unknown.level + unknown.techniques * Math.log(techniques.length + 1) + unknown.software * software.length

/** Probabilities of scores. */
export const softmax = (scores: readonly number[]): number[] => {
  const highest = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY)
  const powers = scores.map(score => Math.exp(score - highest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map(power => power / sum)
}
