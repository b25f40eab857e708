/** Results as files: CSV for tables, JSON lines for programs, STIX 2.1 for everybody else. */
import type { IndicatorSummary } from '@keysguard/model'
import { stixIdOf } from '../indicators/index.ts'

export const EXPORT_FORMATS = ['csv', 'jsonl', 'stix'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

interface Writer {
  readonly contentType: string
  readonly head: string
  readonly tail: string
  write(summary: IndicatorSummary, first: boolean): string
}

const COLUMNS = [
  'type',
  'value',
  'risk',
  'score',
  'severity',
  'threat',
  'malware',
  'tags',
  'sources',
  'tlp',
  'first_seen',
  'last_seen',
  'expires_at',
] as const

/** A cell that a spreadsheet takes for text: formulas are disarmed, quotes doubled (RFC 4180). */
export const csvCell = (text: string): string => {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

const csvRow = (summary: IndicatorSummary): string =>
  [
    summary.type,
    summary.value,
    String(summary.risk),
    String(summary.score),
    summary.severity,
    summary.threat,
    summary.malware.join(' '),
    summary.tags.join(' '),
    summary.sources.join(' '),
    summary.tlp,
    summary.firstSeen,
    summary.lastSeen,
    summary.expiresAt ?? '',
  ]
    .map(csvCell)
    .join(',')

const HASH_NAMES: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: "'SHA-1'",
  sha256: "'SHA-256'",
  sha512: "'SHA-512'",
  ssdeep: 'SSDEEP',
  tlsh: 'TLSH',
}

/** The STIX pattern of an indicator, or null for types STIX has no object for. */
export const stixPattern = ({ type, value }: Pick<IndicatorSummary, 'type' | 'value'>): string | null => {
  const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const hash = HASH_NAMES[type]
  if (hash !== undefined) return `[file:hashes.${hash} = ${quoted}]`
  switch (type) {
    case 'ipv4':
      return `[ipv4-addr:value = ${quoted}]`
    case 'ipv6':
      return `[ipv6-addr:value = ${quoted}]`
    case 'cidr':
      return `[${value.includes(':') ? 'ipv6' : 'ipv4'}-addr:value ISSUBSET ${quoted}]`
    case 'domain':
      return `[domain-name:value = ${quoted}]`
    case 'url':
      return `[url:value = ${quoted}]`
    case 'email':
      return `[email-addr:value = ${quoted}]`
    case 'asn':
      return `[autonomous-system:number = ${value.slice(2)}]`
    case 'mac':
      return `[mac-addr:value = ${quoted}]`
    case 'filename':
      return `[file:name = ${quoted}]`
    case 'regkey':
      return `[windows-registry-key:key = ${quoted}]`
    case 'mutex':
      return `[mutex:name = ${quoted}]`
    case 'certificate':
      return `[x509-certificate:hashes.${value.length === 40 ? "'SHA-1'" : value.length === 64 ? "'SHA-256'" : 'MD5'} = ${quoted}]`
    default:
      return null
  }
}

const stixObject = (summary: IndicatorSummary): string | null => {
  const pattern = stixPattern(summary)
  if (pattern === null) return null
  return JSON.stringify({
    type: 'indicator',
    spec_version: '2.1',
    id: stixIdOf(summary),
    created: summary.addedAt,
    modified: [summary.lastSeen, summary.addedAt].sort()[1],
    name: summary.value,
    pattern,
    pattern_type: 'stix',
    valid_from: summary.firstSeen,
    ...(summary.expiresAt !== null && summary.expiresAt > summary.firstSeen ? { valid_until: summary.expiresAt } : {}),
    confidence: Math.round(summary.score),
    labels: [summary.threat, ...summary.tags],
  })
}

export const EXPORTS: Readonly<Record<ExportFormat, Writer>> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    head: `${COLUMNS.join(',')}\n`,
    tail: '',
    write: summary => `${csvRow(summary)}\n`,
  },
  jsonl: {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    tail: '',
    write: summary => `${JSON.stringify(summary)}\n`,
  },
  stix: {
    contentType: 'application/stix+json;version=2.1',
    head: '{"type":"bundle","id":"bundle--5b5bd0c8-7a1c-5a55-9d2e-2f5d5a3c9a10","objects":[',
    tail: ']}\n',
    write: (summary, first) => {
      const object = stixObject(summary)
      return object === null ? '' : `${first ? '' : ',\n'}${object}`
    },
  },
}
