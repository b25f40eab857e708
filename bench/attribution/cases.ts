/** What attribution is measured on: attributed campaigns to evaluate, and reports about groups to fit the weights. */
import type { AttackObject, AttackRelation } from '../../model/dist/index.js'
import type { Attack } from '../../server/dist/intelligence/attack/attack.js'
import { type Profile, profileOf, type Without, withRegions } from '../../server/dist/intelligence/attribution/profiles.js'
import type { Observed } from '../../server/dist/intelligence/attribution/weigh.js'

export interface Case {
  readonly name: string
  readonly observed: Observed
  /** The groups it is attributed to; none where nobody is known. */
  readonly truth: readonly string[]
  /** The profiles of those groups as they would be had the case never been reported. */
  readonly profiles: ReadonlyMap<string, Profile>
}

const FEWEST_TECHNIQUES = 8
const FEWEST_KNOWN = 5

const observedOf = (relations: readonly AttackRelation[]): Observed => {
  const used = relations.flatMap(({ kind, to }) => (kind === 'uses' ? [to] : []))
  const targets = relations.flatMap(({ kind, to }) => (kind === 'targets' ? withRegions(to) : []))
  return {
    techniques: used.filter(id => id.startsWith('T')),
    software: used.filter(id => id.startsWith('S')),
    targets: [...new Set(targets)],
  }
}

const ofKind = (attack: Attack, kind: AttackObject['kind']): AttackObject[] =>
  [...attack.objects.values()].filter(object => object.kind === kind)

const reportsOf = ({ relations }: AttackObject): Set<string> => new Set(relations.flatMap(({ citations }) => citations))

/** Campaigns with techniques, attributed or not. The campaign itself, and what only its reports attest, is taken out of its groups' profiles. */
export const campaignCases = (attack: Attack): Case[] =>
  ofKind(attack, 'campaign').flatMap(campaign => {
    const observed = observedOf(campaign.relations)
    if (observed.techniques.length === 0) return []
    const reports = reportsOf(campaign)
    const without: Without = (from, { citations }) =>
      from === campaign || (citations.length > 0 && citations.every(citation => reports.has(citation)))
    const truth = campaign.relations.flatMap(({ kind, to }) => (kind === 'attributed-to' ? [to] : []))
    const profiles = truth.flatMap((id): [string, Profile][] => {
      const group = attack.objects.get(id)
      return group === undefined ? [] : [[id, profileOf(attack, group, without)]]
    })
    return [{ name: campaign.name, observed, truth, profiles: new Map(profiles) }]
  })

const yearIn = (report: string): string => report.match(/\b20\d\d\b/g)?.at(-1) ?? ''

/** A campaign rests on a few reports of one time; so does what stands for one. */
const REPORTS = 3

/**
 * What stands for campaigns while weights are fitted: a few reports about one group, next to each other in time. What they alone attest is
 * taken out of its profile. Reports about attributed campaigns are left out: nothing is fitted on what is evaluated.
 */
export const reportCases = (attack: Attack): Case[] => {
  const attributed = ofKind(attack, 'campaign').filter(({ relations }) => relations.some(({ kind }) => kind === 'attributed-to'))
  const evaluated = new Set(attributed.flatMap(campaign => [...reportsOf(campaign)]))
  return ofKind(attack, 'group').flatMap(group => {
    const used = group.relations.filter(({ kind }) => kind === 'uses')
    const reports = [...new Set(used.flatMap(({ citations }) => citations))].filter(report => !evaluated.has(report))
    reports.sort((a, b) => (`${yearIn(a)} ${a}` < `${yearIn(b)} ${b}` ? -1 : 1))
    return reports.slice(0, Math.max(0, reports.length - REPORTS + 1)).flatMap((_, first) => {
      const chosen = new Set(reports.slice(first, first + REPORTS))
      const observed = observedOf(used.filter(({ citations }) => citations.some(citation => chosen.has(citation))))
      const without: Without = (from, { citations }) =>
        from === group && citations.length > 0 && citations.every(citation => chosen.has(citation))
      const profile = profileOf(attack, group, without)
      if (observed.techniques.length < FEWEST_TECHNIQUES || profile.traits.technique.size < FEWEST_KNOWN) return []
      return [{ name: [...chosen].join(' + '), observed, truth: [group.id], profiles: new Map([[group.id, profile]]) }]
    })
  })
}
