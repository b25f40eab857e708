/** What a threat looks like from the outside: a title, a summary and figures, made of nothing but what is known of its members. */
import { INDICATOR_TYPES, type IndicatorType, LINK_KINDS, type LinkKind, THREAT_TYPES, type ThreatType } from '@keysguard/model'
import { defang } from '../../indicators/index.ts'
import type { Bond } from './communities.ts'

export interface PortraitMember {
  readonly type: IndicatorType
  readonly value: string
  readonly threat: ThreatType
  readonly risk: number
  readonly malware: readonly string[]
  readonly actors: readonly string[]
  readonly techniques: readonly string[]
  /** Days since 1970. */
  readonly since: number
  readonly until: number
}

export interface Counted {
  readonly name: string
  readonly members: number
}

export interface Portrait {
  readonly title: string
  readonly summary: string
  readonly risk: number
  readonly malware: readonly Counted[]
  readonly actors: readonly Counted[]
  readonly techniques: readonly Counted[]
  readonly timeline: readonly { readonly day: string; readonly members: number }[]
  readonly since: number
  readonly until: number
}

const SHOWN = 20
const DAY_MS = 86_400_000

const dayName = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Names by how many members have them, the commonest first. */
const countNames = <Name extends string>(names: Iterable<Name>): { name: Name; members: number }[] => {
  const counts = new Map<Name, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => b.members - a.members || (a.name < b.name ? -1 : 1))
}

const distinct = (members: readonly PortraitMember[], read: (member: PortraitMember) => readonly string[]): Counted[] =>
  countNames(members.flatMap(member => [...new Set(read(member))])).slice(0, SHOWN)

/** Of one member or more. */
export const portraitOf = (members: readonly PortraitMember[], bonds: readonly Bond[]): Portrait => {
  const malware = distinct(members, one => one.malware)
  const actors = distinct(members, one => one.actors)
  const threats = countNames(members.map(({ threat }) => threat).filter(threat => threat !== 'unknown'))
  const since = Math.min(...members.map(one => one.since))
  const until = Math.max(...members.map(one => one.until))
  const days = countNames(members.map(one => dayName(one.since))).map(({ name, members: n }) => ({ day: name, members: n }))
  return {
    title: titleOf(malware, threats, bonds),
    summary: summaryOf(members, { malware, actors, since, until }, bonds),
    risk: Math.max(...members.map(({ risk }) => risk)),
    malware,
    actors,
    techniques: distinct(members, one => one.techniques),
    timeline: days.sort((a, b) => (a.day < b.day ? -1 : 1)),
    since,
    until,
  }
}

const HOSTS: ReadonlySet<LinkKind> = new Set(['host', 'domain', 'email-domain', 'address', 'network', 'folder'])
const LONGEST = 60

/** A shared value in a sentence: nothing in it becomes a link. */
const shared = ({ kind, value }: Bond): string => {
  const inert = HOSTS.has(kind) ? defang({ type: 'domain', value }) : kind === 'report' ? value.replace(/^http/, 'hxxp') : value
  return `${LINK_KINDS[kind].toLowerCase()} ${short(inert)}`
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)

/** What it is, and what holds it together most. */
const titleOf = (
  malware: readonly Counted[],
  threats: readonly { readonly name: ThreatType; readonly members: number }[],
  bonds: readonly Bond[],
): string => {
  const what = malware[0]?.name ?? (threats[0] ? THREAT_TYPES[threats[0].name] : 'Threat')
  const strongest = [...bonds].sort((a, b) => b.weight * b.members.length - a.weight * a.members.length)[0]
  return strongest === undefined ? what : `${what}: ${shared(strongest)}`
}

const summaryOf = (
  members: readonly PortraitMember[],
  { malware, actors, since, until }: Pick<Portrait, 'malware' | 'actors' | 'since' | 'until'>,
  bonds: readonly Bond[],
): string => {
  const types = countNames(members.map(({ type }) => type)).map(({ name, members: n }) => `${n} ${INDICATOR_TYPES[name]}`)
  const sentences = [
    `${members.length} indicators (${types.join(', ')}), seen from ${dayName(since)} to ${dayName(until)}.`,
    ...(malware.length > 0 ? [`Called ${listed(malware.slice(0, 3))}.`] : []),
    ...(actors.length > 0 ? [`Sources name ${listed(actors.slice(0, 3))}.`] : []),
  ]
  const ties = bonds.slice(0, 3).map(bond => ({ name: shared(bond), members: bond.members.length }))
  if (ties.length > 0) sentences.push(`What ties them most: ${listed(ties)}.`)
  return sentences.join(' ')
}

const listed = (all: readonly Counted[]): string => all.map(({ name, members }) => `${name} (${members})`).join(', ')
