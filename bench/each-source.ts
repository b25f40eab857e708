/** Rows a second of each source, from the text of a row to what the source says of it, beside the bare parser of its format. */
import { isIP } from 'node:net'
import { parse as csvParse } from 'csv-parse/sync'
import { Tokens } from '../server/dist/egress/tokens.js'
import { fetcher } from '../server/dist/kit/parts.js'
import type { Answer, Ask, RawRow } from '../server/dist/kit/rows.js'
import type { Source } from '../server/dist/kit/source.js'
import { protocols } from '../server/dist/replay/providers/index.js'
import { play, replayValues } from '../server/dist/replay/replay.js'
import { sources } from '../server/dist/sources/index.js'
import { type Figure, rounded } from './figure.ts'

const ORIGIN = 'http://replay.invalid'
/** The day the samples were written for. */
const NOW = Date.UTC(2026, 0, 15, 23)
const ROUNDS = 2
const LEAST_RATIO = 0.5

interface Reading {
  /** A row from its text alone. */
  readonly decode: (row: RawRow<unknown>) => unknown
  readonly reference: string
  readonly bare: (texts: readonly string[]) => unknown
}

/** To parse alone trusts the provider: the check of each row belongs to it, as in the figures by format. */
const jsonReading = (source: Source): Reading => ({
  decode: row => JSON.parse(row.raw),
  reference: 'JSON.parse and the schema',
  bare: texts => texts.map(text => source.row.parse(JSON.parse(text))),
})
const csvReading = (delimiter: string): Reading => ({
  decode: row => row.decode(),
  reference: 'csv-parse',
  bare: texts => csvParse(texts.join('\n'), { delimiter, ltrim: true, relax_column_count: true, relax_quotes: true }),
})
const LINES: Reading = {
  decode: row => row.decode(),
  reference: 'split, trim, net.isIP and URL.canParse',
  bare: texts => texts.map(text => text.trim()).filter(line => isIP(line) !== 0 || URL.canParse(line)),
}

const readingOf = (source: Source, row: RawRow<unknown>): Reading => {
  if (/^[{[]/.test(row.raw)) return jsonReading(source)
  // A line of several fields is a record, whatever the provider calls it.
  const delimiter = [',', '\t', ';', ' '].find(one => row.raw.includes(one))
  return delimiter === undefined ? LINES : csvReading(delimiter)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

interface SampleRow {
  readonly row: RawRow<unknown>
  readonly part: string
}

/** The rows of a source's sample, its provider played in this process. */
const sampleRows = async (source: Source): Promise<SampleRow[]> => {
  const values: Readonly<Record<string, string>> = replayValues(source, ORIGIN)
  const stage = { players: [source], protocols, origin: ORIGIN, now: NOW }
  const tokens = new Tokens(async ask => ({ ...(await get(ask)), unchanged: false, validators: {} }))
  const get = async ({ url, method = 'GET', headers = {}, body = '', token }: Ask): Promise<Answer> => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    if (token) lower.authorization = `Bearer ${await tokens.take(token)}`
    const played = play(stage, { url, method, headers: lower, body })
    return { url, status: played.status, headers: played.headers ?? {}, body: once(played.body) }
  }
  const collected = source.collect({
    fetch: fetcher,
    at: key => ({ name: key, url: values[key] ?? '' }),
    setting: key => values[key] ?? '',
    since: () => null,
    now: NOW,
  })
  const rows: SampleRow[] = []
  for (const part of 'name' in collected ? [collected] : collected) {
    for await (const batch of part.read(await get(part.ask), get)) for (const row of batch) rows.push({ row, part: part.name })
  }
  return rows
}

const seconds = (work: () => unknown): number => {
  const started = performance.now()
  work()
  return (performance.now() - started) / 1_000
}

const figureOf = async (source: Source, count: number): Promise<Figure | null> => {
  const sample = await sampleRows(source)
  const [first] = sample
  if (!first) return null
  const reading = readingOf(source, first.row)
  const rows = Array.from({ length: count }, (_, n) => sample[n % sample.length] ?? first)
  const texts = rows.map(({ row }) => row.raw)
  let ours = Number.POSITIVE_INFINITY
  let bare = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round += 1) {
    ours = Math.min(
      ours,
      seconds(() => {
        for (const { row, part } of rows) source.parse(source.row.parse(reading.decode(row)), { part })
      }),
    )
    bare = Math.min(
      bare,
      seconds(() => reading.bare(texts)),
    )
  }
  return {
    bench: `rows of ${source.id}, from text to statement`,
    value: Math.round(count / ours),
    unit: 'rows/s',
    reference: `${reading.reference} ${Math.round(count / bare)} rows/s`,
    ratio: rounded(bare / ours, 2),
    bar: `ratio >= ${LEAST_RATIO}`,
    holds: bare / ours >= LEAST_RATIO,
  }
}

export const eachSourceBench = async ({ quick }: { readonly quick: boolean }): Promise<Figure[]> => {
  const figures: Figure[] = []
  for (const source of sources) {
    const figure = await figureOf(source, quick ? 10_000 : 100_000)
    if (figure !== null) figures.push(figure)
  }
  return figures
}
