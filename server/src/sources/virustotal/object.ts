/** An object of VirusTotal's API v3, as indicators. */
import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, tags, unixTime } from '../../kit/fields.ts'
import { observe, type Parsed, refuse, typed } from '../../kit/source.ts'

const text = z.union([z.string(), z.number()]).transform(String).nullish()
const count = z.coerce.number().nullish()
const counted = z.looseObject({ value: z.string(), count })
const assessed = z.looseObject({ value: text }).nullish()

export const VirusTotalRow = z.object({
  /** Engines that have to agree. */
  least: z.number(),
  /** How far the feed was read with it: seconds since 1970, or an hour. */
  at: z.union([z.string(), z.number()]).nullish(),
  object: z.looseObject({
    type: z.string(),
    id: z.string(),
    attributes: z.looseObject({
      md5: text,
      sha1: text,
      sha256: text,
      url: text,
      meaningful_name: text,
      type_description: text,
      type_tag: text,
      size: count,
      first_submission_date: text,
      last_submission_date: text,
      last_analysis_date: text,
      last_analysis_stats: z.looseObject({ malicious: count, suspicious: count, undetected: count, harmless: count }).nullish(),
      positives: count,
      popular_threat_classification: z
        .looseObject({
          suggested_threat_label: text,
          popular_threat_category: z.array(counted).nullish(),
          popular_threat_name: z.array(counted).nullish(),
        })
        .nullish(),
      gti_assessment: z.looseObject({ verdict: assessed, threat_score: assessed, severity: assessed }).nullish(),
      tags: z.array(z.string()).nullish(),
      reputation: text,
      as_owner: text,
      asn: count,
      country: text,
      network: text,
      registrar: text,
    }),
    context_attributes: z
      .looseObject({
        sources: z.array(z.looseObject({ type: text, label: text })).nullish(),
        hunting_info: z.looseObject({ rule_name: text }).nullish(),
        threat_list_id: text,
        tags: z.array(z.string()).nullish(),
      })
      .nullish(),
  }),
})
type Row = z.infer<typeof VirusTotalRow>
type Attributes = Row['object']['attributes']

/** The parts of an object that make it hundreds of kilobytes, and say nothing that is kept. */
const BULK = [
  'last_analysis_results',
  'sandbox_verdicts',
  'sigma_analysis_results',
  'crowdsourced_ids_results',
  'crowdsourced_yara_results',
  'pe_info',
  'exiftool',
  'malware_config',
  'last_https_certificate',
  'last_http_response_headers',
  'html_meta',
  'trackers',
  'outgoing_links',
  'whois',
  'trid',
]

/** An object without them. */
export const withoutBulk = (object: unknown): unknown => {
  if (typeof object !== 'object' || object === null || !('attributes' in object)) return object
  const { attributes } = object
  if (typeof attributes !== 'object' || attributes === null) return object
  return { ...object, attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => !BULK.includes(name))) }
}

export const parseObject = ({ least, object }: Row): Parsed => {
  const statement = statementOf(object, least)
  const { type, id, attributes } = object
  switch (type) {
    case 'file':
      return hashesOf(id, attributes).map(([hash, value]) => observe(typed(hash, value), statement))
    case 'url':
      return present(attributes.url) === undefined
        ? refuse('no-value', 'VirusTotal names a URL by a hash, and this one does not come with the URL itself.')
        : observe(typed('url', attributes.url ?? ''), statement)
    case 'domain':
      return observe(typed('domain', id), statement)
    case 'ip_address':
      return observe(typed(id.includes(':') ? 'ipv6' : 'ipv4', id), statement)
    default:
      return refuse('unknown-type', `VirusTotal calls it ${type.slice(0, 100)}, which is not read.`)
  }
}

const hashesOf = (id: string, { sha256, sha1, md5 }: Attributes): (readonly [IndicatorType, string])[] =>
  Object.entries({ sha256: sha256 ?? id, sha1, md5 } as const).flatMap(([type, hash]) =>
    present(hash) === undefined ? [] : [[type as IndicatorType, hash ?? ''] as const],
  )

