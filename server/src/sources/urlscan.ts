import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { cursorMs } from '../kit/cursor.ts'
import { details, listed, present, said, tags, utc } from '../kit/fields.ts'
import { address, number, secret, text } from '../kit/settings.ts'
import { type Observed, observe, type Parsed, refuse, source, typed } from '../kit/source.ts'
import { searchScans } from './urlscan/search.ts'

const DAY_MS = 86_400_000

const field = z.union([z.string(), z.number()]).transform(String).nullish()
const named = z.union([z.string(), z.looseObject({ name: field })])
const Verdict = z.looseObject({
  score: z.coerce.number().nullish(),
  malicious: z.boolean().nullish(),
  categories: z.array(z.string()).nullish(),
  brands: z.array(named).nullish(),
})
const Row = z.looseObject({
  _id: field,
  task: z.looseObject({ uuid: field, url: z.string(), time: field, visibility: field, tags: z.array(z.string()).nullish() }),
  page: z
    .looseObject({ url: field, ip: field, country: field, asn: field, asnname: field, server: field, title: field })
    .nullish(),
  verdicts: Verdict.extend({ overall: Verdict.nullish() }).nullish(),
  brand: z.array(named).nullish(),
})

const THREATS: readonly (readonly [RegExp, ThreatType])[] = [
  [/phish/, 'phishing'],
  [/^c2$|botnet/, 'c2'],
  [/malware|stealer|clickfix|payload/, 'malware-delivery'],
  [/scam|fraud/, 'fraud'],
  [/skimm|magecart/, 'skimming'],
]
/** Anybody can scan a page and put a tag on it. */
const TAGGED = 30
const NO_PAGE = /^(?:about|data|chrome|blob):/

/** Pages that people and machines have had scanned and called bad, by a search of yours. The search has no verdicts without a Pro plan: then the word of who scanned it counts a little. */
export const urlscan = source({
  id: 'urlscan',
  name: 'urlscan.io',
  provider: 'urlscan GmbH',
  homepage: 'https://urlscan.io',
  description: 'Scanned pages that match a search, by default those tagged as phishing, with brand, server and network.',
  licence: 'Terms of urlscan.io: free with an account, within its limits',
  terms: 'own-contract',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'task.time', as: 'time', order: 'any' },
  config: {
    url: address('https://urlscan.io/api/v1/search/', 'Search'),
    key: secret('API key, from https://urlscan.io/user/profile/'),
    query: text('task.tags:phishing', 'What to search for; with a Pro plan, verdicts.malicious:true'),
    pages: number(20, 'Pages of 100 scans to read a run', { least: 1, most: 1_000 }),
    days: number(2, 'Days to read back at first', { least: 1, most: 365 }),
  },
  samples: { url: 'search.json' },

  collect: ({ fetch, at, setting, since, now }) =>
    searchScans(fetch, at('url'), {
      query: setting('query'),
      headers: { 'API-Key': setting('key'), accept: 'application/json' },
      from: cursorMs(since('url') ?? new Date(now - Number(setting('days')) * DAY_MS).toISOString()),
      now,
      pages: Number(setting('pages')),
    }),

  row: Row,
  parse: (row): Parsed => {
    const statement = statementOf(row)
    const pages = listed([row.task.url, row.page?.url])?.filter(url => !NO_PAGE.test(url)) ?? []
    if (pages.length === 0) return refuse('no-value', 'The scan has no page of the web.')
    return pages.map(
      (url): Observed => observe(typed('url', url), { ...statement, ...(url === pages[0] ? {} : ledTo(pages[0])) }),
    )
  },
})

const ledTo = (from: string | undefined): Statement => (from === undefined ? {} : { description: `Redirected to from ${from}` })

const statementOf = ({ _id, task, page, verdicts, brand }: z.infer<typeof Row>): Statement => {
  const verdict = verdicts?.overall ?? verdicts
  const words = [...(task.tags ?? []), ...(verdict?.categories ?? [])].map(word => word.toLowerCase())
  const asn = Number(/^AS(\d+)$/.exec(page?.asn ?? '')?.[1])
  const scan = present(_id) ?? present(task.uuid)
  const malicious = verdict?.malicious ?? undefined
  const seen = utc(task.time)
  return said<Statement>({
    threat: THREATS.find(([word]) => words.some(tag => word.test(tag)))?.[1] ?? 'unknown',
    confidence: malicious === undefined ? TAGGED : malicious ? Math.max(50, Math.min(100, verdict?.score ?? 100)) : 0,
    firstSeen: seen,
    lastSeen: seen,
    tlp: task.visibility === 'public' || task.visibility === undefined ? undefined : 'amber',
    tags: tags(task.tags?.slice(0, 30)),
    targets: listed(
      [...(verdict?.brands ?? []), ...(brand ?? [])].map(entry => (typeof entry === 'string' ? entry : entry.name)),
    ),
    country: present(page?.country),
    asn: Number.isInteger(asn) ? asn : undefined,
    reference: scan === undefined ? undefined : `https://urlscan.io/result/${encodeURIComponent(scan)}/`,
    details: details({
      Address: page?.ip,
      Network: page?.asnname,
      Server: page?.server,
      'Page title': page?.title?.slice(0, 200),
      Verdict: malicious === undefined ? undefined : malicious ? 'malicious' : 'not malicious',
    }),
  })
}
