/** Rows a second from parsed to committed, beside raw COPY of the same rows into an unindexed table of the same server. */
import { Readable } from 'node:stream'
import type { Database } from '../server/dist/engines/database/database.js'
import { Housekeeping } from '../server/dist/runtime/housekeeping.js'
import { orderIndexes, trailSearch } from '../server/dist/store/search-text.js'
import type { Knowing } from '../server/dist/store/write-rows.js'
import { followedSource, runBody, warmSource } from './bench-source.ts'
import { feedBody, feedRow } from './feed.ts'
import { type Figure, rounded } from './figure.ts'

/** A product that runs for weeks is warm when a feed comes in. */
const WARM_UP_ROWS = 20_000

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** The reference: the same rows' columns, ready as text, copied in batches of 10,000 into a table without an index. */
const rawCopyRate = async (database: Database, rows: number): Promise<number> => {
  await database.script(
    'drop table if exists raw_copy; create table raw_copy (value text, type text, threat text, malware text, tags text, confidence integer, first_seen timestamptz, last_seen timestamptz, reporter text)',
  )
  const batches: string[] = []
  for (let from = 0; from < rows; from += 10_000) {
    batches.push(
      Array.from(
        { length: Math.min(10_000, rows - from) },
        (_, index) => `${feedRow(from + index).replaceAll(',', '\t')}\n`,
      ).join(''),
    )
  }
  const took = await seconds(async () => {
    for (const text of batches) {
      await database.transaction(transaction =>
        transaction.copy('raw_copy (value, type, threat, malware, tags, confidence, first_seen, last_seen, reporter)', text),
      )
    }
  })
  await database.script('drop table raw_copy')
  return rows / took
}

/** The rows as the bytes of a feed, made before the clock runs, as those of the reference are. */
const made = async (body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Readable.from(chunks)
}

const figure = (bench: string, rate: number, reference: string, ratio: number, least: number): Figure => ({
  bench,
  value: Math.round(rate),
  unit: 'rows/s',
  reference,
  ratio: rounded(ratio, 4),
  bar: `ratio >= ${rounded(least, 4)}`,
  holds: ratio >= least,
})

/** Ingest into a PostgreSQL server; leaves the rows there for the benches that read. */
export const serverIngest = async (knowing: Knowing, rows: number): Promise<Figure[]> => {
  const { database } = knowing
  const copied = await rawCopyRate(database, rows)
  await runBody(knowing, feedBody(10_000_000, 10_000_000 + WARM_UP_ROWS), warmSource)
  const body = await made(feedBody(0, rows))
  const ingest = await seconds(() => runBody(knowing, body))
  await catchUp(database)
  await analyse(database)
  const tomorrow = await made(feedBody(0, rows, 'tomorrow'))
  const again = await seconds(() => runBody(knowing, tomorrow))
  const reference = `raw COPY ${Math.round(copied)} rows/s`
  const rate = rows / ingest
  return [
    figure('ingest new rows, server', rate, reference, rate / copied, 1 / 10),
    figure('unchanged rows again, server', rows / again, `new rows ${Math.round(rate)} rows/s`, ingest / again, 5),
  ]
}

/** Fewer are over before search follows at its pace. */
const FOLLOWED_ROWS = 300_000
/** Far from the rows of the other benches. */
const FOLLOWED_FROM = 20_000_000

/** Rows a second until they are in and found by any part of them: search follows beside the writes, as it does in the product. */
export const followedIngest = async (knowing: Knowing, least: number): Promise<Figure[]> => {
  const { database } = knowing
  const rows = Math.max(least, FOLLOWED_ROWS)
  const copied = await rawCopyRate(database, rows)
  await runBody(knowing, feedBody(10_000_000, 10_000_000 + WARM_UP_ROWS), warmSource)
  const body = await made(feedBody(FOLLOWED_FROM, FOLLOWED_FROM + rows))
  const housekeeping = new Housekeeping({
    database,
    now: Date.now,
    onError: fail,
    chores: [],
    followers: [],
    attend: async () => undefined,
  })
  await housekeeping.catchUp()
  housekeeping.start()
  const took = await seconds(async () => {
    await runBody(knowing, body, followedSource)
    await housekeeping.stop()
    await housekeeping.catchUp()
  })
  const rate = rows / took
  const reference = `raw COPY ${Math.round(copied)} rows/s`
  return [figure('ingest new rows with substring search, server', rate, reference, rate / copied, 1 / 16)]
}

const fail = (error: unknown): void => {
  throw error
}

/** Ingest into the embedded store, beside the server's rate. */
export const embeddedIngest = async (knowing: Knowing, rows: number, serverRate: number | null): Promise<Figure[]> => {
  await runBody(knowing, feedBody(10_000_000, 10_000_000 + WARM_UP_ROWS), warmSource)
  const body = await made(feedBody(0, rows))
  const rate = rows / (await seconds(() => runBody(knowing, body)))
  const tomorrow = await made(feedBody(0, rows, 'tomorrow'))
  const again = rows / (await seconds(() => runBody(knowing, tomorrow)))
  await catchUp(knowing.database)
  await analyse(knowing.database)
  const unchanged = figure('unchanged rows again, embedded', again, `new rows ${Math.round(rate)} rows/s`, again / rate, 5)
  if (serverRate === null) return [unchanged]
  return [figure('ingest new rows, embedded', rate, `server ${Math.round(serverRate)} rows/s`, rate / serverRate, 0.5), unchanged]
}

/** Lets search and the term index catch up, as housekeeping does beside the writes. */
const catchUp = async (database: Database): Promise<void> => {
  const each = async (): Promise<void> => {
    while ((await trailSearch(database, 4)) > 0);
  }
  await Promise.all(Array.from({ length: database.writers }, each))
  await orderIndexes(database)
}

/** Statistics for the benches that read. */
const analyse = async (database: Database): Promise<void> => {
  await database.script('analyze indicator; analyze assertion_row; analyze indicator_text')
}
