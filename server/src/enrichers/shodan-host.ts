import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks } from '../kit/enricher.ts'
import { utc } from '../kit/fields.ts'
import { withQuery } from '../kit/parts.ts'
import { address, secret } from '../kit/settings.ts'

const text = z.string().nullish()

const Banner = z.object({
  port: z.number().nullish(),
  transport: text,
  product: text,
  version: text,
  ssl: z
    .object({ jarm: text, ja3s: text, cert: z.object({ fingerprint: z.object({ sha256: text }).nullish() }).nullish() })
    .nullish(),
})

/** `GET /api-info`: credits of searches; a look-up of one host costs none. -1 means without limit. */
const Account = z.object({
  query_credits: z.number().int(),
  usage_limits: z.object({ query_credits: z.number().int() }).nullish(),
})

const serviceOf = ({ port, transport, product, version }: z.infer<typeof Banner>): string =>
  `${port ?? '?'}/${transport ?? 'tcp'}${product ? ` ${product}` : ''}${version ? ` ${version}` : ''}`

/** Every service Shodan found on an address, with products, certificates and JARM. The key is part of the request's address. */
export const shodanHost = asks({
  id: 'shodan-host',
  name: 'Shodan',
  provider: 'Shodan',
  homepage: 'https://www.shodan.io',
  description: 'Services of an address with their products, certificates and fingerprints, and known vulnerabilities.',
  licence: 'Terms of Shodan: with an account',
  terms: 'own-contract',
  accepts: ['ipv4', 'ipv6'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 60, perDay: 5_000 },
  automatic: false,
  config: {
    url: address('https://api.shodan.io/shodan/host', 'API'),
    key: secret('API key, at https://account.shodan.io'),
  },
  samples: { url: 'hosts.json' },

  ask: ({ at, setting, subject }) => ({ url: withQuery(`${at('url').url}/${subject.value}`, { key: setting('key') }) }),
  account: {
    ask: ({ at, setting }) => ({
      url: withQuery(new URL('/api-info', at('url').url).href, { key: setting('key') }),
    }),
    read: document => {
      const { success, data } = Account.safeParse(document)
      if (!success) return []
      const { query_credits: left, usage_limits: limits } = data
      return [
        {
          period: 'month',
          left: Math.max(0, left),
          of: limits && limits.query_credits >= 0 ? limits.query_credits : null,
          resetsAt: null,
        },
      ]
    },
  },
  unknown: [404],
  answer: z.object({
    last_update: text,
    ports: z.array(z.number()).default([]),
    hostnames: z.array(z.string()).default([]),
    tags: z.array(z.string()).nullish(),
    vulns: z.array(z.string()).nullish(),
    os: text,
    org: text,
    isp: text,
    asn: text,
    city: text,
    country_code: text,
    country_name: text,
    data: z.array(Banner).default([]),
  }),
  read: ({ data, hostnames, ports, ...host }) => {
    const fingerprints = data.flatMap(({ ssl }) => ssl ?? [])
    return enriched({
      facts: {
        'Open ports': ports,
        Services: data.map(serviceOf),
        'Host names': hostnames,
        'Operating system': host.os,
        Organisation: host.org,
        Provider: host.isp,
        'AS number': host.asn,
        Place: [host.city, host.country_name].flatMap(part => part ?? []),
        Tags: host.tags ?? [],
        Vulnerabilities: host.vulns ?? [],
        'Last seen': utc(host.last_update),
      },
      statement: {
        country: host.country_code ?? undefined,
        asn: /^AS\d+$/.test(host.asn ?? '') ? Number(host.asn?.slice(2)) : undefined,
        tags: host.tags ?? undefined,
      },
      related: [
        ...hostnames.map(value => ({ type: 'domain' as const, value })),
        ...fingerprints.map(({ jarm }) => ({ type: 'jarm' as const, value: jarm })),
        ...fingerprints.map(({ cert }) => ({ type: 'certificate' as const, value: cert?.fingerprint?.sha256 })),
        ...(host.vulns ?? []).map(value => ({ type: 'cve' as const, value })),
        { type: 'asn', value: host.asn },
      ],
    })
  },
})
