import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { cursorMs } from '../kit/cursor.ts'
import { details, said, utc } from '../kit/fields.ts'
import { pages } from '../kit/pages.ts'
import { address, number, optional, secret } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

const DAY_MS = 86_400_000

/** Advisories are found by the day they were updated: the last one is read again. */
const updatedSince = (since: string | null, days: number, now: number): string => {
  const from = since === null ? now - days * DAY_MS : cursorMs(since)
  return `>=${new Date(from).toISOString().slice(0, 10)}`
}

const text = z.string().nullish()
const score = z.looseObject({ vector_string: text, score: z.number().nullish() }).nullish()

/** A score of 0 is one that nobody has given. */
const given = (...scores: readonly z.infer<typeof score>[]) =>
  scores.find(one => (one?.score ?? 0) > 0 && (one?.score ?? 0) <= 10)

/**
 * Reviewed advisories for open source packages. Those about malicious packages are not read: they have no CVE, and a package name is no
 * indicator here. An advisory describes a vulnerability and is no evidence that it is exploited, hence a confidence of 0.
 */
export const ghsa = source({
  id: 'ghsa',
  name: 'GitHub advisories',
  provider: 'GitHub',
  homepage: 'https://github.com/advisories',
  description: 'Vulnerabilities of open source packages, with affected and fixed versions.',
  licence: 'CC BY 4.0',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 120,
  presence: 'append',
  dates: 'membership',
  derivedFrom: ['nvd'],
  cursor: { at: 'updated_at', as: 'time', order: 'oldest-first' },
  config: {
    url: address('https://api.github.com/advisories', 'API of advisories'),
    token: optional(secret('GitHub token without any rights: more requests an hour')),
    days: number(30, 'Days to read back at first', { least: 1, most: 3_650 }),
  },
  samples: { url: 'advisories.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const token = setting('token')
    return fetch.json(at('url'), {
      query: {
        type: 'reviewed',
        modified: updatedSince(since(at('url').name), Number(setting('days')), now),
        sort: 'updated',
        direction: 'asc',
        per_page: 100,
      },
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      next: pages.header,
      incremental: true,
    })
  },

  row: z.looseObject({
    ghsa_id: z.string(),
    cve_id: text,
    summary: text,
    html_url: text,
    severity: text,
    published_at: text,
    updated_at: z.string(),
    withdrawn_at: text,
    cwes: z.array(z.looseObject({ cwe_id: z.string() })).nullish(),
    cvss: score,
    cvss_severities: z.looseObject({ cvss_v3: score, cvss_v4: score }).nullish(),
    vulnerabilities: z
      .array(
        z.looseObject({
          package: z.looseObject({ ecosystem: text, name: text }).nullish(),
          vulnerable_version_range: text,
          first_patched_version: z.union([z.string(), z.looseObject({ identifier: z.string() })]).nullish(),
        }),
      )
      .nullish(),
  }),

  parse: row => {
    if (typeof row.cve_id !== 'string') return null
    const cvss = given(row.cvss_severities?.cvss_v4, row.cvss_severities?.cvss_v3, row.cvss)
    const packages = (row.vulnerabilities ?? []).map(
      ({ package: named, vulnerable_version_range: range, first_patched_version: fixed }) => {
        const version = typeof fixed === 'string' ? fixed : fixed?.identifier
        return `${named?.ecosystem ?? ''} ${named?.name ?? ''} ${range ?? ''}${version === undefined ? '' : ` (fixed in ${version})`}`.trim()
      },
    )
    return observe(
      typed('cve', row.cve_id),
      said<Statement>({
        confidence: 0,
        firstSeen: utc(row.published_at),
        cvss: cvss?.score ?? undefined,
        description: row.summary ?? undefined,
        reference: row.html_url ?? undefined,
        details: details({
          Advisory: row.ghsa_id,
          Severity: row.severity,
          CVSS: cvss?.vector_string,
          Packages: packages.slice(0, 20).join('; '),
          Weaknesses: row.cwes?.map(({ cwe_id }) => cwe_id).join(', '),
          Withdrawn: row.withdrawn_at,
        }),
      }),
    )
  },
})
