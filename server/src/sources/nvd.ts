import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { address, number, optional, secret } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'
import { bestScore, Metrics } from './nvd/metrics.ts'
import { walkWindows, windowsSince } from './nvd/windows.ts'

const text = z.string().nullish()
const described = z.array(z.looseObject({ lang: text, value: z.string() }))

/** In English, as far as there is English. */
const inEnglish = (texts: z.infer<typeof described>): string | undefined =>
  present((texts.find(({ lang }) => lang === 'en') ?? texts[0])?.value)

/**
 * CVE records as the National Vulnerability Database completes them: those modified since the last run, in windows of at most 120 days.
 * A record describes a vulnerability and is no evidence (confidence 0), unless it says that CISA has seen it exploited.
 */
export const nvd = source({
  id: 'nvd',
  name: 'NVD',
  provider: 'NIST',
  homepage: 'https://nvd.nist.gov',
  description: 'Vulnerabilities with description, severity, weakness and products.',
  licence: 'Public domain. This product uses the NVD API but is not endorsed or certified by the NVD',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 120,
  presence: 'append',
  dates: 'membership',
  derivedFrom: ['cisa-kev'],
  cursor: { at: 'lastModified', as: 'time', order: 'any' },
  config: {
    url: address('https://services.nvd.nist.gov/rest/json/cves/2.0', 'API of CVE records'),
    key: optional(secret('API key, free at https://nvd.nist.gov/developers/request-an-api-key: six times as fast')),
    days: number(7, 'Days to read back at first', { least: 1, most: 3_650 }),
  },
  samples: { url: 'cves.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { name, url } = at('url')
    const key = setting('key')
    const windows = windowsSince(since(name), Number(setting('days')), now)
    const headers = key === '' ? {} : { apiKey: key }
    const limitedBy = [403]
    const walk = walkWindows({ url, headers, limitedBy, afterMs: key === '' ? 6_000 : 1_000 }, windows)
    return fetch.walk({ name, url }, walk, { headers, limitedBy, query: windows[0] ?? {}, incremental: true })
  },

  row: z.looseObject({
    id: z.string(),
    published: text,
    lastModified: text,
    vulnStatus: text,
    descriptions: described,
    metrics: Metrics.nullish(),
    weaknesses: z.array(z.looseObject({ description: described })).nullish(),
    references: z.array(z.looseObject({ url: z.string(), tags: z.array(z.string()).nullish() })).nullish(),
    products: z.array(z.string()).nullish(),
    cisaExploitAdd: text,
    cisaRequiredAction: text,
  }),

  parse: row => {
    const exploited = utc(row.cisaExploitAdd)
    const score = bestScore(row.metrics ?? {})
    const weaknesses = (row.weaknesses ?? []).flatMap(({ description }) => description.map(({ value }) => value))
    return observe(
      typed('cve', row.id),
      said<Statement>({
        threat: exploited === undefined ? undefined : 'exploit',
        confidence: exploited === undefined ? 0 : 100,
        firstSeen: utc(row.published),
        lastSeen: exploited,
        cvss: score?.value,
        description: inEnglish(row.descriptions),
        reference: `https://nvd.nist.gov/vuln/detail/${encodeURIComponent(row.id)}`,
        details: details({
          CVSS: score?.text,
          Weaknesses: [...new Set(weaknesses)].filter(one => one.startsWith('CWE-')).join(', '),
          Products: row.products?.join(', '),
          Status: row.vulnStatus,
          'Public exploit': row.references?.find(({ tags }) => tags?.includes('Exploit'))?.url,
          'Known to be exploited since': exploited?.slice(0, 10),
          'Required action': row.cisaRequiredAction,
        }),
      }),
    )
  },
})
