/** Indicators in STIX 2.0 and 2.1: patterns, and observables as they are, with what relationships, reports and markings say of them. */
import { type IndicatorType, type Statement, type ThreatType, TLP_LEVELS, type Tlp } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, tags } from '../../kit/fields.ts'
import type { StixObject, StixRow } from '../../kit/formats/stix.ts'
import { at } from '../../kit/path.ts'
import { type Lesson, type Observed, observe, type Parsed, refuse, typed } from '../../kit/source.ts'
import { hashType, patternFindings } from './pattern.ts'

const Thing = z.record(z.string(), z.unknown())

/** A row of the format `stix`. */
export const StixRowSchema = z.object({ object: Thing, related: z.array(Thing), markings: z.array(Thing) })

const VALUE_OBJECTS: Readonly<Record<string, IndicatorType>> = {
  'ipv4-addr': 'ipv4',
  'ipv6-addr': 'ipv6',
  'domain-name': 'domain',
  url: 'url',
  'email-addr': 'email',
  'mac-addr': 'mac',
}

/** Markings that every bundle may refer to without holding them (STIX 2.1 §7.2.1.4, and TLP 2.0 as OASIS published it). */
const KNOWN_MARKINGS: Readonly<Record<string, Tlp>> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
  'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487': 'clear',
  'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'green',
  'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'amber',
  'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003': 'amber+strict',
  'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1': 'red',
}
const TLP_NAMES: Readonly<Record<string, Tlp>> = {
  white: 'clear',
  clear: 'clear',
  green: 'green',
  amber: 'amber',
  'amber+strict': 'amber+strict',
  red: 'red',
}

/** What indicator types, labels and kill chain phases mean, the most telling first. */
const THREATS: readonly (readonly [RegExp, ThreatType])[] = [
  [/^(?:spear-?)?phish/, 'phishing'],
  [/^ransom/, 'ransomware'],
  [/^(?:c2|c&c|cnc|command[- _]and[- _]control)/, 'c2'],
  [/^bot(?:net)?$/, 'botnet'],
  [/^(?:exploit|exploit-kit)$/, 'exploit'],
  [/^(?:cryptomin|resource-exploitation)/, 'mining'],
  [/^anonymi[sz]/, 'anonymiser'],
  [/^(?:scanner|scanning|reconnaissance)$/, 'scanner'],
  [/^spam/, 'spam'],
  [/^(?:delivery|malware[- _]delivery|dropper|downloader)$/, 'malware-delivery'],
  [/^malware/, 'malware'],
]

/** What one object says. `null` for what is no intelligence about indicators, was revoked, or says a thing is benign. */
export const stixObserved = ({ object, related, markings }: StixRow, threat: ThreatType | null): Exclude<Parsed, Lesson> => {
  if (object.revoked === true || listAt(object, 'indicator_types').includes('benign')) return null
  const type = text(object, 'type') ?? ''
  const statement = (): Statement => statementOf({ object, related, markings }, threat)
  if (type === 'indicator') return fromPattern(object, statement())
  const simple = VALUE_OBJECTS[type]
  const value = text(object, 'value')
  if (simple !== undefined && value !== undefined) return observe(typed(simple, value), statement())
  if (type === 'vulnerability' && /^CVE-/i.test(text(object, 'name') ?? ''))
    return observe(typed('cve', text(object, 'name') ?? ''), statement())
  if (type === 'file') return hashes(object, statement())
  return null
}

const fromPattern = (object: StixObject, statement: Statement): Exclude<Parsed, Lesson> => {
  const language = text(object, 'pattern_type') ?? 'stix'
  if (language !== 'stix') return null
  const { indicators, port } = patternFindings(text(object, 'pattern') ?? '')
  if (indicators.length === 0) return refuse('no-indicator', 'The pattern compares nothing that is an indicator.')
  return indicators.map(found => observe(found, port === undefined ? statement : { ...statement, port }))
}

