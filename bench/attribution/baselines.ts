/** What attribution is compared with: scores of one group for what was observed. */
import type { Field, Profile } from '../../server/dist/intelligence/attribution/profiles.js'
import type { Observed } from '../../server/dist/intelligence/attribution/weigh.js'

export type Score = (field: Field, profile: Profile, observed: Observed) => number

const mostTechniques: Score = (_field, { traits }, { techniques }) => techniques.filter(id => traits.technique.has(id)).length

/** Cosine of TF-IDF vectors; the length of what was observed is the same for all groups. */
const cosine: Score = (field, { traits }, { techniques }) => {
  const square = (id: string): number => field.rarity('technique', id) ** 2
  const length = Math.sqrt([...traits.technique.keys()].reduce((sum, id) => sum + square(id), 0))
  return length === 0 ? 0 : techniques.filter(id => traits.technique.has(id)).reduce((sum, id) => sum + square(id), 0) / length
}

/** Log of P(trait | group) / P(trait | any group), smoothed: .8 where the group is known for it, half the usual share where it is not. */
const ratio =
  (targets: boolean): Score =>
  (field, { traits }, observed) => {
    const add = (trait: 'technique' | 'software' | 'target', ids: readonly string[]): number =>
      ids.reduce((sum, id) => {
        const usual = (field.holders(trait, id) + 0.5) / (field.profiles.length + 1)
        return sum + Math.log((traits[trait].has(id) ? 0.8 : usual / 2) / usual)
      }, 0)
    const base = add('technique', observed.techniques) + 1.5 * add('software', observed.software)
    return targets ? base + add('target', observed.targets) : base
  }

export const BASELINES: Readonly<Record<string, Score>> = {
  'most techniques': mostTechniques,
  'cosine TF-IDF': cosine,
  'log-likelihood ratio, software x 1.5': ratio(false),
  'the same, with targets': ratio(true),
}
