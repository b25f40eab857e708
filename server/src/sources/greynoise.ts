import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, tags, utc } from '../kit/fields.ts'
import { itemsAt } from '../kit/formats/json.ts'
import { withQuery } from '../kit/parts.ts'
import { at as within } from '../kit/path.ts'
import type { Page } from '../kit/rows.ts'
import { address, secret, text } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

/** Each address comes with all it was seen doing: several kilobytes. */
const PAGE = 2_000
/** Some plans may see a part of each record only. */
const PARTIAL_CONTENT = 206

/** Version 3 has what is said of the answer in an object of its own, version 2 beside the data. */
const about = (document: unknown, name: string): unknown => within(document, `request_metadata.${name}`) ?? within(document, name)

/** A search that finds nothing comes without a list. */
const found = (document: unknown): readonly unknown[] =>
  about(document, 'complete') === true && (within(document, 'data') ?? null) === null ? [] : itemsAt(document, 'data', 'array')

const nextScroll = ({ document, ask }: Page): string | null => {
  const scroll = about(document, 'scroll')
  return about(document, 'complete') === false && typeof scroll === 'string' && scroll !== ''
    ? withQuery(ask.url, { scroll })
    : null
}

const field = z.union([z.string(), z.number()]).transform(String).nullish()
const names = z.array(z.union([z.string(), z.looseObject({ name: z.string() })])).nullish()
const Scanner = z.looseObject({
  classification: field,
  first_seen: field,
  last_seen: field,
  last_seen_timestamp: field,
  actor: field,
  spoofable: z.boolean().nullish(),
  bot: z.boolean().nullish(),
  vpn: z.boolean().nullish(),
  vpn_service: field,
  tags: names,
  cve: z.array(z.string()).nullish(),
  cves: z.array(z.string()).nullish(),
  metadata: z
    .looseObject({
      asn: field,
      organization: field,
      country_code: field,
      source_country_code: field,
      rdns: field,
      os: field,
      category: field,
      destination_countries: z.array(z.string()).nullish(),
    })
    .nullish(),
  raw_data: z.looseObject({ scan: z.array(z.looseObject({ port: z.coerce.number() })).nullish() }).nullish(),
})

/** `benign` are search engines and researchers: no evidence at all. */
const CONFIDENCES: Readonly<Record<string, number>> = { malicious: 90, suspicious: 50, unknown: 10, benign: 0 }
const THREATS: readonly (readonly [RegExp, ThreatType])[] = [
  [/brute\s?forc/i, 'bruteforce'],
  [/mirai|mozi|botnet|worm\b/i, 'botnet'],
  [/\bspam/i, 'spam'],
]
const MOST = 20

/** Addresses that sensors all over the Internet were scanned or attacked from in the last day, by a search of yours. What may be forged counts half. */
export const greynoise = source({
  id: 'greynoise',
  name: 'GreyNoise',
  provider: 'GreyNoise Intelligence',
  homepage: 'https://www.greynoise.io',
  description: 'Addresses that scan and attack the whole Internet, with what they were seen doing.',
  licence: 'Your contract with GreyNoise',
  terms: 'own-contract',
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 720,
  presence: 'append',
  dates: 'activity',
  config: {
    url: address('https://api.greynoise.io/v3/gnql', 'GNQL'),
    key: secret('API key of a plan with GNQL, from https://viz.greynoise.io/account'),
    query: text('last_seen:1d classification:malicious', 'What to search for, in the query language of GreyNoise'),
  },
  samples: { url: 'gnql.json' },

  collect: ({ fetch, at, setting }) =>
    fetch.json(at('url'), {
      query: { query: setting('query'), size: PAGE },
      headers: { key: setting('key'), accept: 'application/json' },
      answers: [PARTIAL_CONTENT],
      items: found,
      next: nextScroll,
    }),

  row: Scanner.extend({
    ip: z.string(),
    internet_scanner_intelligence: Scanner.nullish(),
    business_service_intelligence: z.looseObject({ found: z.boolean().nullish(), name: field }).nullish(),
  }),

  parse: row => {
    const seen = row.internet_scanner_intelligence ?? row
    const { metadata } = seen
    const words = (seen.tags ?? []).map(tag => (typeof tag === 'string' ? tag : tag.name))
    const service =
      row.business_service_intelligence?.found === true ? present(row.business_service_intelligence.name) : undefined
    const confidence = service === undefined ? CONFIDENCES[seen.classification ?? ''] : 0
    const ports = [...new Set((seen.raw_data?.scan ?? []).map(({ port }) => port))]
    const asn = Number(/^(?:AS)?(\d+)$/.exec(metadata?.asn ?? '')?.[1])
    return observe(
      typed(row.ip.includes(':') ? 'ipv6' : 'ipv4', row.ip),
      said<Statement>({
        threat: THREATS.find(([word]) => words.some(tag => word.test(tag)))?.[1] ?? 'scanner',
        confidence: confidence === undefined ? undefined : seen.spoofable === true ? confidence / 2 : confidence,
        firstSeen: utc(seen.first_seen),
        lastSeen: utc(seen.last_seen_timestamp) ?? utc(seen.last_seen),
        tags: tags(words.slice(0, 2 * MOST)),
        targets: listed(metadata?.destination_countries?.slice(0, MOST)),
        country: present(metadata?.source_country_code) ?? present(metadata?.country_code),
        asn: Number.isInteger(asn) ? asn : undefined,
        reference: `https://viz.greynoise.io/ip/${encodeURIComponent(row.ip)}`,
        details: details({
          Classification: seen.classification,
          Operator: seen.actor,
          'Business service': service,
          'May be forged': seen.spoofable === true ? 'yes' : undefined,
          VPN: seen.vpn === true ? (present(seen.vpn_service) ?? 'yes') : undefined,
          'Ports tried': ports.slice(0, MOST).join(', '),
          Vulnerabilities: listed([...(seen.cves ?? []), ...(seen.cve ?? [])].slice(0, MOST))?.join(', '),
          Organisation: metadata?.organization,
          'Host name': metadata?.rdns,
          'Operating system': metadata?.os,
        }),
      }),
    )
  },
})
