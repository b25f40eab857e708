/** From a question about who did it to what attribution weighs: names resolved, and what sources say of the indicators. */
import type { AttributionQuestion, IndicatorKey } from '@keysguard/model'
import { keyOf, recognise } from '../../indicators/index.ts'
import { type Attack, isSoftware, searchAttack } from '../../intelligence/attack/attack.ts'
import { softwareOf } from '../../intelligence/attack/map.ts'
import type { Claim } from '../../intelligence/attribution/attribute.ts'
import { withRegions } from '../../intelligence/attribution/profiles.ts'
import type { Observed } from '../../intelligence/attribution/weigh.ts'
import { type Said, saidOf } from '../../store/said-of.ts'
import type { Knowing } from '../../store/write-rows.ts'

const SHORTEST_BEGINNING = 4
const MOST_MEANT = 5

export interface Weighable {
  readonly observed: Observed
  readonly claims: readonly Claim[]
  /** Indicators that sources speak of. */
  readonly indicators: number
  /** What nobody knows. */
  readonly unknown: readonly string[]
}

const techniqueOf = (attack: Attack, given: string): string | undefined =>
  [attack.find(given.trim()), ...attack.named(given)].find(object => object?.kind === 'technique')?.id

/** By id, by a name, or by the beginning of one: `Exaramel` is Exaramel for Windows and for Linux. */
const softwareIds = (attack: Attack, given: string): string[] => {
  const found = attack.find(given.trim())
  if (found !== undefined && isSoftware(found)) return [found.id]
  const named = softwareOf(attack, given)
  if (named.length > 0 || given.trim().length < SHORTEST_BEGINNING) return named.map(({ id }) => id)
  return searchAttack(attack, given, { kinds: ['malware', 'tool'], limit: MOST_MEANT })
    .filter(({ name }) => name.toLowerCase().startsWith(`${given.trim().toLowerCase()} `))
    .map(({ id }) => id)
}

/** One word of each source for each group. */
const claimsIn = (attack: Attack, said: readonly Said[]): Claim[] => {
  const claims = new Map<string, Claim>()
  for (const { source, statement } of said)
    for (const actor of statement.actors ?? [])
      for (const group of attack.named(actor)) {
        if (group.kind !== 'group') continue
        const { id, reliability } = source.profile
        claims.set(`${group.id} ${id}`, { group: group.id, source: id, reliability })
      }
  return [...claims.values()]
}

export const weighable = async (knowing: Knowing, attack: Attack, question: AttributionQuestion): Promise<Weighable> => {
  const unknown: string[] = []
  const keys = new Set<IndicatorKey>()
  for (const value of question.indicators) {
    const indicator = recognise(value)
    if (indicator) keys.add(keyOf(indicator))
    else unknown.push(value)
  }
  const said = keys.size === 0 ? [] : await saidOf(knowing, [...keys])
  const statements = said.map(({ statement }) => statement)
  const techniques = new Set(statements.flatMap(one => (one.techniques ?? []).flatMap(id => techniqueOf(attack, id) ?? [])))
  const software = new Set(statements.flatMap(({ malware }) => (malware === undefined ? [] : softwareIds(attack, malware))))
  for (const given of question.techniques) {
    const id = techniqueOf(attack, given)
    if (id === undefined) unknown.push(given)
    else techniques.add(id)
  }
  for (const given of question.software) {
    const ids = softwareIds(attack, given)
    if (ids.length === 0) unknown.push(given)
    for (const id of ids) software.add(id)
  }
  const targets = [...question.targets, ...statements.flatMap(one => one.targets ?? [])].flatMap(withRegions)
  return {
    observed: { techniques: [...techniques], software: [...software], targets: [...new Set(targets)] },
    claims: claimsIn(attack, said),
    indicators: keys.size,
    unknown,
  }
}
