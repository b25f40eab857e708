import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks } from '../kit/enricher.ts'
import { utc } from '../kit/fields.ts'
import { withQuery } from '../kit/parts.ts'
import { address, number, secret } from '../kit/settings.ts'

/** How often people have reported an address, and how sure AbuseIPDB is of it. It answers about every address, also with "never reported". */
export const abuseipdbCheck = asks({
  id: 'abuseipdb-check',
  name: 'AbuseIPDB',
  provider: 'Marathon Studios',
  homepage: 'https://www.abuseipdb.com',
  description: 'How often an address was reported for abuse, by how many people, and who runs it.',
  licence: 'Terms of AbuseIPDB: free with an account, within its limits',
  terms: 'own-contract',
  accepts: ['ipv4', 'ipv6'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 60, perDay: 1_000 },
  automatic: false,
  config: {
    url: address('https://api.abuseipdb.com/api/v2/check', 'API'),
    key: secret('API key, at https://www.abuseipdb.com/account/api'),
    days: number(90, 'Reports of so many days', { least: 1, most: 365 }),
  },
  samples: { url: 'check.json' },

  ask: ({ at, setting, subject }) => ({
    url: withQuery(at('url').url, { ipAddress: subject.value, maxAgeInDays: setting('days') }),
    headers: { Key: setting('key'), accept: 'application/json' },
  }),
  unknown: [],
  answer: z.object({
    data: z.object({
      abuseConfidenceScore: z.number(),
      totalReports: z.number(),
      numDistinctUsers: z.number().nullish(),
      isWhitelisted: z.boolean().nullish(),
      countryCode: z.string().nullish(),
      usageType: z.string().nullish(),
      isp: z.string().nullish(),
      domain: z.string().nullish(),
      hostnames: z.array(z.string()).nullish(),
      isTor: z.boolean().nullish(),
      lastReportedAt: z.string().nullish(),
    }),
  }),
  read: ({ data }) =>
    enriched({
      facts: {
        'Abuse confidence': `${data.abuseConfidenceScore} %`,
        Reports: data.totalReports,
        'Reported by': data.numDistinctUsers,
        'Last report': utc(data.lastReportedAt),
        'On their white list': data.isWhitelisted,
        'Tor exit': data.isTor,
        'Used for': data.usageType,
        Operator: data.isp,
        Country: data.countryCode,
        'Host names': data.hostnames ?? [],
      },
      statement: {
        confidence: data.totalReports > 0 ? data.abuseConfidenceScore : undefined,
        lastSeen: utc(data.lastReportedAt),
        country: data.countryCode ?? undefined,
      },
      related: [data.domain, ...(data.hostnames ?? [])].map(value => ({ type: 'domain' as const, value })),
    }),
})
