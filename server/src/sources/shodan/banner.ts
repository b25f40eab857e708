/** A banner of Shodan, what one service of a host answered, as indicators. */
import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, tags, utc } from '../../kit/fields.ts'
import { at as within } from '../../kit/path.ts'
import { type Observed, observe, type Parsed, refuse, typed } from '../../kit/source.ts'

const text = z.union([z.string(), z.number()]).transform(String).nullish()

export const Banner = z.looseObject({
  ip_str: text,
  ipv6: text,
  port: z.coerce.number().int().min(0).max(65_535),
  timestamp: text,
  transport: text,
  product: text,
  version: text,
  os: text,
  org: text,
  asn: text,
  hostnames: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  location: z.looseObject({ country_code: text }).nullish(),
  http: z.looseObject({ title: text }).nullish(),
  ssl: z
    .looseObject({
      jarm: text,
      ja3s: text,
      cert: z
        .looseObject({
          fingerprint: z.looseObject({ sha256: text }).nullish(),
          subject: z.looseObject({ CN: text }).nullish(),
          issuer: z.looseObject({ CN: text }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
  vulns: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).nullish(),
})
type Row = z.infer<typeof Banner>

/** Bodies, certificates in full and protocol data make banners large, and say nothing that is kept. */
export const withoutBulk = (banner: unknown): unknown => {
  if (typeof banner !== 'object' || banner === null) return banner
  const { data: _, opts: __, ...rest } = banner as Readonly<Record<string, unknown>>
  return {
    ...rest,
    ...('http' in rest ? { http: { title: within(rest, 'http.title') } } : {}),
    ...('ssl' in rest
      ? { ssl: { jarm: within(rest, 'ssl.jarm'), ja3s: within(rest, 'ssl.ja3s'), cert: within(rest, 'ssl.cert') } }
      : {}),
  }
}

/** The first that fits. */
const THREATS: readonly (readonly [readonly string[], ThreatType])[] = [
  [['malware', 'c2'], 'c2'],
  [['compromised', 'doublepulsar'], 'botnet'],
  [['scanner'], 'scanner'],
  [['proxy', 'vpn', 'tor'], 'anonymiser'],
]

/** Fingerprints of TLS are those of a program, and of all others built alike. */
const FINGERPRINT = 10
const NO_TLS = /^0*$/

export const parseBanner = (row: Row): Parsed => {
  const ip = present(row.ipv6) ?? present(row.ip_str)
  if (ip === undefined) return refuse('no-value', 'The banner has no address.')
  const statement = statementOf(row, ip)
  const host = observe(typed(ip.includes(':') ? 'ipv6' : 'ipv4', ip), statement)
  return statement.threat === 'c2' && statement.confidence !== 0 ? [host, ...fingerprints(row, ip, statement)] : [host]
}

/** Those of malware are worth knowing; those of any other service are not. */
const fingerprints = ({ ssl, port }: Row, ip: string, { threat, malware, lastSeen, tags }: Statement): Observed[] => {
  const statement = (confidence?: number): Statement =>
    said<Statement>({ threat, malware, lastSeen, tags, confidence, details: { 'Seen at': `${ip} port ${port}` } })
  const { subject, issuer, fingerprint } = ssl?.cert ?? {}
  const selfSigned = present(subject?.CN) !== undefined && subject?.CN === issuer?.CN
  const jarm = present(ssl?.jarm)
  return [
    ...(jarm === undefined || NO_TLS.test(jarm) ? [] : [observe(typed('jarm', jarm), statement(FINGERPRINT))]),
    ...(present(ssl?.ja3s) === undefined ? [] : [observe(typed('ja3s', ssl?.ja3s ?? ''), statement(FINGERPRINT))]),
    ...(selfSigned && present(fingerprint?.sha256) !== undefined
      ? [observe(typed('certificate', fingerprint?.sha256 ?? ''), statement())]
      : []),
  ]
}

const MOST_NAMES = 20
/** `Cobalt Strike Beacon` is Cobalt Strike. */
const PART_OF_IT = / (?:Beacon|(?:Pro )?RAT Trojan)$/

const statementOf = (row: Row, ip: string): Statement => {
  const marks = new Set(row.tags ?? [])
  const threat = THREATS.find(([words]) => words.some(word => marks.has(word)))?.[1] ?? 'unknown'
  const asn = Number(/^AS(\d+)$/.exec(row.asn ?? '')?.[1])
  const weaknesses = Array.isArray(row.vulns) ? row.vulns : Object.keys(row.vulns ?? {})
  return said<Statement>({
    threat,
    malware: threat === 'c2' ? present(row.product?.replace(PART_OF_IT, '')) : undefined,
    // It only plays what it seems to be.
    confidence: marks.has('honeypot') ? 0 : undefined,
    port: row.port,
    lastSeen: utc(row.timestamp),
    tags: tags(row.tags),
    country: present(row.location?.country_code),
    asn: Number.isInteger(asn) ? asn : undefined,
    reference: `https://www.shodan.io/host/${encodeURIComponent(ip)}`,
    details: details({
      Service: [row.product, row.version].filter(Boolean).join(' '),
      Transport: row.transport,
      'Operating system': row.os,
      Organisation: row.org,
      'Host names': listed(row.hostnames?.slice(0, MOST_NAMES))?.join(', '),
      'Page title': row.http?.title?.slice(0, 200),
      'Certificate name': row.ssl?.cert?.subject?.CN,
      'Weaknesses (not verified)': listed(weaknesses.slice(0, MOST_NAMES))?.join(', '),
    }),
  })
}
