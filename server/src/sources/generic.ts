/** Any file: columns and fields are recognised by their names, everything else is searched for indicators. */
import type { IndicatorType, Statement, ThreatType, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { extract, recognise } from '../indicators/index.ts'
import { said, tags, utc } from '../kit/fields.ts'
import { csv } from '../kit/formats/csv.ts'
import { json } from '../kit/formats/json.ts'
import { jsonLines } from '../kit/formats/json-lines.ts'
import { lines } from '../kit/formats/lines.ts'
import { stix } from '../kit/formats/stix.ts'
import type { Format, Part } from '../kit/rows.ts'
import { type Observed, observe, type Parsed, refuse, type Source, source, typed } from '../kit/source.ts'
import { StixRowSchema, stixObserved } from './stix/objects.ts'

export type GenericFormat = 'csv' | 'json' | 'jsonl' | 'text' | 'stix'

export interface GenericOptions {
  readonly name: string
  readonly format: GenericFormat
  readonly tlp: Tlp
  readonly threat: ThreatType | null
}

const VALUE_FIELDS: Readonly<Record<string, IndicatorType | null>> = {
  indicator: null,
  ioc: null,
  ioc_value: null,
  value: null,
  observable: null,
  ip: 'ipv4',
  ip_address: 'ipv4',
  ipaddress: 'ipv4',
  dst_ip: 'ipv4',
  src_ip: 'ipv4',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  cidr: 'cidr',
  network: 'cidr',
  domain: 'domain',
  hostname: 'domain',
  host: 'domain',
  fqdn: 'domain',
  url: 'url',
  email: 'email',
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  md5_hash: 'md5',
  sha1_hash: 'sha1',
  sha256_hash: 'sha256',
  hash: null,
  cve: 'cve',
  cve_id: 'cve',
}

const NAMES = {
  firstSeen: ['first_seen', 'firstseen', 'first_seen_utc', 'created', 'date_added', 'dateadded', 'date'],
  lastSeen: ['last_seen', 'lastseen', 'last_seen_utc', 'last_online', 'modified', 'updated'],
  confidence: ['confidence', 'confidence_level', 'score'],
  malware: ['malware', 'malware_family', 'family', 'malware_printable'],
  tags: ['tags', 'tag', 'labels'],
  reference: ['reference', 'link', 'source_url'],
  description: ['description', 'comment', 'notes'],
  port: ['port', 'dst_port'],
} as const

type Fields = ReadonlyMap<string, unknown>

const fieldsOf = (row: Readonly<Record<string, unknown>>): Fields =>
  new Map(
    Object.entries(row).map(([name, value]) => [
      name
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
      value,
    ]),
  )

const textOf = (fields: Fields, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = fields.get(name)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

const timeOf = (fields: Fields, names: readonly string[]): string | undefined => {
  try {
    return utc(textOf(fields, names))
  } catch {
    return undefined
  }
}

const statementOf = (fields: Fields, threat: ThreatType | null): Statement => {
  const confidence = Number(textOf(fields, NAMES.confidence))
  const port = Number(textOf(fields, NAMES.port))
  const listed = fields.get('tags')
  return said<Statement>({
    threat: threat ?? undefined,
    firstSeen: timeOf(fields, NAMES.firstSeen),
    lastSeen: timeOf(fields, NAMES.lastSeen),
    confidence: confidence >= 0 && confidence <= 100 ? confidence : undefined,
    malware: textOf(fields, NAMES.malware),
    tags: tags(Array.isArray(listed) ? listed.filter(tag => typeof tag === 'string') : textOf(fields, NAMES.tags)),
    reference: textOf(fields, NAMES.reference),
    description: textOf(fields, NAMES.description),
    port: Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined,
  })
}

const valuesIn = (fields: Fields, statement: Statement): Observed[] => {
  const observed: Observed[] = []
  for (const [name, value] of fields) {
    const type = VALUE_FIELDS[name]
    if (type === undefined || typeof value !== 'string' || value.trim() === '') continue
    const found = type === null ? recognise(value) : typed(type, value)
    if (found) observed.push(observe(found, statement))
  }
  return observed
}

const extracted = (text: string, statement: Statement): Observed[] => {
  const seen = new Set<string>()
  return extract(text).flatMap(found => {
    const name = `${found.type} ${found.value}`
    if (seen.has(name)) return []
    seen.add(name)
    return [observe(found, statement)]
  })
}

const ofFields = (row: Readonly<Record<string, unknown>>, threat: ThreatType | null): Parsed => {
  const fields = fieldsOf(row)
  const statement = statementOf(fields, threat)
  const named = valuesIn(fields, statement)
  if (named.length > 0) return named
  const texts = [...fields.values()].filter(value => typeof value === 'string')
  const found = extracted(texts.join('\n'), statement)
  return found.length > 0 ? found : refuse('no-indicator', 'No column holds an indicator.')
}

const ofText = (text: string, threat: ThreatType | null): Parsed => {
  const statement = said<Statement>({ threat: threat ?? undefined })
  const found = extracted(text, statement)
  return found.length > 0 ? found : null
}

const FORMATS: Readonly<Record<GenericFormat, () => Format<unknown>>> = {
  csv: () => csv({ header: 'either' }),
  json: () => json({ entries: 'values' }),
  jsonl: () => jsonLines(),
  text: () => lines({ comments: ['#'] }),
  stix: () => stix(),
}

const Row = z.union([z.string(), z.record(z.string(), z.unknown())])

/** The id under which rows of an upload of this name are kept. */
export const uploadId = (name: string): string =>
  `upload-${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)}`

/** A source for one upload, and the part its body is read as. */
export const genericSource = (options: GenericOptions): { readonly source: Source; readonly part: Part<unknown> } => {
  const { name, format, tlp, threat } = options
  return {
    source: source({
      id: uploadId(name),
      name,
      provider: 'Upload',
      homepage: '',
      description: 'Taken in from a file.',
      licence: 'Yours',
      terms: 'own-contract',
      reliability: 'F',
      tlp,
      everyMinutes: 0,
      presence: 'append',
      dates: 'activity',
      mayBeEmpty: true,
      config: {},
      samples: {},
      collect: () => [],
      row: format === 'stix' ? StixRowSchema : Row,
      parse: row =>
        typeof row === 'string'
          ? ofText(row, threat)
          : format === 'stix'
            ? stixObserved(StixRowSchema.parse(row), threat)
            : ofFields(row, threat),
    }),
    part: { name: 'body', ask: { url: '' }, read: ({ body }) => FORMATS[format]()(body), incremental: false },
  }
}
