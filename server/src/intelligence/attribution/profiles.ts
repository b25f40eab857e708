/** What is known of each group: techniques, software and targets, its own and those of campaigns that are attributed to it. */
import type { AttackObject, AttackRelation } from '@keysguard/model'
import type { Attack } from '../attack/attack.ts'

export type Trait = 'technique' | 'software' | 'target'

/** By id (a target by its name), the reports that attest it. */
export type Traits = ReadonlyMap<string, readonly string[]>

export interface Profile {
  readonly id: string
  readonly name: string
  readonly traits: Readonly<Record<Trait, Traits>>
}

/** All groups, and how rare each trait is among them. */
export interface Field {
  readonly profiles: readonly Profile[]
  /** `ln((groups + 1) / (groups that have it + 1))`. */
  readonly rarity: (trait: Trait, id: string) => number
  /** Groups that have it. */
  readonly holders: (trait: Trait, id: string) => number
}

/** Takes a relation out of a group's profile: `from` is the group or a campaign of it. */
export type Without = (from: AttackObject, relation: AttackRelation) => boolean

const traitOf = ({ kind, to }: AttackRelation): Trait | null =>
  kind === 'targets' ? 'target' : kind !== 'uses' ? null : to.startsWith('T') ? 'technique' : 'software'

const nothing: Without = () => false

/** A place says something about the region it lies in, and a region nothing about its places. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  'Middle East': [
    'Bahrain',
    'Iran',
    'Iraq',
    'Israel',
    'Jordan',
    'Kuwait',
    'Lebanon',
    'Oman',
    'Palestine',
    'Qatar',
    'Saudi Arabia',
    'Syria',
    'Turkey',
    'United Arab Emirates',
    'Yemen',
  ],
  'Southeast Asia': ['Cambodia', 'Indonesia', 'Laos', 'Malaysia', 'Myanmar', 'Philippines', 'Singapore', 'Thailand', 'Vietnam'],
  'South Asia': ['Bangladesh', 'India', 'Nepal', 'Pakistan', 'Sri Lanka'],
  'East Asia': ['China', 'Hong Kong', 'Japan', 'Mongolia', 'South Korea', 'Taiwan'],
  'Central Asia': ['Kazakhstan', 'Kyrgyzstan', 'Tajikistan', 'Turkmenistan', 'Uzbekistan'],
  Asia: ['Southeast Asia', 'South Asia', 'East Asia', 'Central Asia'],
  Europe: [
    'Albania',
    'Austria',
    'Belgium',
    'Cyprus',
    'Czechia',
    'Denmark',
    'Estonia',
    'Finland',
    'France',
    'Germany',
    'Greece',
    'Hungary',
    'Ireland',
    'Italy',
    'Latvia',
    'Lithuania',
    'Moldova',
    'Montenegro',
    'Netherlands',
    'Norway',
    'Poland',
    'Portugal',
    'Romania',
    'Serbia',
    'Slovakia',
    'Spain',
    'Sweden',
    'Switzerland',
    'Ukraine',
    'United Kingdom',
  ],
  'North America': ['Canada', 'United States'],
  'Latin America': ['Brazil', 'Chile', 'Colombia', 'Ecuador', 'Mexico', 'Peru', 'Venezuela'],
  Africa: ['Egypt', 'Kenya', 'Morocco', 'South Africa', 'Tunisia'],
}

/** The regions a place lies in, and itself. */
export const withRegions = (place: string): string[] => [
  place,
  ...Object.entries(REGIONS).flatMap(([region, places]) => (places.includes(place) ? withRegions(region) : [])),
]

/** One group's profile; `without` takes relations out, for an evaluation that must not know them. */
export const profileOf = (attack: Attack, group: AttackObject, without: Without = nothing): Profile => {
  const traits = {
    technique: new Map<string, string[]>(),
    software: new Map<string, string[]>(),
    target: new Map<string, string[]>(),
  }
  const campaigns = attack.incoming(group.id).flatMap(({ from, relation }) => (relation.kind === 'attributed-to' ? [from] : []))
  for (const from of [group, ...campaigns])
    for (const relation of from.relations) {
      const trait = traitOf(relation)
      if (trait === null || without(from, relation)) continue
      for (const id of trait === 'target' ? withRegions(relation.to) : [relation.to]) {
        const own = traits[trait].get(id) ?? []
        traits[trait].set(id, [...new Set([...own, ...relation.citations])])
      }
    }
  return { id: group.id, name: group.name, traits }
}

/** The profiles of all groups. */
export const fieldOf = (attack: Attack): Field => {
  const groups = [...attack.objects.values()].filter(({ kind }) => kind === 'group')
  const profiles = groups.map(group => profileOf(attack, group))
  const counts = { technique: new Map<string, number>(), software: new Map<string, number>(), target: new Map<string, number>() }
  for (const { traits } of profiles)
    for (const trait of ['technique', 'software', 'target'] as const)
      for (const id of traits[trait].keys()) counts[trait].set(id, (counts[trait].get(id) ?? 0) + 1)
  const holders = (trait: Trait, id: string): number => counts[trait].get(id) ?? 0
  return { profiles, holders, rarity: (trait, id) => Math.log((profiles.length + 1) / (holders(trait, id) + 1)) }
}
