import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { address, number, secret } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

/** The score grows with the number of reports, and anybody can report: even a full one is no certainty. */
const TRUST = 0.75

/** Addresses that many people have reported, the whole list each time. Free keys get five lists a day, with the full score only. */
export const abuseipdb = source({
  id: 'abuseipdb',
  name: 'AbuseIPDB',
  provider: 'Marathon Studios',
  homepage: 'https://www.abuseipdb.com',
  description: 'Addresses reported for attacks, scans and spam, with a score of how often.',
  licence: 'Terms of AbuseIPDB: free with an account, not to be passed on',
  terms: 'own-contract',
  reliability: 'C',
  tlp: 'green',
  everyMinutes: 360,
  presence: 'full-set',
  dates: 'activity',
  config: {
    url: address('https://api.abuseipdb.com/api/v2/blacklist', 'Blacklist'),
    key: secret('API key, from https://www.abuseipdb.com/account/api'),
    score: number(100, 'Least score; free keys get no less than 100', { least: 25, most: 100 }),
    most: number(10_000, 'Addresses to ask for; 10,000 are free', { least: 1, most: 500_000 }),
  },
  samples: { url: 'blacklist.json' },

  collect: ({ fetch, at, setting }) =>
    fetch.json(at('url'), {
      path: 'data',
      query: { confidenceMinimum: setting('score'), limit: setting('most') },
      headers: { Key: setting('key'), accept: 'application/json' },
    }),

  row: z.looseObject({
    ipAddress: z.string(),
    abuseConfidenceScore: z.coerce.number().min(0).max(100),
    countryCode: z.string().nullish(),
    lastReportedAt: z.string().nullish(),
  }),

  parse: row =>
    observe(
      typed(row.ipAddress.includes(':') ? 'ipv6' : 'ipv4', row.ipAddress),
      said<Statement>({
        threat: 'scanner',
        confidence: Math.round(row.abuseConfidenceScore * TRUST),
        lastSeen: utc(row.lastReportedAt),
        country: present(row.countryCode),
        reference: `https://www.abuseipdb.com/check/${encodeURIComponent(row.ipAddress)}`,
        details: details({ 'Score by reports': `${row.abuseConfidenceScore} of 100` }),
      }),
    ),
})
