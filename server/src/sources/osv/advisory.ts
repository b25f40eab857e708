/** An advisory in the format of OSV (https://ossf.github.io/osv-schema/), as indicators. */
import type { IndicatorType, Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, utc } from '../../kit/fields.ts'
import { type Observed, observe, type Parsed, typed } from '../../kit/source.ts'
import { fileOf, indexOf } from './registries.ts'

const text = z.string().nullish()
const texts = z.array(z.string()).nullish()

const Affected = z.looseObject({
  package: z.looseObject({ ecosystem: z.string(), name: z.string() }).nullish(),
  versions: texts,
  ranges: z.array(z.looseObject({ events: z.array(z.record(z.string(), z.unknown())).nullish() })).nullish(),
})
type Affected = z.infer<typeof Affected>

export const Advisory = z.object({
  at: z.string(),
  advisory: z.looseObject({
    id: z.string(),
    modified: z.string(),
    published: text,
    withdrawn: text,
    summary: text,
    aliases: texts,
    upstream: texts,
    affected: z.array(Affected).nullish(),
    severity: z.array(z.looseObject({ type: text, score: text })).nullish(),
    references: z.array(z.looseObject({ type: text, url: text })).nullish(),
    credits: z.array(z.looseObject({ name: text })).nullish(),
    database_specific: z
      .looseObject({
        severity: text,
        cwe_ids: texts,
        // Beside them are SHA-256 digests of reports (`malicious-packages-origins`), which are none of malware.
        iocs: z.looseObject({ domains: texts, ips: texts, urls: texts }).nullish(),
      })
      .nullish(),
  }),
})
type Row = z.infer<typeof Advisory>['advisory']

/** Reports of malicious packages, by the OpenSSF. */
export const isMalicious = (id: string): boolean => id.startsWith('MAL-')

const MOST_VERSIONS = 20
const MOST_PACKAGES = 20

export const parseAdvisory = ({ advisory }: z.infer<typeof Advisory>): Parsed => {
  const found = isMalicious(advisory.id) ? malicious(advisory) : vulnerabilities(advisory)
  return found.length === 0 ? null : found
}

/** What the package talks to, and where it is got from. */
const malicious = (row: Row): Observed[] => {
  const statement = statementOf(row)
  const { domains, ips, urls } = row.database_specific?.iocs ?? {}
  const all = (type: IndicatorType, values: readonly string[] | null | undefined): Observed[] =>
    (listed(values) ?? []).map(value => observe(typed(type, value), { ...statement, threat: 'malware' }))
  return [
    ...all('domain', domains),
    ...(listed(ips) ?? []).flatMap(ip => all(ip.includes(':') ? 'ipv6' : 'ipv4', [ip])),
    ...all('url', urls),
    ...(listed((row.affected ?? []).flatMap(placesOf)) ?? []).map(url =>
      observe(typed('url', url), { ...statement, threat: 'malware-delivery' }),
    ),
  ]
}

/** Of a package that is malicious as a whole its address in the registry, and those of its first versions; of one that was taken over the versions only. */
const placesOf = ({ package: named, versions, ranges }: Affected): (string | undefined)[] => {
  if (!named) return []
  const { ecosystem, name } = named
  return [
    ...(isWhole(ranges) ? [indexOf(ecosystem, name)] : []),
    ...(versions ?? []).slice(0, MOST_VERSIONS).map(version => fileOf(ecosystem, name, version)),
  ]
}

/** From the first version on, and never mended. */
const isWhole = (ranges: Affected['ranges']): boolean =>
  (ranges ?? []).some(({ events }) => {
    const all = events ?? []
    return all.some(({ introduced }) => introduced === '0') && !all.some(event => 'fixed' in event || 'last_affected' in event)
  })

/** An advisory describes a vulnerability and is no evidence that it is exploited. */
const vulnerabilities = (row: Row): Observed[] => {
  const cves = listed([row.id, ...(row.aliases ?? []), ...(row.upstream ?? [])].filter(id => id.startsWith('CVE-')))
  const statement: Statement = { ...statementOf(row), confidence: 0 }
  return (cves ?? []).map(cve => observe(typed('cve', cve), statement))
}

const statementOf = (row: Row): Statement => {
  const page = `https://osv.dev/vulnerability/${encodeURIComponent(row.id)}`
  const references = listed(row.references?.map(({ url }) => url)) ?? []
  return said<Statement>({
    confidence: present(row.withdrawn) === undefined ? undefined : 0,
    firstSeen: utc(row.published) ?? utc(row.modified),
    lastSeen: utc(row.modified),
    description: present(row.summary),
    reference: page,
    reporter: present(row.credits?.[0]?.name),
    report: { title: present(row.summary) === undefined ? row.id : `${row.id}: ${row.summary}`, url: page },
    details: details({
      Advisory: row.id,
      'Also known as': row.aliases?.join(', '),
      Packages: (row.affected ?? []).slice(0, MOST_PACKAGES).flatMap(packageOf).join('; '),
      Severity: row.database_specific?.severity,
      CVSS: row.severity?.map(({ score }) => score).join(' '),
      Weaknesses: row.database_specific?.cwe_ids?.join(', '),
      References: references.slice(0, 5).join(' '),
      Withdrawn: row.withdrawn,
    }),
  })
}

const packageOf = ({ package: named, versions, ranges }: Affected): string[] => {
  if (!named) return []
  const some = (versions ?? []).slice(0, MOST_VERSIONS)
  const more = (versions?.length ?? 0) - some.length
  const fixed = (ranges ?? []).flatMap(({ events }) =>
    (events ?? []).flatMap(event => (event.fixed ? [String(event.fixed)] : [])),
  )
  return [
    [
      named.ecosystem,
      named.name,
      isWhole(ranges) ? '(all versions)' : some.join(', '),
      more > 0 && !isWhole(ranges) ? `and ${more} more` : '',
      fixed.length > 0 ? `(fixed in ${[...new Set(fixed)].slice(0, 5).join(', ')})` : '',
    ]
      .filter(part => part !== '')
      .join(' '),
  ]
}