/** Engines that call it malicious, and all that gave an answer. */
const enginesOf = ({ last_analysis_stats: stats, positives }: Attributes): { readonly found: number; readonly asked: number } => {
  const found = stats?.malicious ?? positives ?? 0
  return { found, asked: found + (stats?.suspicious ?? 0) + (stats?.undetected ?? 0) + (stats?.harmless ?? 0) }
}

/** Google judges by more than engines: a server that it knows as malicious may be known to none of them yet. */
const VERDICTS: Readonly<Record<string, number>> = { malicious: 70, suspicious: 30 }

/** Fewer engines than it takes are no evidence. From there on, half of them are as good as all. */
const confidenceOf = (found: number, asked: number, least: number, verdict: string | undefined): number =>
  Math.max(found < least ? 0 : Math.min(100, Math.round(50 + (100 * found) / Math.max(asked, 1))), VERDICTS[verdict ?? ''] ?? 0)

const THREATS: readonly (readonly [RegExp, ThreatType])[] = [
  [/ransom/, 'ransomware'],
  [/phish/, 'phishing'],
  [/miner/, 'mining'],
  [/first-stage|download|dropper/, 'malware-delivery'],
  [/weaponization|exploit/, 'exploit'],
]

const threatOf = ({ type, attributes, context_attributes: context }: Row['object']): ThreatType => {
  const words = [
    context?.threat_list_id ?? '',
    ...(attributes.popular_threat_classification?.popular_threat_category ?? []).slice(0, 1).map(({ value }) => value),
  ].join(' ')
  return THREATS.find(([word]) => word.test(words.toLowerCase()))?.[1] ?? (type === 'file' ? 'malware' : 'unknown')
}

const PAGES: Readonly<Record<string, string>> = { file: 'file', url: 'url', domain: 'domain', ip_address: 'ip-address' }

const statementOf = (object: Row['object'], least: number): Statement => {
  const { type, id, attributes, context_attributes: context } = object
  const { found, asked } = enginesOf(attributes)
  const named = attributes.popular_threat_classification
  const verdict = attributes.gti_assessment?.verdict?.value?.replace('VERDICT_', '').toLowerCase()
  const labels = (kind: string): string[] | undefined =>
    listed((context?.sources ?? []).filter(origin => origin.type === kind).map(({ label }) => label))
  const seen = unixTime(attributes.last_submission_date) ?? unixTime(attributes.last_analysis_date)
  return said<Statement>({
    threat: threatOf(object),
    malware: present(named?.popular_threat_name?.[0]?.value),
    confidence: confidenceOf(found, asked, least, verdict),
    firstSeen: unixTime(attributes.first_submission_date) ?? seen,
    lastSeen: seen,
    tags: tags([...(attributes.tags ?? []), ...(context?.tags ?? [])].filter(tag => tag !== id)),
    actors: labels('threat_actor'),
    country: present(attributes.country),
    asn: attributes.asn ?? undefined,
    reference: PAGES[type] && `https://www.virustotal.com/gui/${PAGES[type]}/${encodeURIComponent(id)}`,
    file: type === 'file' ? fileOf(attributes) : undefined,
    details: details({
      Engines: `${found} of ${asked} call it malicious`,
      'Detected as': named?.suggested_threat_label,
      'Threat list': context?.threat_list_id,
      Collections: labels('collection')?.join(', '),
      'Hunting rule': context?.hunting_info?.rule_name,
      'Verdict of Google': verdict,
      'Threat score of Google': attributes.gti_assessment?.threat_score?.value,
      Reputation: attributes.reputation,
      Network: [attributes.network, attributes.as_owner].filter(Boolean).join(' '),
      Registrar: attributes.registrar,
    }),
  })
}

const fileOf = ({ meaningful_name, type_description, type_tag, size }: Attributes): Statement['file'] =>
  said<NonNullable<Statement['file']>>({
    name: present(meaningful_name),
    kind: present(type_description) ?? present(type_tag),
    sizeBytes: size ?? undefined,
  })
