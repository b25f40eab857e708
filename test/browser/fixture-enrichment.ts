/** Enrichers in the fixture: answers new and old, some that do not know, some that cannot be asked, and texts that mean harm. */
import type { EnricherCard, Enrichment, EnrichmentAnswer, SettingCard } from '@keysguard/model'
import { z } from 'zod'
import { fixtureProblem } from './fixture-problem.ts'
import { ago, NOW } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

export const EnricherChange = z.strictObject({
  enabled: z.boolean().optional(),
  settings: z.record(z.string(), z.string()).optional(),
})
export const EnrichRequest = z.strictObject({ enricher: z.string().optional(), fresh: z.boolean() })

const setting = (key: string, label: string, value: string, over: Partial<SettingCard> = {}): SettingCard => ({
  key,
  label,
  kind: 'text',
  required: true,
  value,
  isSet: value !== '',
  default: value,
  from: 'default',
  ...over,
})

const standard = (when: string): SettingCard[] => [
  setting('when', 'When it is asked, by hand, when the page of an indicator opens, or also for new indicators', when, {
    kind: 'choice',
    choices: ['by-hand', 'page', 'page-and-new'],
  }),
  setting('risk', 'Least risk, of new indicators that are asked about', '70', { kind: 'number', least: 0, most: 100 }),
  setting('holds', 'Seconds an answer holds', '86400', { kind: 'number', least: 10, most: 2_592_000 }),
]

const budget = (minute: number, day: number): SettingCard[] => [
  setting('minute', 'Questions a minute', String(minute), { kind: 'number', least: 1, most: 100_000 }),
  setting('day', 'Questions a day, in UTC', String(day), { kind: 'number', least: 1, most: 10_000_000 }),
]

const card = (id: string, name: string, over: Partial<EnricherCard>): EnricherCard => ({
  id,
  name,
  provider: 'Example provider',
  homepage: 'https://provider.example',
  licence: 'Free within its limits',
  terms: 'free',
  description: 'Tells more of an address than anybody else does.',
  accepts: ['ipv4', 'ipv6'],
  tells: 'provider',
  state: 'ready',
  reason: null,
  quota: { perMinute: 60, leftThisMinute: 60, perDay: 10_000, leftToday: 9_871 },
  enabled: true,
  needs: [],
  settings: [
    setting('url', 'Address', `https://api.${id}.example`, { kind: 'address' }),
    ...standard('by-hand'),
    ...budget(60, 10_000),
  ],
  problem: null,
  stated: null,
  counts: { asked: 12, answered: 11, cached: 4, failed: 1 },
  ...over,
})

const KEY = setting('key', 'API key, on your profile at https://www.virustotal.com', '', { kind: 'secret', isSet: false })

export const fixtureEnrichers = (): EnricherCard[] => [
  card('geoip', 'Country of registration', { tells: 'nobody', quota: null, settings: standard('page') }),
  card('asn', 'AS and operator', { tells: 'nobody', quota: null, settings: standard('page') }),
  card('dns', 'DNS', { tells: 'subject', quota: null, accepts: ['domain', 'url', 'ipv4', 'ipv6'] }),
  card('rdap', 'RDAP registration', { provider: `Registries ${HOSTILE.markup}`, homepage: HOSTILE.link }),
  card('internetdb', 'Shodan InternetDB', { enabled: false, state: 'off', reason: 'It is switched off.' }),
  card('greynoise-community', 'GreyNoise Community', {
    quota: { perMinute: 5, leftThisMinute: 5, perDay: 10, leftToday: 0 },
    state: 'waiting',
    reason: 'All 10 questions of today are asked.',
  }),
  card('urlscan-search', 'urlscan.io', {
    stated: {
      at: '2026-01-15T20:00:00.000Z',
      limits: [{ period: 'minute', left: 29, of: 30, resetsAt: '2026-01-15T20:01:00.000Z' }],
    },
    problem: `urlscan answered in another form ${HOSTILE.svg}`,
  }),
  ...['Shodan', 'AbuseIPDB'].map(name =>
    card(name.toLowerCase(), name, {
      state: 'refused',
      reason: 'All that is known of it is marked TLP:AMBER+STRICT or TLP:RED: it is not told to third parties.',
    }),
  ),
  card('virustotal-lookup', 'VirusTotal', {
    quota: { perMinute: 4, leftThisMinute: 4, perDay: 500, leftToday: 500 },
    state: 'needs-key',
    reason: `It needs: ${KEY.label}.`,
    needs: [KEY.label],
    settings: [KEY, ...standard('by-hand'), ...budget(4, 500)],
  }),
]

