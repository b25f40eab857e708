/** An indicator of CrowdStrike's intelligence API. */
import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, said, tags, unixTime } from '../../kit/fields.ts'
import { observe, type Parsed, refuse, typed } from '../../kit/source.ts'

const texts = z.array(z.string()).nullish()
const text = z.union([z.string(), z.number()]).transform(String).nullish()

export const Indicator = z.looseObject({
  indicator: z.string(),
  type: z.string(),
  deleted: z.boolean().nullish(),
  published_date: text,
  last_updated: text,
  malicious_confidence: text,
  reports: texts,
  actors: texts,
  malware_families: texts,
  kill_chains: texts,
  targets: texts,
  ip_address_types: texts,
  domain_types: texts,
  vulnerabilities: texts,
  threat_types: z.array(z.union([z.string(), z.looseObject({ slug: text, value: text })])).nullish(),
  labels: z.array(z.looseObject({ name: z.string() })).nullish(),
})
type Row = z.infer<typeof Indicator>

const TYPES: Readonly<Record<string, IndicatorType>> = {
  domain: 'domain',
  email_address: 'email',
  file_name: 'filename',
  file_path: 'filepath',
  hash_md5: 'md5',
  hash_sha1: 'sha1',
  hash_sha256: 'sha256',
  ip_address_block: 'cidr',
  mutex_name: 'mutex',
  registry: 'regkey',
  url: 'url',
  user_agent: 'useragent',
}
const HASHES: ReadonlySet<IndicatorType> = new Set(['md5', 'sha1', 'sha256'])
const CONFIDENCES: Readonly<Record<string, number>> = { high: 90, medium: 60, low: 30, unverified: 10 }

const typeOf = ({ type, indicator }: Row): IndicatorType | undefined =>
  type === 'ip_address' ? (indicator.includes(':') ? 'ipv6' : 'ipv4') : TYPES[type]

export const parseIndicator = (row: Row): Parsed => {
  const type = typeOf(row)
  if (type === undefined) return refuse('unknown-type', `CrowdStrike calls it ${row.type.slice(0, 100)}, which is not read.`)
  const families = listed(row.malware_families)
  const kinds = kindsOf(row)
  return observe(
    typed(type, row.indicator),
    said<Statement>({
      threat: threatOf(type, kinds, row.kill_chains ?? []),
      malware: families?.[0],
      confidence: row.deleted === true ? 0 : CONFIDENCES[row.malicious_confidence ?? ''],
      firstSeen: unixTime(row.published_date),
      lastSeen: unixTime(row.last_updated) ?? unixTime(row.published_date),
      actors: listed(row.actors),
      killChain: listed(row.kill_chains),
      targets: listed(row.targets),
      tags: tags([...kinds, ...otherLabels(row), ...(row.domain_types ?? []), ...(row.ip_address_types ?? [])]),
      report: row.reports?.[0] === undefined ? undefined : { title: row.reports[0] },
      details: details({
        'Deleted by CrowdStrike': row.deleted === true ? 'yes' : undefined,
        'Malware families': families && families.length > 1 ? families.join(', ') : undefined,
        Reports: row.reports && row.reports.length > 1 ? row.reports.join(', ') : undefined,
        Vulnerabilities: listed(row.vulnerabilities)?.join(', '),
      }),
    }),
  )
}

/** What kind of threat it is: texts in some answers, objects in others, and labels in all. */
const kindsOf = ({ threat_types, labels }: Row): string[] => [
  ...(threat_types ?? []).flatMap(kind => (typeof kind === 'string' ? kind : (kind.value ?? kind.slug ?? []))),
  ...(labels ?? []).flatMap(({ name }) => (name.startsWith('ThreatType/') ? name.slice('ThreatType/'.length) : [])),
]

/** Fields of their own say these. */
const SAID_ELSEWHERE = /^(?:ThreatType|MaliciousConfidence|Malware|MalwareFamily|Actor|KillChain|Target|Vulnerability|Report)\//

const otherLabels = ({ labels }: Row): string[] =>
  (labels ?? []).flatMap(({ name }) => (SAID_ELSEWHERE.test(name) ? [] : name)).slice(0, 30)

/** The first that fits. */
const THREATS: readonly (readonly [RegExp, ThreatType])[] = [
  [/^ransomware$/i, 'ransomware'],
  [/^(?:phishing|credential ?harvesting|social ?engineering)$/i, 'phishing'],
  [/^(?:(?:cryptocurrency ?)?mining|cryptominer)$/i, 'mining'],
  [/^(?:downloader|exploitkit|dropper)$/i, 'malware-delivery'],
  [/^(?:point-?of-?sale|skimm)/i, 'skimming'],
  [/^proxy/i, 'anonymiser'],
]

const threatOf = (type: IndicatorType, kinds: readonly string[], phases: readonly string[]): ThreatType => {
  const known = THREATS.find(([word]) => kinds.some(kind => word.test(kind)))?.[1]
  if (HASHES.has(type)) return known === 'ransomware' || known === 'mining' ? known : 'malware'
  if (phases.includes('C2')) return 'c2'
  return known ?? (phases.includes('Delivery') ? 'malware-delivery' : 'unknown')
}
