import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks } from '../kit/enricher.ts'

/** Open ports, products and known vulnerabilities of an address, as Shodan last saw them in the week. Keyless; for non-commercial use. */
export const internetdb = asks({
  id: 'internetdb',
  name: 'Shodan InternetDB',
  provider: 'Shodan',
  homepage: 'https://internetdb.shodan.io',
  description: 'Open ports, host names, products and known vulnerabilities of an address, refreshed once a week.',
  licence: 'Free for non-commercial use; see internetdb.shodan.io',
  terms: 'non-commercial',
  accepts: ['ipv4', 'ipv6'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 60, perDay: 10_000 },
  automatic: false,
  config: { url: 'https://internetdb.shodan.io' },
  samples: { url: 'hosts.json' },

  ask: ({ at, subject }) => ({ url: `${at('url').url}/${subject.value}` }),
  unknown: [404],
  answer: z.object({
    ports: z.array(z.number()).default([]),
    hostnames: z.array(z.string()).default([]),
    cpes: z.array(z.string()).default([]),
    tags: z.array(z.string()).default([]),
    vulns: z.array(z.string()).default([]),
  }),
  read: ({ ports, hostnames, cpes, tags, vulns }) =>
    enriched({
      facts: { 'Open ports': ports, 'Host names': hostnames, Products: cpes, Tags: tags, Vulnerabilities: vulns },
      statement: { tags },
      related: [
        ...hostnames.map(value => ({ type: 'domain' as const, value })),
        ...vulns.map(value => ({ type: 'cve' as const, value })),
      ],
    }),
})