const answer = (over: Partial<EnrichmentAnswer>): EnrichmentAnswer => ({
  at: ago(4),
  expiresAt: new Date(NOW + 86_400_000).toISOString(),
  found: true,
  facts: [],
  statement: null,
  related: [],
  ...over,
})

const facts = (labelled: Readonly<Record<string, string>>): EnrichmentAnswer['facts'] =>
  Object.entries(labelled).map(([label, text]) => ({ label, text }))

const ANSWERS = (known: string): Readonly<Record<string, EnrichmentAnswer>> => ({
  geoip: answer({ facts: facts({ Country: 'Netherlands (NL)', 'Inside of': 'a network of /22', 'Data of': '2026-06-17' }) }),
  asn: answer({
    facts: facts({ 'AS number': 'AS64500', Operator: 'Kestrel Hosting Sample Ltd', Range: '203.0.113.0 – 203.0.113.255' }),
    related: [{ id: 'a'.repeat(32), type: 'asn', value: 'AS64500', known: false }],
  }),
  rdap: answer({
    at: ago(3_000),
    expiresAt: ago(1_500),
    facts: facts({
      Name: `KESTREL ${HOSTILE.bidi}`,
      Registered: '2025-12-16T09:30:00Z',
      'Abuse to': HOSTILE.markup,
      Status: 'client transfer prohibited, '.repeat(12),
      [HOSTILE.svg]: HOSTILE.link,
    }),
    related: [
      { id: known, type: 'ipv4', value: '203.0.113.66', known: true },
      { id: 'b'.repeat(32), type: 'url', value: HOSTILE.longUrl, known: false },
      ...Array.from({ length: 9 }, (_, index) => ({
        id: String(index).repeat(32),
        type: 'domain' as const,
        value: `ns${index}.kestrel-sample.com`,
        known: false,
      })),
    ],
  }),
  dns: answer({ found: false, at: ago(2) }),
})

/** Everything about one indicator; what was asked for has an answer. */
export const enrichmentsOf = (cards: readonly EnricherCard[], known: string, asked: ReadonlySet<string>): Enrichment[] =>
  cards.map(({ id, name, provider, homepage, licence, terms, tells, state, reason, quota, problem }) => ({
    enricher: id,
    name,
    provider,
    homepage,
    licence,
    terms,
    tells,
    state,
    reason,
    quota,
    failure: asked.has(id) ? null : problem,
    answer: ANSWERS(known)[id] ?? (asked.has(id) ? answer({ at: ago(0), facts: facts({ Verdict: `Answer of ${name}` }) }) : null),
  }))

export const changeEnricher = (
  cards: readonly EnricherCard[],
  id: string,
  { enabled, settings = {} }: z.infer<typeof EnricherChange>,
): EnricherCard => {
  const found = cards.find(each => each.id === id)
  if (!found) throw fixtureProblem(404, 'not-found', `There is no enricher called ${id}.`, 'List them.')
  found.settings = found.settings.map(one => {
    const value = settings[one.key]
    if (value === undefined) return one
    return { ...one, value: one.kind === 'secret' ? '' : value, isSet: value !== '', from: 'set' as const }
  })
  found.needs = found.settings.filter(one => one.required && !one.isSet).map(({ label }) => label)
  found.enabled = enabled ?? found.enabled
  found.state = found.needs.length > 0 ? 'needs-key' : found.enabled ? 'ready' : 'off'
  found.reason = found.state === 'ready' ? null : found.state === 'off' ? 'It is switched off.' : found.reason
  return found
}
