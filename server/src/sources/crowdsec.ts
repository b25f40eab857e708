import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { cursorMs } from '../kit/cursor.ts'
import { details, listed, present, said, tags, utc } from '../kit/fields.ts'
import { withQuery } from '../kit/parts.ts'
import { at as within } from '../kit/path.ts'
import type { JsonOptions } from '../kit/rows.ts'
import { address, number, secret, text } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

const LARGEST_PAGE = 100
const DAY_MS = 86_400_000

/** It looks back by days, no more than thirty; a day of overlap, because addresses are scored with some delay. */
const daysSince = (since: string | null, days: number, now: number): number => {
  return since === null ? days : Math.min(30, Math.max(1, Math.ceil((now - cursorMs(since)) / DAY_MS) + 1))
}

/**
 * Each address costs one of the key's daily quota, so reading may end before the last page. What is left is not read later: it would cost
 * the quota of what is new then.
 */
const nextPage =
  (size: number, most: number): NonNullable<JsonOptions['next']> =>
  ({ document, ask, rows, number }, tell) => {
    const link = within(document, '_links.next')
    const last = link === undefined ? rows < size : link === null
    if (last || rows === 0) return null
    if (number * rows < most) return withQuery(ask.url, { page: number + 1 })
    const total = Number(within(document, 'total'))
    const read = `${number * rows}${total > 0 ? ` of ${total}` : ''}`
    tell?.leaves(`${read} addresses were read, as many as a run may cost; the others are not read. "most" sets how many.`)
    return null
  }

const field = z.union([z.string(), z.number()]).transform(String).nullish()
const labelled = z.array(z.looseObject({ name: z.string(), label: field })).nullish()
const CONFIDENCES: Readonly<Record<string, number>> = { high: 90, medium: 60, low: 30, none: 0 }
const THREATS: readonly (readonly [string, ThreatType])[] = [
  ['bruteforce', 'bruteforce'],
  ['spam', 'spam'],
]
const MOST_TARGETS = 5
const MOST_NAMES = 20

/** Addresses that installations of CrowdSec all over the world report, by a search of yours. What it knows as a false positive is told with a confidence of 0. */
export const crowdsec = source({
  id: 'crowdsec',
  name: 'CrowdSec CTI',
  provider: 'CrowdSec',
  homepage: 'https://www.crowdsec.net',
  description: 'Addresses that attack CrowdSec users, with what they do, techniques, and the countries they attack.',
  licence: 'Terms of CrowdSec: 50 addresses a day are free with an account; more, and passing them on, by contract',
  terms: 'own-contract',
  reliability: 'B',
  tlp: 'green',
  everyMinutes: 1_440,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'history.last_seen', as: 'time', order: 'any' },
  config: {
    url: address('https://cti.api.crowdsec.net/v2/smoke/search', 'Search'),
    key: secret('CTI API key, from https://app.crowdsec.net/settings/cti-api-keys'),
    query: text('reputation:"malicious" AND confidence:"high"', 'What to search for, in Lucene syntax'),
    most: number(50, 'Addresses to read a run; each counts against the quota of the key', { least: 1, most: 100_000 }),
    days: number(3, 'Days to read back at first', { least: 1, most: 30 }),
  },
  samples: { url: 'smoke.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const most = Number(setting('most'))
    // Pages of one size that come to what may be spent.
    const size = Math.ceil(most / Math.ceil(most / LARGEST_PAGE))
    return fetch.json(at('url'), {
      path: 'items',
      query: {
        query: setting('query'),
        since: `${daysSince(since('url'), Number(setting('days')), now)}d`,
        page: 1,
        limit: size,
      },
      headers: { 'x-api-key': setting('key'), accept: 'application/json' },
      next: nextPage(size, most),
      incremental: true,
    })
  },

  row: z.looseObject({
    ip: z.string(),
    reputation: field,
    confidence: field,
    background_noise: field,
    ip_range: field,
    ip_range_24_reputation: field,
    as_name: field,
    as_num: z.coerce.number().nullish(),
    location: z.looseObject({ country: field }).nullish(),
    reverse_dns: field,
    behaviors: labelled,
    history: z.looseObject({ first_seen: field, last_seen: field }).nullish(),
    classifications: z.looseObject({ false_positives: labelled, classifications: labelled }).nullish(),
    attack_details: labelled,
    target_countries: z.record(z.string(), z.coerce.number()).nullish(),
    mitre_techniques: labelled,
    cves: z.array(z.string()).nullish(),
  }),

  parse: row => {
    const behaviors = (row.behaviors ?? []).map(({ name }) => name)
    const mistaken = namesOf(row.classifications?.false_positives)
    const targets = Object.entries(row.target_countries ?? {}).sort(([, a], [, b]) => b - a)
    return observe(
      typed(row.ip.includes(':') ? 'ipv6' : 'ipv4', row.ip),
      said<Statement>({
        threat: THREATS.find(([word]) => behaviors.some(name => name.includes(word)))?.[1] ?? 'scanner',
        confidence: mistaken !== undefined || row.reputation === 'safe' ? 0 : CONFIDENCES[row.confidence ?? ''],
        firstSeen: utc(row.history?.first_seen),
        lastSeen: utc(row.history?.last_seen),
        tags: tags(behaviors),
        techniques: listed(row.mitre_techniques?.map(({ name }) => name)),
        targets: listed(targets.slice(0, MOST_TARGETS).map(([country]) => country)),
        country: present(row.location?.country),
        asn: row.as_num ?? undefined,
        reference: `https://app.crowdsec.net/cti/${encodeURIComponent(row.ip)}`,
        details: details({
          Reputation: row.reputation,
          Behaviours: namesOf(row.behaviors),
          'Known false positive': mistaken,
          Lists: namesOf(row.classifications?.classifications),
          Attacks: namesOf(row.attack_details),
          Vulnerabilities: listed(row.cves?.slice(0, MOST_NAMES))?.join(', '),
          'Background noise': row.background_noise,
          Network: [row.ip_range, row.as_name].filter(Boolean).join(' '),
          'Reputation of its /24': row.ip_range_24_reputation,
          'Host name': row.reverse_dns,
        }),
      }),
    )
  },
})

const namesOf = (entries: z.infer<typeof labelled>): string | undefined =>
  listed(entries?.slice(0, MOST_NAMES).map(({ name, label }) => present(label) ?? name))?.join(', ')
