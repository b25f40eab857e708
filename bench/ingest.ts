/** Rows a second from parsed to committed, beside raw COPY of the same rows into an unindexed table of the same server. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../server/dist/engines/database/database.js'
import { openPglite } from '../server/dist/engines/database/pglite.js'
import { openPostgres } from '../server/dist/engines/database/postgres.js'
import { trailSearch } from '../server/dist/store/search-text.js'
import { prepareBench, runBody } from './bench-source.ts'
import { feedBody, feedRow } from './feed.ts'
import { type BenchOptions, type Figure, rounded } from './figure.ts'

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
    batches.push(Array.from({ length: Math.min(10_000, rows - from) }, (_, index) => `${feedRow(from + index).replaceAll(',', '\t')}\n`).join(''))
  }
  const took = await seconds(async () => {
    for (const text of batches) {
      await database.transaction(transaction => transaction.copy('raw_copy (value, type, threat, malware, tags, confidence, first_seen, last_seen, reporter)', text))
    }
  })
  await database.script('drop table raw_copy')
  return rows / took
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

export const ingestBench = async ({ quick, serverUrl }: BenchOptions): Promise<Figure[]> => {
  const rows = quick ? 100_000 : 400_000
  const figures: Figure[] = []
  let serverRate: number | null = null
  if (serverUrl !== null) {
    const database = await openPostgres(serverUrl)
    const copied = await rawCopyRate(database, rows)
    const knowing = await prepareBench(database)
    await runBody(knowing, feedBody(10_000_000, 10_002_000))
    const ingest = await seconds(() => runBody(knowing, feedBody(0, rows)))
    serverRate = rows / ingest
    const trail = await seconds(async () => {
      while ((await trailSearch(database, 4)) > 0);
    })
    const again = await seconds(() => runBody(knowing, feedBody(0, rows, 'tomorrow')))
    const reference = `raw COPY ${Math.round(copied)} rows/s`
    figures.push(
      figure('ingest new rows, server', serverRate, reference, serverRate / copied, 1 / 10),
      figure('ingest new rows with substring search, server', rows / (ingest + trail), reference, rows / (ingest + trail) / copied, 1 / 16),
      figure('unchanged rows again, server', rows / again, `new rows ${Math.round(serverRate)} rows/s`, ingest / again, 5),
    )
    await database.close()
  }
  const folder = mkdtempSync(join(tmpdir(), 'keysguard-bench-'))
  const database = await openPglite(folder)
  const knowing = await prepareBench(database)
  await runBody(knowing, feedBody(10_000_000, 10_002_000))
  const embeddedRate = rows / (await seconds(() => runBody(knowing, feedBody(0, rows))))
  const again = rows / (await seconds(() => runBody(knowing, feedBody(0, rows, 'tomorrow'))))
  if (serverRate !== null) {
    figures.push(figure('ingest new rows, embedded', embeddedRate, `server ${Math.round(serverRate)} rows/s`, embeddedRate / serverRate, 0.5))
  }
  figures.push(figure('unchanged rows again, embedded', again, `new rows ${Math.round(embeddedRate)} rows/s`, again / embeddedRate, 5))
  await database.close()
  rmSync(folder, { recursive: true })
  return figures
}
