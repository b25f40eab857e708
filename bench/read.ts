/** Look-up and search on a full store, beside the bare query. */
import { parseQuery, type Query } from '@keysguard/model'
import type { Database } from '../server/dist/engines/database/database.js'
import { canonicalise, keyOf } from '../server/dist/indicators/index.js'
import { search } from '../server/dist/store/search.js'
import { readSummaries } from '../server/dist/store/summaries.js'
import type { Knowing } from '../server/dist/store/write-rows.js'
import { runBody } from './bench-source.ts'
import { feedBody, feedRow } from './feed.ts'
import { type Figure, percentile, rounded } from './figure.ts'

const LOOKUPS = 2_000
const WARM_UP = 200

const keyAt = (n: number) => {
  const [value = '', type = ''] = feedRow(n).split(',')
  const found = canonicalise(type as 'ipv4', value)
  if (!found.ok) throw new Error(found.reason)
  return keyOf(found.indicator)
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const bare = (database: Database, key: string): Promise<unknown> =>
  database.query(
    `select key, rank, first_seen, last_seen, added_at, expires_at, type, threat, class, tlp, sample, terms, suppressed_by, value
     from indicator where key = $1::uuid`,
    [key],
  )

/** p99 of looking one value up, canonical value to summary, beside the bare prepared query by key; in turn, so that both meet the same weather. */
export const lookupBench = async (knowing: Knowing, rows: number, where: string): Promise<Figure> => {
  const product: number[] = []
  const reference: number[] = []
  for (let n = 0; n < LOOKUPS + WARM_UP; n += 1) {
    const key = keyAt((n * 7919) % rows)
    const ms = await timed(() => readSummaries(knowing.database, knowing.dictionary, [key], Date.now()))
    const bareMs = await timed(() => bare(knowing.database, key))
    if (n < WARM_UP) continue
    product.push(ms)
    reference.push(bareMs)
  }
  const p99 = percentile(product, 0.99)
  const bareP99 = percentile(reference, 0.99)
  return {
    bench: `look-up by value, p99, ${where}`,
    value: rounded(p99, 3),
    unit: 'ms',
    reference: `bare prepared query p99 ${rounded(bareP99, 3)} ms`,
    ratio: rounded(p99 / bareP99, 2),
    bar: 'ratio <= 2',
    holds: p99 / bareP99 <= 2,
  }
}

/** p99 of look-ups while new rows come in. */
export const lookupWhileIngesting = async (knowing: Knowing, rows: number, where: string): Promise<Figure> => {
  let going = true
  const ingest = runBody(knowing, feedBody(5_000_000, 5_000_000 + Math.max(10_000, Math.round(rows / 20)))).finally(() => {
    going = false
  })
  const times: number[] = []
  for (let n = 0; going; n += 1) {
    const key = keyAt((n * 104_729) % rows)
    times.push(await timed(() => readSummaries(knowing.database, knowing.dictionary, [key], Date.now())))
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  await ingest
  const p99 = percentile(times, 0.99)
  return {
    bench: `look-up while ingesting, p99 of ${times.length}, ${where}`,
    value: rounded(p99, 1),
    unit: 'ms',
    reference: 'a person does not notice',
    ratio: null,
    bar: '<= 50 ms',
    holds: p99 <= 50,
  }
}

const QUERIES = [
  'secure-',
  'login',
  'bank1',
  'php type:url',
  'type:domain threat:phishing',
  'malware:remcos type:ipv4',
  'tag:mozi',
  'value:45.1.*',
  'net:185.0.0.0/16',
  'source:bench risk>=60',
  'type:sha256 threat:malware',
  'severity:critical',
  'zq7',
  'api-1',
  'nothingatall',
  'under:login1.com',
]

const read = (text: string): Query => {
  const parsed = parseQuery(text, Date.now())
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`)
  return parsed.query
}

/** p95 over a mix of substrings, beginnings, networks and facets: a page of 50 with its facets. */
export const searchBench = async (knowing: Knowing, where: string, mostMs: number): Promise<Figure> => {
  const queries = QUERIES.map(text => ({ text, query: read(text) }))
  const times: { readonly text: string; readonly ms: number }[] = []
  for (let round = 0; round < 8; round += 1) {
    for (const { text, query } of queries) {
      const ms = await timed(() => search(knowing, query, { sort: 'risk', limit: 50, now: Date.now() }))
      if (round > 0) times.push({ text, ms })
    }
  }
  if (process.env.BENCH_DETAIL) {
    for (const { text } of queries) {
      const own = times.filter(one => one.text === text).map(({ ms }) => ms)
      process.stderr.write(`  ${text.padEnd(34)} p50 ${rounded(percentile(own, 0.5))} max ${rounded(Math.max(...own))} ms\n`)
    }
  }
  const all = times.map(({ ms }) => ms)
  const count = await timed(() => knowing.database.query(`select count(*) from indicator`))
  const p95 = percentile(all, 0.95)
  return {
    bench: `search, p95 of ${all.length}, ${where}`,
    value: rounded(p95),
    unit: 'ms',
    reference: `bare count(*) of the table ${rounded(count)} ms`,
    ratio: rounded(p95 / count, 2),
    bar: `<= ${mostMs} ms`,
    holds: p95 <= mostMs,
  }
}

const MOMENTS = 100
const DAY_MS = 86_400_000

/** p95 of the top of all by risk, today and on days to come: time changes who leads, and writes nothing. */
export const topBench = async (knowing: Knowing, where: string): Promise<Figure> => {
  const top = (now: number) => search(knowing, { kind: 'everything' }, { sort: 'risk', limit: 50, now })
  const bare = () => knowing.database.query(`select key from indicator where class = 1 order by rank desc, key desc limit 50`)
  const times: number[] = []
  const references: number[] = []
  for (let moment = 0; moment < MOMENTS; moment += 1) {
    const now = Date.now() + moment * DAY_MS
    times.push(await timed(() => top(now)))
    references.push(await timed(bare))
  }
  const p95 = percentile(times, 0.95)
  const reference = percentile(references, 0.95)
  return {
    bench: `the top of all by risk, p95 of ${times.length} moments, ${where}`,
    value: rounded(p95, 1),
    unit: 'ms',
    reference: `bare index scan of one class, p95 ${rounded(reference, 1)} ms`,
    ratio: rounded(p95 / reference, 2),
    bar: '<= 20 ms',
    holds: p95 <= 20,
  }
}
