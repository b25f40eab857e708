/** Pages of what goes by numbers: vulnerabilities, which are indicators themselves, and techniques, which are ATT&CK's. */
import { type AttackObject, type EntityDetail, severityOf } from '@keysguard/model'
import { keyOf as keyOfIndicator } from '../../indicators/index.ts'
import { vulnerabilityFacts } from '../../intelligence/entities/vulnerability.ts'
import { riskiestOf } from '../../store/entities/around.ts'
import { readSubjects, type StoredSaid } from '../../store/links/read-subjects.ts'
import { urlOf } from '../attack/attack-knowledge.ts'
import { ATTACK_SOURCE } from './library.ts'
import { attackAccount } from './of-attack.ts'
import { emptyPage, lookAround, type PageContext, techniquesOf, witness } from './page.ts'
import { dayOf, isOpen } from './said.ts'
import { statedIn } from './stated.ts'

const CVE = /^CVE-\d{4}-\d{4,19}$/
const MOST_FACTS = 40
const MOST_DESCRIPTIONS = 5

/** Null for what is no vulnerability, or one that the reader may know nothing of. */
export const vulnerabilityPage = async (context: PageContext, id: string): Promise<EntityDetail | null> => {
  const { knowing, known, reads, now } = context
  const value = id.toUpperCase()
  if (!CVE.test(value)) return null
  const key = keyOfIndicator({ type: 'cve', value })
  const self = new Set([`vulnerability/${value.toLowerCase()}`])
  const [around, subjects, [summary]] = await Promise.all([
    lookAround(context, { kind: 'cve', names: [value] }, [], self),
    readSubjects(knowing.database, new Set([key]), knowing.sources),
    riskiestOf(knowing, [key], { reads, most: 1, now }),
  ])
  const subject = subjects.get(key)
  const said = subject?.said.filter(({ tlp }) => isOpen(tlp, reads)) ?? []
  if (summary === undefined && around.indicators.count === 0) return null
  const own = statedIn(known, subject ? [{ ...subject, said }] : [], self)
  const { exploited, ...figures } = vulnerabilityFacts(said)
  const others = around.indicators.items.filter(item => item.id !== key)
  const isCounted = said.length > 0 ? 1 : 0
  return {
    ...emptyPage('vulnerability', value.toLowerCase(), value),
    descriptions: descriptionsIn(said),
    indicators: { ...around.indicators, count: Math.max(0, around.indicators.count - isCounted), items: others },
    timeline: around.timeline,
    techniques: techniquesOf(known, [], own),
    related: [...own.related, ...around.stated.related.filter(one => own.related.every(({ id: met }) => met !== one.id))],
    threats: around.threats,
    sources: said.map(({ source, statement }) => ({
      id: source.id,
      name: source.name,
      reliability: source.reliability,
      firstSeen: statement.firstSeen?.slice(0, 10) ?? null,
      lastSeen: statement.lastSeen?.slice(0, 10) ?? null,
    })),
    targets: [...own.targets].map(([name, by]) => ({ name, by: [...by] })),
    facts: said
      .flatMap(({ by, statement }) =>
        Object.entries(statement.details ?? {}).map(([label, text]) => ({ label, value: text, by: witness(context, by) })),
      )
      .slice(0, MOST_FACTS),
    reports: own.reports,
    firstSeen: summary?.firstSeen.slice(0, 10) ?? null,
    lastSeen: summary?.lastSeen.slice(0, 10) ?? null,
    vulnerability: summary
      ? { ...figures, exploited, risk: summary.risk, severity: severityOf(summary.risk), indicator: summary.id }
      : null,
  }
}

const descriptionsIn = (said: readonly StoredSaid[]): EntityDetail['descriptions'] =>
  said
    .flatMap(({ source: { id, name }, statement: { description, reference } }) =>
      description === undefined ? [] : [{ text: description, by: { id, name }, url: reference ?? null }],
    )
    .slice(0, MOST_DESCRIPTIONS)

/** `indicators`: how many sources name it of; 0 where that may not be told. */
export const techniquePage = async (
  { knowing, known }: PageContext,
  object: AttackObject,
  indicators: number,
): Promise<EntityDetail> => {
  const account = await attackAccount(knowing.database, known, [object.id])
  const mentions = known.techniques.get(object.id) ?? []
  return {
    ...emptyPage('technique', object.id, object.name),
    attack: { id: object.id, url: urlOf(object) },
    descriptions: account.descriptions.map(text => ({ text, by: ATTACK_SOURCE, url: null })),
    names: [object.name, ...object.aliases].map(name => ({ name, by: [ATTACK_SOURCE], alsoOf: [] })),
    indicators: { count: indicators, exact: true, lookedAt: 0, items: [], q: null },
    related: [...account.related],
    sources: [...knowing.sources.values()].flatMap(({ profile: { id, name, reliability } }) => {
      const said = mentions.find(({ source }) => source === id)
      return said ? [{ id, name, reliability, firstSeen: dayOf(said.since), lastSeen: dayOf(said.until) }] : []
    }),
    firstSeen: mentions.length === 0 ? null : dayOf(Math.min(...mentions.map(({ since }) => since))),
    lastSeen: mentions.length === 0 ? null : dayOf(Math.max(...mentions.map(({ until }) => until))),
  }
}
