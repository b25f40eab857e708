/** Which known group it may have been, if any: candidates with their probability, what speaks for and against each, and what would tell them apart. */
import type { AttackRef, Attribution, AttributionEvidence, Reliability } from '@keysguard/model'
import { type Attack, refOf } from '../attack/attack.ts'
import type { Field, Profile, Trait } from './profiles.ts'
import { type Observed, type Support, scoreOf, scoreOfUnknown, softmax, supportFor } from './weigh.ts'
import { CLAIM_WEIGHT, WEIGHTS } from './weights.ts'
import { likelihoodWord } from './words.ts'

/** A source's word that indicators belong to a group. */
export interface Claim {
  /** ATT&CK id of the group. */
  readonly group: string
  readonly source: string
  readonly reliability: Reliability
}

/** A candidate is named only when it is at least as likely as all else together. */
export const ANSWERS_FROM = 0.5
const CANDIDATES = 5
const MOST_EVIDENCE = 12
const LOOK_FOR = 6
/** Candidates less likely than this are told apart from nobody. */
const WORTH_TELLING = 0.02

interface Weighed {
  readonly profile: Profile
  readonly support: readonly Support[]
  readonly claims: readonly Claim[]
  readonly score: number
}

/** Sources repeat one another: the i-th strongest word counts a half as much as the one before. */
const claimScore = (claims: readonly Claim[]): number =>
  claims
    .map(({ reliability }) => CLAIM_WEIGHT[reliability])
    .sort((a, b) => b - a)
    .reduce((sum, weight, index) => sum + weight / 2 ** index, 0)

export const attribute = (
  attack: Attack,
  field: Field,
  observed: Observed,
  claims: readonly Claim[],
): Omit<Attribution, 'weighed'> => {
  const weighed = field.profiles.map((profile): Weighed => {
    const support = supportFor(field, profile, observed, WEIGHTS)
    const own = claims.filter(({ group }) => group === profile.id)
    return { profile, support, claims: own, score: scoreOf(profile, support, WEIGHTS) + claimScore(own) }
  })
  const probabilities = softmax([...weighed.map(({ score }) => score), scoreOfUnknown(observed, WEIGHTS)])
  const unknown = probabilities.at(-1) ?? 1
  const ranked = weighed
    .map((one, index) => ({ ...one, probability: probabilities[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, CANDIDATES)
    .filter(({ support, claims: own }) => support.length > 0 || own.length > 0)
  const [first] = ranked
  const named = first !== undefined && first.probability >= ANSWERS_FROM ? first : null
  const name = describer(attack, field)
  return {
    answer: named === null ? null : refTo(attack, named.profile),
    judgement: judgementOf(named, first ?? null, unknown),
    unknown: { probability: unknown, likelihood: likelihoodWord(unknown) },
    candidates: ranked.map(one => ({
      group: refTo(attack, one.profile),
      probability: one.probability,
      likelihood: likelihoodWord(one.probability),
      for: evidenceFor(one, name).slice(0, MOST_EVIDENCE),
      against: evidenceAgainst(one, weighed, name).slice(0, MOST_EVIDENCE),
    })),
    distinctions: distinctionsOf(
      attack,
      field,
      observed,
      ranked.filter(({ probability }) => probability >= WORTH_TELLING),
    ),
  }
}

const judgementOf = (
  named: (Weighed & { readonly probability: number }) | null,
  first: (Weighed & { readonly probability: number }) | null,
  unknown: number,
): string => {
  if (named !== null)
    return `It is ${likelihoodWord(named.probability)} that this was ${named.profile.name} (${percent(named.probability)}).`
  if (first === null) return 'Nothing that was given tells known groups apart.'
  const other =
    unknown >= ANSWERS_FROM
      ? `It is ${likelihoodWord(unknown)} that this was none of the known groups (${percent(unknown)}).`
      : 'No known group stands out.'
  return `${other} The closest is ${first.profile.name}: ${likelihoodWord(first.probability)} (${percent(first.probability)}).`
}

/** Never none and never all of it: similarity proves nothing. */
const percent = (probability: number): string => `${Math.min(99, Math.max(1, Math.round(probability * 100)))} %`

const refTo = (attack: Attack, { id, name }: Profile): AttackRef => {
  const object = attack.objects.get(id)
  return object === undefined ? { id, kind: 'group', name } : refOf(object)
}

type Describe = (trait: Trait, id: string) => Pick<AttributionEvidence, 'basis' | 'id' | 'name' | 'groups'>

const describer =
  (attack: Attack, field: Field): Describe =>
  (trait, id) => ({ basis: trait, id, name: attack.objects.get(id)?.name ?? id, groups: field.holders(trait, id) })

const evidenceFor = ({ support, claims }: Weighed, describe: Describe): AttributionEvidence[] => {
  const shared = support
    .filter(({ weight }) => weight > 0)
    .map(({ trait, id, weight, citations }) => ({ ...describe(trait, id), weight, citations: [...citations] }))
  const said = claims.map(({ group, source, reliability }) => ({
    basis: 'claim' as const,
    id: group,
    name: `${source} says so`,
    weight: CLAIM_WEIGHT[reliability],
    groups: 1,
    citations: [source],
  }))
  return [...said, ...shared].sort((a, b) => b.weight - a.weight)
}

/** What was observed, fits another group, and is not known of this one; with what it adds to the group it fits best. */
const evidenceAgainst = (one: Weighed, all: readonly Weighed[], describe: Describe): AttributionEvidence[] => {
  const own = new Set(one.support.map(({ trait, id }) => `${trait} ${id}`))
  const best = new Map<string, Support>()
  for (const { support } of all)
    for (const other of support) {
      const key = `${other.trait} ${other.id}`
      if (!own.has(key) && other.weight > (best.get(key)?.weight ?? 0)) best.set(key, other)
    }
  return [...best.values()]
    .sort((a, b) => b.weight - a.weight)
    .map(({ trait, id, weight }) => ({ ...describe(trait, id), weight, citations: [] }))
}

/** Of each candidate, the rarest techniques and software that the next one is not known for and nobody has observed yet. */
const distinctionsOf = (
  attack: Attack,
  field: Field,
  observed: Observed,
  ranked: readonly Weighed[],
): Attribution['distinctions'] => {
  const seen = new Set([...observed.techniques, ...observed.software])
  const telling = (of: Profile, from: Profile): AttackRef[] =>
    (['software', 'technique'] as const)
      .flatMap(trait =>
        [...of.traits[trait].keys()]
          .filter(id => !from.traits[trait].has(id) && !seen.has(id))
          .map(id => ({ id, rarity: field.rarity(trait, id) * (trait === 'software' ? 1 : 1.2) })),
      )
      .sort((a, b) => b.rarity - a.rarity)
      .flatMap(({ id }) => {
        const object = attack.objects.get(id)
        return object === undefined ? [] : [refOf(object)]
      })
      .slice(0, LOOK_FOR)
  const [first, ...rest] = ranked
  if (first === undefined) return []
  return rest.slice(0, 2).flatMap(other => [
    {
      group: refTo(attack, first.profile),
      against: refTo(attack, other.profile),
      lookFor: telling(first.profile, other.profile),
    },
    {
      group: refTo(attack, other.profile),
      against: refTo(attack, first.profile),
      lookFor: telling(other.profile, first.profile),
    },
  ])
}