const statementOf = ({ object, related, markings }: StixRow, threat: ThreatType | null): Statement => {
  const named = (...types: readonly string[]): string[] =>
    related.flatMap(one => (types.includes(String(one.type)) ? (text(one, 'name') ?? []) : []))
  const [malware] = named('malware', 'tool')
  const report = related.find(({ type }) => type === 'report')
  const reference = urlOf(object)
  const confidence = object.confidence
  return said<Statement>({
    threat: threatOf(object, related) ?? (malware === undefined ? (threat ?? undefined) : 'malware'),
    malware,
    actors: list(named('threat-actor', 'intrusion-set')),
    campaigns: list(named('campaign')),
    techniques: list([object, ...related].flatMap(techniquesOf)),
    killChain: list(phasesOf(object)),
    targets: list(named('location')),
    tlp: tlpOf(object, markings),
    firstSeen: text(object, 'valid_from') ?? text(object, 'created'),
    lastSeen: text(object, 'modified'),
    confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 100 ? confidence : undefined,
    description: text(object, 'description') ?? text(object, 'name'),
    tags: tags(listAt(object, 'labels')),
    reference,
    report: report && said({ title: text(report, 'name') ?? 'Report', url: urlOf(report) }),
    details: details({ 'Valid until': text(object, 'valid_until') }),
  })
}

const threatOf = (object: StixObject, related: readonly StixObject[]): ThreatType | undefined => {
  const kinds = related.flatMap(one =>
    one.type === 'malware' ? [...listAt(one, 'malware_types'), ...listAt(one, 'labels')] : [],
  )
  const words = [...listAt(object, 'indicator_types'), ...listAt(object, 'labels'), ...phasesOf(object), ...kinds]
  for (const [pattern, threat] of THREATS) if (words.some(word => pattern.test(word.toLowerCase()))) return threat
  return undefined
}

/** The most closed of its markings, of the whole or of a part. */
const tlpOf = (object: StixObject, markings: readonly StixObject[]): Tlp | undefined => {
  const granular = Array.isArray(object.granular_markings) ? object.granular_markings : []
  const refs = [...listAt(object, 'object_marking_refs'), ...granular.map(marking => String(at(marking, 'marking_ref')))]
  const levels = [...refs.map(ref => KNOWN_MARKINGS[ref]), ...markings.map(definedTlp)].flatMap(level => level ?? [])
  return levels.sort((a, b) => TLP_LEVELS.indexOf(b) - TLP_LEVELS.indexOf(a))[0]
}

const definedTlp = (marking: StixObject): Tlp | undefined => {
  const extended = Object.values(Thing.catch({}).parse(marking.extensions)).map(extension => at(extension, 'tlp_2_0'))
  const [level] = [at(marking, 'definition.tlp'), ...extended, /^TLP:(\S+)$/i.exec(text(marking, 'name') ?? '')?.[1]].filter(
    word => typeof word === 'string',
  )
  return level === undefined ? undefined : TLP_NAMES[level.toLowerCase()]
}

const phasesOf = (object: StixObject): string[] =>
  (Array.isArray(object.kill_chain_phases) ? object.kill_chain_phases : []).flatMap(phase => {
    const name = at(phase, 'phase_name')
    return typeof name === 'string' ? [name] : []
  })

const referencesOf = (object: StixObject): readonly unknown[] =>
  Array.isArray(object.external_references) ? object.external_references : []

/** ATT&CK ids among the references of a technique, or of an indicator itself. */
const techniquesOf = (object: StixObject): string[] =>
  object.type === 'attack-pattern' || object.type === 'indicator'
    ? referencesOf(object).flatMap(reference => {
        const id = at(reference, 'external_id')
        return typeof id === 'string' && /^T\d{4}(?:\.\d{3})?$/.test(id) ? [id] : []
      })
    : []

const urlOf = (object: StixObject): string | undefined => {
  for (const reference of referencesOf(object)) {
    const url = at(reference, 'url')
    if (typeof url === 'string' && /^https?:\/\//i.test(url)) return url
  }
  return undefined
}

const hashes = (object: StixObject, statement: Statement): Observed[] => {
  const size = object.size
  const file = said<NonNullable<Statement['file']>>({
    name: text(object, 'name'),
    sizeBytes: typeof size === 'number' && size >= 0 ? size : undefined,
    kind: text(object, 'mime_type'),
  })
  return Object.entries(Thing.catch({}).parse(object.hashes)).flatMap(([name, value]) => {
    const type = hashType(name)
    if (type === undefined || typeof value !== 'string') return []
    return [observe(typed(type, value), Object.keys(file).length === 0 ? statement : { ...statement, file })]
  })
}

const text = (object: StixObject, name: string): string | undefined => {
  const value = object[name]
  return typeof value === 'string' ? present(value) : undefined
}

const listAt = (object: StixObject, name: string): string[] => {
  const value = object[name]
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
}

const list = (values: readonly string[]): string[] | undefined => (values.length === 0 ? undefined : [...new Set(values)])
