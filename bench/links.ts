/** Linking what has been ingested, beside a bare COPY of the same postings; then neighbours of anything. */
import type { IndicatorKey } from '@keysguard/model'
import type { Database } from '../server/dist/engines/database/database.js'
import { readIndicatorLinks, readValueLinks } from '../server/dist/store/links/read-links.js'
import { trailLinks } from '../server/dist/store/links/trail-links.js'
import type { Knowing } from '../server/dist/store/write-rows.js'
import { type Figure, percentile, rounded } from './figure.ts'

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}

const MOST_SECONDS = 300
const BATCH = 100_000

/** The reference: the same postings, ready as text, copied into a table of the same columns and indexes. */
const bareCopy = async (database: Database): Promise<{ readonly took: number; readonly postings: number }> => {
  await database.script(`drop table if exists bare_link; create table bare_link (like link including all)`)
  const [count] = await database.query<{ n: number }>(`select count(*)::int as n from link`)
  const postings = count?.n ?? 0
  let took = 0
  await database.transaction(async reading => {
    await reading.query(
      `declare postings no scroll cursor for select concat_ws(E'\\t', node, indicator, kind, since, until) as row from link order by ctid`,
    )
    for (;;) {
      const rows = await reading.query<{ row: string }>(`fetch ${BATCH} from postings`)
      if (rows.length === 0) return
      const text = `${rows.map(({ row }) => row).join('\n')}\n`
      took += await seconds(() =>
        database.transaction(writing => writing.copy('bare_link (node, indicator, kind, since, until)', text)),
      )
    }
  })
  await database.script('drop table bare_link')
  return { took, postings }
}

const sizeOf = async (database: Database, table: string): Promise<number> => {
  const [row] = await database.query<{ bytes: string }>(`select pg_total_relation_size($1) as bytes`, [table])
  return Number(row?.bytes ?? 0)
}

const LOOKS = 400

const latencies = async (knowing: Knowing): Promise<{ readonly indicators: number[]; readonly values: number[] }> => {
  const { database } = knowing
  await database.script('vacuum analyze link')
  const keys = await database.query<{ key: string }>(
    `select encode(uuid_send(key), 'hex') as key from indicator order by md5(key::text) limit ${LOOKS}`,
  )
  const reading = { reads: 'red', limit: 5, now: Date.now() } as const
  const indicators: number[] = []
  const values: number[] = []
  for (const { key } of keys) {
    let nodes: readonly { readonly kind: Parameters<typeof readValueLinks>[1]; readonly value: string }[] = []
    indicators.push(
      1_000 *
        (await seconds(async () => {
          nodes = (await readIndicatorLinks(knowing, key as IndicatorKey, reading))?.nodes ?? []
        })),
    )
    for (const { kind, value } of nodes.slice(0, 2).concat(nodes.slice(-1)))
      values.push(
        1_000 * (await seconds(() => readValueLinks(knowing, kind, value, { ...reading, limit: 50, cursor: null, of: null }))),
      )
  }
  return { indicators, values }
}

const milliseconds = (bench: string, times: readonly number[], reference: string): Figure => {
  const p95 = percentile(times, 0.95)
  return {
    bench: `${bench}, p95 of ${times.length}`,
    value: rounded(p95),
    unit: 'ms',
    reference: `${reference}; p50 ${rounded(percentile(times, 0.5))} ms`,
    ratio: null,
    bar: '<= 50 ms',
    holds: p95 <= 50,
  }
}

/** On a store of `rows` indicators whose search has caught up. */
export const linksBench = async (knowing: Knowing, rows: number): Promise<Figure[]> => {
  const { database } = knowing
  const before = process.memoryUsage().rss
  let most = before
  const took = await seconds(async () => {
    while ((await trailLinks(knowing)) > 0) most = Math.max(most, process.memoryUsage().rss)
  })
  const { took: bare, postings } = await bareCopy(database)
  const [links, own] = [await sizeOf(database, 'link'), await sizeOf(database, 'indicator')]
  const { indicators, values } = await latencies(knowing)
  const bar = (MOST_SECONDS * rows) / 1_000_000
  return [
    {
      bench: `link ${rows} indicators, ${postings} postings`,
      value: rounded(took),
      unit: 's',
      reference: `bare COPY of the postings with the same indexes ${rounded(bare)} s`,
      ratio: rounded(took / bare, 2),
      bar: `<= ${rounded(bar)} s`,
      holds: took <= bar,
    },
    {
      bench: 'room of the links',
      value: rounded(links / rows),
      unit: 'bytes/indicator',
      reference: `the indicators' own table and indexes ${rounded(own / rows)} bytes`,
      ratio: rounded(links / own, 2),
      bar: 'ratio <= 3',
      holds: links <= 3 * own,
    },
    {
      bench: 'memory while linking, above what it was',
      value: Math.round((most - before) / 2 ** 20),
      unit: 'MB',
      reference: `the process held ${Math.round(before / 2 ** 20)} MB before`,
      ratio: null,
      bar: '<= 500 MB',
      holds: most - before <= 500 * 2 ** 20,
    },
    milliseconds('links of an indicator', indicators, 'all its values, five neighbours each'),
    milliseconds('who has a value, hubs too', values, 'a page of 50'),
  ]
}
