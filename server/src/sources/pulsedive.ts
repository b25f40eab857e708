import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, utc } from '../kit/fields.ts'
import { address, number, secret, text } from '../kit/settings.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

const TYPES: Readonly<Record<string, IndicatorType>> = { ip: 'ipv4', ipv6: 'ipv6', domain: 'domain', url: 'url' }
/** A risk is a mixture of how bad and how sure. */
const CONFIDENCES: Readonly<Record<string, number>> = { critical: 90, high: 70, medium: 40, low: 15, none: 0, retired: 0 }
const THREATS: Readonly<Record<string, ThreatType>> = {
  attack: 'scanner',
  botnet: 'botnet',
  c2: 'c2',
  malware: 'malware-delivery',
  phishing: 'phishing',
  ransomware: 'ransomware',
  spam: 'spam',
}

const field = z.union([z.string(), z.number()]).transform(String).nullish()
const named = z.array(z.union([z.string(), z.looseObject({ name: field, category: field })])).nullish()
const namesOf = (entries: z.infer<typeof named>): string[] | undefined =>
  listed(entries?.map(entry => (typeof entry === 'string' ? entry : entry.name)))

/** Indicators that Pulsedive has collected from public lists and scanned itself, by a search of yours. One answer has all there is: there are no pages. */
export const pulsedive = source({
  id: 'pulsedive',
  name: 'Pulsedive',
  provider: 'Pulsedive',
  homepage: 'https://pulsedive.com',
  description: 'Addresses, domains and URLs of high and critical risk, with threats and the lists they stand on.',
  licence: 'Terms of Pulsedive: free with an account, not for commercial use',
  terms: 'non-commercial',
  reliability: 'C',
  tlp: 'green',
  everyMinutes: 720,
  presence: 'append',
  dates: 'activity',
  derivedFrom: ['urlhaus', 'threatfox', 'feodo', 'openphish', 'blocklist-de', 'cins-army', 'emerging-threats', 'spamhaus-drop'],
  config: {
    url: address('https://pulsedive.com/api/explore.php', 'Explore'),
    key: secret('API key, from https://pulsedive.com/account'),
    query: text('risk=high or risk=critical', 'What to search for, in the query language of Explore'),
    most: number(1_000, 'Indicators to ask for; how many you get depends on the plan', { least: 1, most: 100_000 }),
  },
  samples: { url: 'explore.json' },

  collect: ({ fetch, at, setting }) =>
    fetch.json(at('url'), {
      path: 'results',
      query: { q: setting('query'), limit: setting('most'), key: setting('key') },
    }),

  row: z.looseObject({
    iid: field,
    indicator: z.string(),
    type: z.string(),
    risk: field,
    stamp_added: field,
    stamp_seen: field,
    stamp_updated: field,
    stamp_retired: field,
    threats: named,
    feeds: named,
    summary: z
      .looseObject({
        properties: z.looseObject({ geo: z.looseObject({ countrycode: field, org: field }).nullish() }).nullish(),
      })
      .nullish(),
  }),

  parse: row => {
    const type = TYPES[row.type]
    if (type === undefined) return refuse('unknown-type', `Pulsedive calls it ${row.type.slice(0, 100)}, which is not read.`)
    const categories = [...(row.threats ?? []), ...(row.feeds ?? [])].flatMap(entry =>
      typeof entry === 'string' ? [] : (present(entry.category) ?? []),
    )
    const families = (row.threats ?? []).flatMap(entry =>
      typeof entry === 'string' || entry.category !== 'malware' ? [] : (present(entry.name) ?? []),
    )
    const geo = row.summary?.properties?.geo
    return observe(
      typed(type, row.indicator),
      said<Statement>({
        threat: categories.flatMap(category => THREATS[category] ?? [])[0] ?? 'unknown',
        malware: families[0],
        confidence: present(row.stamp_retired) === undefined ? CONFIDENCES[row.risk ?? ''] : 0,
        firstSeen: utc(row.stamp_added),
        lastSeen: utc(row.stamp_seen) ?? utc(row.stamp_updated),
        country: present(geo?.countrycode),
        reference: row.iid ? `https://pulsedive.com/indicator/?iid=${encodeURIComponent(row.iid)}` : undefined,
        details: details({
          Risk: row.risk,
          Threats: namesOf(row.threats)?.join(', '),
          Lists: namesOf(row.feeds)?.join(', '),
          Organisation: geo?.org,
          Retired: row.stamp_retired,
        }),
      }),
    )
  },
})
