/** What sources say in the statements about an entity's indicators, counted: with whom it is named, which techniques, targets and reports. */
import type { EntityDetail, EntityRef, EntityWitness, RelatedEntity } from '@keysguard/model'
import type { KnownEntity } from '../../intelligence/entities/entity.ts'
import type { StoredSaid, StoredSubject } from '../../store/links/read-subjects.ts'
import type { Known } from './library.ts'
import { refOf } from './same-desk.ts'

export interface Stated {
  readonly related: readonly RelatedEntity[]
  /** Indicators by technique id. */
  readonly techniques: ReadonlyMap<string, number>
  readonly targets: ReadonlyMap<string, readonly EntityWitness[]>
  readonly reports: EntityDetail['reports']
}

const CVE = /^cve-\d{4}-\d{4,19}$/i
const MOST_RELATED = 40
const MOST_REPORTS = 10
const MOST_TARGETS = 40

/** `self`: keys of what the page itself is about. */
export const statedIn = (known: Known, subjects: readonly StoredSubject[], self: ReadonlySet<string>): Stated => {
  const together = new Map<string, { readonly ref: EntityRef; readonly attackId: string | null; n: number }>()
  const techniques = new Map<string, number>()
  const targets = new Map<string, EntityWitness[]>()
  const reports = new Map<string, EntityDetail['reports'][number]>()
  for (const subject of subjects) {
    const met = new Map<string, EntityRef>()
    for (const ref of subject.said.flatMap(said => namedIn(known, said))) met.set(`${ref.kind}/${ref.id}`, ref)
    if (subject.indicator.type === 'cve')
      met.set(`vulnerability/${subject.indicator.value}`, vulnerability(subject.indicator.value))
    for (const [key, ref] of met) {
      if (self.has(`${ref.kind}/${ref.id}`)) continue
      const counted = together.get(key) ?? { ref, attackId: null, n: 0 }
      counted.n += 1
      together.set(key, counted)
    }
    for (const id of new Set(subject.said.flatMap(({ statement }) => statement.techniques ?? [])))
      techniques.set(id, (techniques.get(id) ?? 0) + 1)
    for (const one of new Set(subject.said)) readMore(one, targets, reports)
  }
  return {
    related: [...together.values()]
      .sort((a, b) => b.n - a.n || (a.ref.name < b.ref.name ? -1 : 1))
      .slice(0, MOST_RELATED)
      .map(({ ref, n }) => ({ ...ref, relation: 'named-together', attackId: null, text: '', citations: [], indicators: n })),
    techniques,
    targets: new Map([...targets].slice(0, MOST_TARGETS)),
    reports: [...reports.values()].sort((a, b) => b.indicators - a.indicators).slice(0, MOST_REPORTS),
  }
}

const readMore = (
  { source, statement }: StoredSaid,
  targets: Map<string, EntityWitness[]>,
  reports: Map<string, EntityDetail['reports'][number]>,
): void => {
  const by = { id: source.id, name: source.name }
  for (const target of statement.targets ?? []) {
    const known = targets.get(target) ?? []
    if (known.every(({ id }) => id !== by.id)) targets.set(target, [...known, by])
  }
  if (statement.report === undefined) return
  const { title, url = null } = statement.report
  const known = reports.get(url ?? title)
  reports.set(url ?? title, { title, url, by, indicators: (known?.indicators ?? 0) + 1 })
}

const vulnerability = (value: string): EntityRef => ({
  kind: 'vulnerability',
  id: value.toLowerCase(),
  name: value.toUpperCase(),
})

/** A name that several entities have goes to the one that is called so. */
const namedIn = ({ catalogue }: Known, { statement }: StoredSaid): EntityRef[] => {
  const { malware, actors = [], campaigns = [], tags = [] } = statement
  const find = (kind: KnownEntity['kind'], name: string): EntityRef[] => {
    const found = catalogue.find(kind, name)
    return found ? [refOf(found)] : []
  }
  return [
    ...(malware === undefined ? [] : find('malware', malware)),
    ...actors.flatMap(name => find('actor', name)),
    ...campaigns.flatMap(name => find('campaign', name)),
    ...tags.filter(tag => CVE.test(tag)).map(vulnerability),
  ]
}
