/** A report of the sandbox, as indicators. */
import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, tags, utc } from '../../kit/fields.ts'
import { type Observed, observe, type Parsed, typed } from '../../kit/source.ts'

const text = z.union([z.string(), z.number()]).transform(String).nullish()
const count = z.coerce.number().nullish()
export const Report = z.looseObject({
  sha256: z.string(),
  sha1: text,
  md5: text,
  verdict: text,
  threat_level_human: text,
  threat_score: count,
  av_detect: text,
  vx_family: text,
  analysis_start_time: text,
  submit_name: text,
  size: count,
  type: text,
  type_short: z.union([z.string(), z.array(z.string())]).nullish(),
  environment_description: text,
  tags: z.array(z.string()).nullish(),
  domains: z.array(z.string()).nullish(),
  hosts: z.array(z.string()).nullish(),
  compromised_hosts: z.array(z.string()).nullish(),
  mitre_attcks: z.array(z.looseObject({ attck_id: text })).nullish(),
  extracted_files: z.array(z.looseObject({ name: text, file_size: count, sha256: text, threat_level_readable: text })).nullish(),
})
type Row = z.infer<typeof Report>

/** Where the sandbox gives a verdict and no score. */
const SCORES: Readonly<Record<string, number>> = { malicious: 80, suspicious: 40 }
/** Malware asks Windows for updates and search engines for the weather: what a sample talks to is context and no evidence. */
const CONTACTED = 0
const MOST_CONTACTS = 100

/** Only what was found malicious or suspicious is intelligence. */
export const parseReport = (row: Row): Parsed => {
  const verdict = (row.verdict ?? row.threat_level_human ?? '').toLowerCase()
  const score = SCORES[verdict]
  return score === undefined ? null : [...fileOf(row, verdict, score), ...contacted(row), ...dropped(row)]
}

/** The last word of an engine's label, where it names a family: `Trojan.Emotet`, not `Trojan.Generic`. */
const familyIn = (label: string | undefined): string | undefined => {
  const last = label?.split(/[.:/]/).at(-1)
  return last === undefined || /\bsite$|generic|^(?:trojan|malware|agent|ransom|heur|gen|suspicious|\d*|[a-z])$/i.test(last)
    ? undefined
    : last
}

const fileOf = (row: Row, verdict: string, score: number): Observed[] => {
  const seen = utc(row.analysis_start_time)
  const statement = said<Statement>({
    threat: 'malware',
    malware: familyIn(present(row.vx_family)),
    confidence: Math.max(0, Math.min(100, row.threat_score ?? score)),
    firstSeen: seen,
    lastSeen: seen,
    tags: tags(row.tags),
    techniques: listed(row.mitre_attcks?.map(({ attck_id }) => attck_id)),
    file: said<NonNullable<Statement['file']>>({
      name: present(row.submit_name),
      sizeBytes: row.size ?? undefined,
      kind: present(row.type) ?? present(typeof row.type_short === 'string' ? row.type_short : row.type_short?.join(', ')),
    }),
    reference: reportOn(row),
    details: details({
      Verdict: verdict,
      'Detected as': row.vx_family,
      'Engines that detect it': row.av_detect && `${row.av_detect} %`,
      Sandbox: row.environment_description,
    }),
  })
  return (['sha256', 'sha1', 'md5'] as const).flatMap(type =>
    present(row[type]) === undefined ? [] : [observe(typed(type, row[type] ?? ''), statement)],
  )
}

const reportOn = ({ sha256 }: Row): string => `https://www.hybrid-analysis.com/sample/${encodeURIComponent(sha256)}`

const contacted = (row: Row): Observed[] => {
  const statement = said<Statement>({
    confidence: CONTACTED,
    lastSeen: utc(row.analysis_start_time),
    reference: reportOn(row),
    details: { 'Contacted by': row.sha256, 'Meant for blocking': 'no, context only' },
  })
  const hosts = listed([...(row.hosts ?? []), ...(row.compromised_hosts ?? [])]) ?? []
  return [
    ...(listed(row.domains) ?? []).slice(0, MOST_CONTACTS).map(domain => observe(typed('domain', domain), statement)),
    ...hosts.slice(0, MOST_CONTACTS).map(host => observe(typed(host.includes(':') ? 'ipv6' : 'ipv4', host), statement)),
  ]
}

/** Files it wrote that are malicious themselves. */
const dropped = (row: Row): Observed[] =>
  (row.extracted_files ?? []).slice(0, MOST_CONTACTS).flatMap(({ sha256, name, file_size, threat_level_readable }) =>
    threat_level_readable === 'malicious' && present(sha256) !== undefined
      ? [
          observe(
            typed('sha256', sha256 ?? ''),
            said<Statement>({
              threat: 'malware',
              malware: familyIn(present(row.vx_family)),
              lastSeen: utc(row.analysis_start_time),
              reference: reportOn(row),
              file: said<NonNullable<Statement['file']>>({
                name: present(name),
                sizeBytes: file_size ?? undefined,
                kind: undefined,
              }),
              details: { 'Dropped by': row.sha256 },
            }),
          ),
        ]
      : [],
  )
