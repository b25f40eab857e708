import type { IndicatorType } from '@keysguard/model'
import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks } from '../kit/enricher.ts'
import { utc } from '../kit/fields.ts'
import { withQuery } from '../kit/parts.ts'
import { address, secret } from '../kit/settings.ts'

/** Names of the terms to search by. */
const TERMS: Readonly<Partial<Record<IndicatorType, string>>> = { ipv4: 'host', ipv6: 'host', domain: 'domain', url: 'url' }

const text = z.union([z.string(), z.number()]).transform(String).nullish()

const Report = z.looseObject({
  sha256: text,
  verdict: text,
  threat_score: z.coerce.number().nullish(),
  vx_family: text,
  submit_name: text,
  environment_description: text,
  analysis_start_time: text,
})

/** A hash gives `reports`, terms give `result`; before 2025 a hash gave a bare list. */
const Reports = z.union([
  z.looseObject({ reports: z.array(Report) }).transform(({ reports }) => reports),
  z.looseObject({ result: z.array(Report) }).transform(({ result }) => result),
  z.array(Report),
])

const distinct = (list: readonly (string | null | undefined)[]): string[] => [...new Set(list.flatMap(one => one || []))]

/** What a sandbox saw of a file, or which of its files spoke to a host. It only answers programs that call themselves Falcon Sandbox. */
export const hybridAnalysisLookup = asks({
  id: 'hybrid-analysis-lookup',
  name: 'Hybrid Analysis',
  provider: 'CrowdStrike',
  homepage: 'https://www.hybrid-analysis.com',
  description: 'Verdicts of a sandbox on a file, or the files that spoke to a host or URL.',
  licence: 'Terms of Hybrid Analysis: free with an account, not for commercial use',
  terms: 'non-commercial',
  accepts: ['md5', 'sha1', 'sha256', 'domain', 'ipv4', 'ipv6', 'url'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 5, perDay: 200 },
  automatic: false,
  config: {
    url: address('https://www.hybrid-analysis.com/api/v2/search', 'Search API'),
    key: secret('API key, on your profile at https://www.hybrid-analysis.com'),
  },
  samples: { url: 'search.json' },

  ask: ({ at, setting, subject: { type, value } }) => {
    const headers = { 'api-key': setting('key'), 'user-agent': 'Falcon Sandbox', accept: 'application/json' }
    const term = TERMS[type]
    if (term === undefined) return { url: withQuery(`${at('url').url}/hash`, { hash: value }), headers }
    return {
      url: `${at('url').url}/terms`,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ [term]: value }).toString(),
    }
  },
  unknown: [404],
  answer: Reports,
  read: (reports, { subject }) => {
    if (reports.length === 0) return null
    const scores = reports.flatMap(({ threat_score }) => threat_score ?? [])
    const families = distinct(reports.map(({ vx_family }) => vx_family))
    const files = distinct(reports.map(({ sha256 }) => sha256))
    return enriched({
      facts: {
        Verdicts: distinct(reports.map(({ verdict }) => verdict)),
        'Highest threat score': scores.length === 0 ? undefined : `${Math.max(...scores)} of 100`,
        'Malware family': families,
        Analyses: reports.length,
        'Last analysed': utc(
          reports
            .map(({ analysis_start_time }) => analysis_start_time ?? '')
            .sort()
            .at(-1),
        ),
        Names: distinct(reports.map(({ submit_name }) => submit_name)),
        Environments: distinct(reports.map(({ environment_description }) => environment_description)),
      },
      statement: {
        threat:
          reports.some(({ verdict }) => verdict === 'malicious') && TERMS[subject.type] === undefined ? 'malware' : undefined,
        malware: families.length === 1 ? families[0] : undefined,
      },
      related: files.map(value => ({ type: 'sha256' as const, value })),
    })
  },
})
