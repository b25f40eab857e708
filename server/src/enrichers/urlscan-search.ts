import type { IndicatorType } from '@keysguard/model'
import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks, type Subject } from '../kit/enricher.ts'
import { withQuery } from '../kit/parts.ts'
import { address, optional, secret } from '../kit/settings.ts'

const FIELDS: Readonly<Partial<Record<IndicatorType, string>>> = {
  ipv4: 'page.ip',
  ipv6: 'page.ip',
  domain: 'page.domain',
  url: 'page.url',
  sha256: 'hash',
}

/** A term of Elasticsearch's query language; in quotes only the quote and the backslash mean something. */
const term = ({ type, value }: Subject): string => `${FIELDS[type]}:"${value.replace(/["\\]/g, '\\$&')}"`

const text = z.string().nullish()
const Scan = z.object({
  _id: text,
  task: z.object({ time: text, uuid: text }).nullish(),
  page: z
    .object({
      url: text,
      domain: text,
      ip: text,
      asn: text,
      asnname: text,
      country: text,
      server: text,
      title: text,
      status: z.union([z.string(), z.number()]).nullish(),
    })
    .nullish(),
  verdicts: z.object({ malicious: z.boolean().nullish() }).nullish(),
})

const SHOWN = 10

/** Public scans of pages on a name, an address or a URL, newest first. It searches what was scanned; it scans nothing itself. */
export const urlscanSearch = asks({
  id: 'urlscan-search',
  name: 'urlscan.io',
  provider: 'urlscan',
  homepage: 'https://urlscan.io',
  description: 'Public scans of its pages: when, where they were served from, what they led to.',
  licence: 'Terms of urlscan.io: free within its limits',
  terms: 'free',
  accepts: ['ipv4', 'ipv6', 'domain', 'url', 'sha256'],
  tells: 'provider',
  holds: 'dynamic',
  budget: { perMinute: 30, perDay: 1_000 },
  automatic: false,
  config: {
    url: address('https://urlscan.io/api/v1/search', 'Search API'),
    key: optional(secret('API key, at https://urlscan.io/user/profile; without one fewer questions are allowed')),
  },
  samples: { url: 'search.json' },

  ask: ({ at, setting, subject }) => ({
    url: withQuery(`${at('url').url}/`, { q: term(subject), size: SHOWN }),
    headers: setting('key') === '' ? {} : { 'API-Key': setting('key') },
  }),
  unknown: [],
  answer: z.object({ results: z.array(Scan), total: z.number().nullish() }),
  read: ({ results, total }) => {
    const [newest] = results
    if (newest === undefined) return null
    const pages = results.flatMap(({ page }) => page ?? [])
    const id = newest.task?.uuid ?? newest._id
    return enriched({
      facts: {
        Scans: total ?? results.length,
        'Last scanned': newest.task?.time,
        Title: newest.page?.title,
        Status: newest.page?.status,
        Server: newest.page?.server,
        Address: newest.page?.ip,
        Network: [newest.page?.asn, newest.page?.asnname].flatMap(part => part ?? []).join(' '),
        Country: newest.page?.country,
        'Called malicious': results.some(({ verdicts }) => verdicts?.malicious === true) ? true : undefined,
        Scan: id ? `https://urlscan.io/result/${id}/` : undefined,
      },
      statement: { country: newest.page?.country ?? undefined },
      related: [
        ...pages.map(({ ip }) => ({ type: ip?.includes(':') ? ('ipv6' as const) : ('ipv4' as const), value: ip })),
        ...pages.map(({ domain }) => ({ type: 'domain' as const, value: domain })),
        ...pages.map(({ url }) => ({ type: 'url' as const, value: url })),
      ],
    })
  },
})
