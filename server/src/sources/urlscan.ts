import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, listed, present, said, tags, utc } from '../kit/fields.ts'
import { withQuery } from '../kit/parts.ts'
import { at as within } from '../kit/path.ts'
import type { Page } from '../kit/rows.ts'
import { address, number, secret, text } from '../kit/settings.ts'
import { type Observed, observe, type Parsed, refuse, source, typed } from '../kit/source.ts'

const PAGE = 100
const DAY_MS = 86_400_000
/** Scans are indexed with some delay. */
const OVERLAP_MS = 3_600_000

/** The search, from where it was read to. A scan may say a time that is none. */
const asked = (query: string, since: string | null, days: number, now: number): string => {
  const read = Date.parse(since ?? '')
  const from = Number.isNaN(read) ? now - days * DAY_MS : Math.min(read, now)
  return `(${query}) AND date:[${new Date(from - OVERLAP_MS).toISOString()} TO *]`
}

/** The page after the last result of this one, by what it is sorted by. */
const nextPage =
  (most: number) =>
  ({ document, ask, rows, number }: Page): string | null => {
    const results = within(document, 'results')
    const sort = Array.isArray(results) ? within(results.at(-1), 'sort') : undefined
    if (rows === 0 || number >= most || within(document, 'has_more') === false || !Array.isArray(sort)) return null
    return withQuery(ask.url, { search_after: sort.join(',') })
  }

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
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'append',
  dates: 'activity',
  cursor: 'task.time',
  config: {
    url: address('https://urlscan.io/api/v1/search/', 'Search'),
    key: secret('API key, from https://urlscan.io/user/profile/'),
    query: text('task.tags:phishing', 'What to search for; with a Pro plan, verdicts.malicious:true'),
    pages: number(20, 'Pages of 100 scans to read a run', { least: 1, most: 1_000 }),
    days: number(2, 'Days to read back at first', { least: 1, most: 365 }),
  },
  samples: { url: 'search.json' },

  collect: ({ fetch, at, setting, since, now }) =>
    fetch.json(at('url'), {
      path: 'results',
      query: { q: asked(setting('query'), since('url'), Number(setting('days')), now), size: PAGE },
      headers: { 'API-Key': setting('key'), accept: 'application/json' },
      next: nextPage(Number(setting('pages'))),
      incremental: true,
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
