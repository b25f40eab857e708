/** Indicators in STIX 2.x objects: simple patterns, and observables as they are. */
import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { said, tags } from '../kit/fields.ts'
import { type Observed, observe, type Parsed, typed } from '../kit/source.ts'

/** Object paths of patterns (STIX 2.1 §9): `'type:path' = 'value'`, the hash name with or without quotes. */
const COMPARISON = /([a-z0-9-]+):([A-Za-z0-9_.'"-]+)\s*(?:=|ISSUBSET)\s*'((?:[^'\\]|\\.){1,4000})'/g

const PATHS: Readonly<Record<string, IndicatorType>> = {
  'ipv4-addr:value': 'ipv4',
  'ipv6-addr:value': 'ipv6',
  'domain-name:value': 'domain',
  'url:value': 'url',
  'email-addr:value': 'email',
  'email-message:from_ref.value': 'email',
  'mac-addr:value': 'mac',
  'mutex:name': 'mutex',
  'file:name': 'filename',
  'windows-registry-key:key': 'regkey',
  'file:hashes.md5': 'md5',
  'file:hashes.sha-1': 'sha1',
  'file:hashes.sha1': 'sha1',
  'file:hashes.sha-256': 'sha256',
  'file:hashes.sha256': 'sha256',
  'file:hashes.sha-512': 'sha512',
  'file:hashes.ssdeep': 'ssdeep',
  'file:hashes.tlsh': 'tlsh',
}

const VALUE_OBJECTS: Readonly<Record<string, IndicatorType>> = {
  'ipv4-addr': 'ipv4',
  'ipv6-addr': 'ipv6',
  'domain-name': 'domain',
  url: 'url',
  'email-addr': 'email',
  'mac-addr': 'mac',
}

type StixObject = Readonly<Record<string, unknown>>

const text = (object: StixObject, name: string): string | undefined => {
  const value = object[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const statementOf = (object: StixObject, threat: ThreatType | null): Statement => {
  const confidence = object.confidence
  const labels = Array.isArray(object.labels) ? object.labels.filter(label => typeof label === 'string') : []
  return said<Statement>({
    threat: threat ?? undefined,
    firstSeen: text(object, 'valid_from') ?? text(object, 'created'),
    lastSeen: text(object, 'modified'),
    confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 100 ? confidence : undefined,
    description: text(object, 'description') ?? text(object, 'name'),
    tags: tags(labels),
  })
}

/** Every comparison of a pattern that names an indicator. */
export const patternValues = (pattern: string): { readonly type: IndicatorType; readonly value: string }[] =>
  [...pattern.matchAll(COMPARISON)].flatMap(([, object = '', path = '', value = '']) => {
    const type = PATHS[`${object}:${path.replace(/['"]/g, '').toLowerCase()}`]
    return type === undefined ? [] : [typed(type, value.replace(/\\(.)/g, '$1'))]
  })

/** What one object says; objects that are no intelligence about indicators (relationships, identities) are skipped. */
export const stixObserved = (object: StixObject, threat: ThreatType | null): Parsed => {
  const statement = statementOf(object, threat)
  const type = text(object, 'type') ?? ''
  if (type === 'indicator') return patternValues(text(object, 'pattern') ?? '').map(found => observe(found, statement))
  const simple = VALUE_OBJECTS[type]
  const value = text(object, 'value')
  if (simple !== undefined && value !== undefined) return observe(typed(simple, value), statement)
  if (type === 'vulnerability' && /^CVE-/i.test(text(object, 'name') ?? ''))
    return observe(typed('cve', text(object, 'name') ?? ''), statement)
  if (type === 'file') return hashes(object, statement)
  return null
}

const hashes = (object: StixObject, statement: Statement): Observed[] =>
  Object.entries(typeof object.hashes === 'object' && object.hashes !== null ? object.hashes : {}).flatMap(([name, value]) => {
    const type = PATHS[`file:hashes.${name.toLowerCase()}`]
    return type === undefined || typeof value !== 'string' ? [] : [observe(typed(type, value), statement)]
  })
