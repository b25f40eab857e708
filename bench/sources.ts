/** From the bytes of a feed to what its source says of each row, without a store: speed by format, and memory over a feed of any length. */
import { parse as csvParse } from 'csv-parse/sync'
import { SHIPPED_FIREWALL } from '../server/dist/intelligence/firewall.js'
import { fetcher } from '../server/dist/kit/parts.js'
import type { Part } from '../server/dist/kit/rows.js'
import type { Source } from '../server/dist/kit/source.js'
import { readRow } from '../server/dist/pipeline/read-rows.js'
import { sampleFeed } from '../server/dist/replay/sample-day.js'
import { epss } from '../server/dist/sources/epss.js'
import { feodo } from '../server/dist/sources/feodo.js'
import { openphish } from '../server/dist/sources/openphish.js'
import { spamhausDrop } from '../server/dist/sources/spamhaus-drop.js'
import { threatfox } from '../server/dist/sources/threatfox.js'
import { type Figure, rounded } from './figure.ts'

const ROWS = 100_000
const ROUNDS = 6
const LEAST_RATIO = 0.5
const CHUNK_BYTES = 1 << 16
const LARGEST_GROWTH_MB = 150
/** Room for young objects is taken once, however long the feed is. */
const WARM_UP_MB = 20
const NOW = Date.UTC(2026, 0, 15, 23)

interface Feed {
  readonly format: string
  readonly source: Source
  readonly values?: Readonly<Record<string, string>>
  readonly body: () => Buffer
  /** What a reader does at the least, by the bare library or what is built in. */
  readonly reference: string
  readonly bare: (text: string) => unknown
}

const sampleOf = (source: Source, file: string): string => sampleFeed(source.id, file, NOW).toString('utf8')

/** What stands before the first row of the sample, and its rows again and again, each a little different. */
const varied = (
  text: string,
  isRow: (line: string) => boolean,
  vary: (row: string, n: number) => string,
  trailer: readonly string[] = [],
): Buffer => {
  const lines = text.split(/\r?\n/)
  const head = lines.slice(0, lines.findIndex(isRow))
  const rows = lines.filter(isRow)
  return Buffer.from(
    [...head, ...Array.from({ length: ROWS }, (_, n) => vary(rows[n % rows.length] ?? '', n)), ...trailer].join('\n'),
  )
}

const document = (text: string): Buffer => {
  const rows = JSON.parse(text) as Record<string, unknown>[]
  return Buffer.from(JSON.stringify(Array.from({ length: ROWS }, (_, n) => ({ ...rows[n % rows.length], port: n % 65_536 }))))
}

const csvOptions = { comment: '#', ltrim: true, relax_column_count: true } as const
const columns = (count: number): string[] => Array.from({ length: count }, (_, at) => `column ${at + 1}`)

const FEEDS: readonly Feed[] = [
  {
    format: 'CSV',
    source: epss,
    values: { least: '0' },
    body: () =>
      varied(
        sampleOf(epss, 'epss_scores-current.csv'),
        line => line.startsWith('CVE-'),
        (row, n) => row.replace(/^[^,]+/, `CVE-2025-${10_000 + n}`),
      ),
    reference: 'csv-parse',
    bare: text => csvParse(text, { ...csvOptions, columns: true }),
  },
  {
    format: 'quoted CSV',
    source: threatfox,
    body: () =>
      varied(
        sampleOf(threatfox, 'recent.csv'),
        line => line.startsWith('"'),
        (row, n) => row.replace(/"(https?:[^"]*)"/, `"$1/${n}"`),
      ),
    reference: 'csv-parse',
    bare: text => csvParse(text, { ...csvOptions, columns: columns(15) }),
  },
  {
    format: 'lines',
    source: openphish,
    body: () =>
      varied(
        sampleOf(openphish, 'feed.txt'),
        line => line !== '',
        (row, n) => `${row}/${n}`,
      ),
    // To split alone is no reading: whoever takes a line for a URL looks whether it is one.
    reference: 'split, trim and URL.canParse',
    bare: text =>
      text
        .split('\n')
        .map(line => line.trim())
        .filter(line => URL.canParse(line)),
  },
  {
    format: 'JSON lines',
    source: spamhausDrop,
    body: () =>
      varied(
        sampleOf(spamhausDrop, 'drop_v4.json'),
        line => line.startsWith('{"cidr"'),
        (row, n) => row.replace(/SBL\d+/, `SBL${n}`),
        [`{"type":"metadata","records":${ROWS}}`],
      ),
    // To parse alone trusts the provider: the check of each row belongs to it.
    reference: 'split, JSON.parse and the schema',
    bare: text => text.split('\n').map(line => spamhausDrop.row.safeParse(JSON.parse(line))),
  },
  {
    format: 'JSON document',
    source: feodo,
    body: () => document(sampleOf(feodo, 'ipblocklist.json')),
    // The text of each row is kept beside what it says, so it has to be had.
    reference: 'JSON.parse, the schema and the text of each row',
    bare: text => (JSON.parse(text) as unknown[]).map(row => [JSON.stringify(row), feodo.row.parse(row)]),
  },
]

const partOf = (source: Source, values: Feed['values'] = {}): Part<unknown> => {
  const collected = source.collect({
    fetch: fetcher,
    at: key => ({ name: key, url: '' }),
    setting: key => values[key] ?? source.config[key]?.value ?? '',
    since: () => null,
    now: NOW,
  })
  const part = 'name' in collected ? collected : collected[0]
  if (!part) throw new Error(`${source.id} has no part`)
  return part
}

const open = (part: Part<unknown>, body: AsyncIterable<Uint8Array>) =>
  part.read({ url: '', status: 200, headers: {}, body }, () => Promise.reject(new Error('there is one page')))

async function* inChunks(body: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += CHUNK_BYTES) yield body.subarray(at, at + CHUNK_BYTES)
}

/** Rows that say something. */
const readAll = async ({ source, values }: Feed, body: Buffer): Promise<number> => {
  const part = partOf(source, values)
  let rows = 0
  for await (const batch of open(part, inChunks(body))) {
    for (const row of batch) {
      const parsed = source.parse(source.row.parse(row.decode()), { part: part.name })
      if (parsed !== null && !('refused' in parsed)) rows += 1
    }
  }
  return rows
}

const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}

/** In turn, so that both meet the same weather, and the best of some rounds of each. */
const parseFigure = async (feed: Feed): Promise<Figure> => {
  const body = feed.body()
  if ((await readAll(feed, body)) !== ROWS) throw new Error(`${feed.source.id} does not read all rows of its own sample`)
  let ours = Number.POSITIVE_INFINITY
  let bare = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round += 1) {
    ours = Math.min(ours, await timed(() => readAll(feed, body)))
    bare = Math.min(bare, await timed(() => feed.bare(body.toString('utf8'))))
  }
  return {
    bench: `read and parse, ${feed.format} (${feed.source.id}), without a store`,
    value: Math.round(ROWS / ours),
    unit: 'rows/s',
    reference: `${feed.reference} ${Math.round(ROWS / bare)} rows/s`,
    ratio: rounded(bare / ours, 2),
    bar: `ratio >= ${LEAST_RATIO}`,
    holds: bare / ours >= LEAST_RATIO,
  }
}

/** A list of URLs that goes on for so many bytes; no line comes twice. */
async function* endless(bytes: number): AsyncGenerator<Uint8Array> {
  const [host = ''] = sampleOf(openphish, 'feed.txt').split('\n')
  let n = 0
  for (let sent = 0; sent < bytes; ) {
    let text = ''
    while (text.length < CHUNK_BYTES) {
      text += `${host}/${n}\n`
      n += 1
    }
    sent += text.length
    yield Buffer.from(text)
  }
}

/** Reads and judges rows, and keeps none. */
const streamed = async (megabytes: number): Promise<{ readonly rows: number; readonly mostBytes: number }> => {
  const context = { firewall: SHIPPED_FIREWALL, now: NOW, sample: true, dates: openphish.dates, isFirstRead: true }
  const part = partOf(openphish)
  let rows = 0
  let mostBytes = 0
  for await (const batch of open(part, endless(megabytes * 1_000_000))) {
    for (const row of batch) rows += readRow(openphish, part.name, row, context).judged.length
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss())
  }
  return { rows, mostBytes }
}

/** What the process takes at most while rows come and go, beyond what it took once it was warm. */
const streamFigure = async (megabytes: number): Promise<Figure> => {
  await streamed(WARM_UP_MB)
  const before = process.memoryUsage.rss()
  const started = performance.now()
  const { rows, mostBytes } = await streamed(megabytes)
  const growth = Math.max(0, mostBytes - before) / 1_048_576
  return {
    bench: `memory growth (RSS) over ${megabytes} MB of lines, read and judged`,
    value: Math.round(growth),
    unit: 'MB',
    reference: `${rows} rows, ${Math.round(rows / ((performance.now() - started) / 1_000))} rows/s`,
    ratio: null,
    bar: `<= ${LARGEST_GROWTH_MB} MB`,
    holds: growth <= LARGEST_GROWTH_MB,
  }
}

export const sourcesBench = async ({ quick }: { readonly quick: boolean }): Promise<Figure[]> => {
  const figures = [await streamFigure(quick ? 100 : 1_000)]
  for (const feed of FEEDS) figures.push(await parseFigure(feed))
  return figures
}
