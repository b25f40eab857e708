/**
 * urlscan.io's search gives the newest scans first, and a run may read so many pages. So that nothing is passed over, time is read from its
 * oldest end: where a span holds more than may be read, a shorter one is asked for, and the next run goes on behind it.
 */
import { itemsAt, readJson } from '../../kit/formats/json.ts'
import { withQuery } from '../../kit/parts.ts'
import { at } from '../../kit/path.ts'
import type { Address, Answer, Ask, Fetcher, Get, Part, Walk } from '../../kit/rows.ts'

const PAGE = 100
/** Scans are indexed with some delay: the last hour is read again. */
const OVERLAP_MS = 3_600_000
/** So short a span is read whole, whatever it costs: one more could not be told apart from it. */
const SHORTEST_MS = 60_000
/** Scans are not spread evenly. */
const CAUTION = 0.8
const MOST_PAGES = 1_000

export interface ScanSearch {
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  /** All before it was read. In milliseconds since 1970, as `now`. */
  readonly from: number
  readonly now: number
  /** Pages to read a run. */
  readonly pages: number
}

const iso = (ms: number): string => new Date(ms).toISOString()

export const searchScans = (fetch: Fetcher, place: Address, search: ScanSearch): Part<unknown> => {
  const { headers, from, now } = search
  const start = Math.min(from, now - OVERLAP_MS)
  const query = { q: asked(search.query, start, null), size: PAGE }
  return fetch.walk(place, walkSpans({ url: place.url, headers }, { ...search, from: start }), {
    headers,
    query,
    incremental: true,
  })
}

const asked = (query: string, from: number, to: number | null): string =>
  `(${query}) AND date:[${iso(from)} TO ${to === null ? '*' : iso(to)}]`

const walkSpans = (place: Ask, { query, from, now, pages }: ScanSearch): Walk =>
  async function* walk(first, get, tell) {
    const askFor = (start: number, end: number): Ask => ({
      ...place,
      url: withQuery(place.url, { q: asked(query, start, end >= now ? null : end), size: PAGE }),
    })
    let [start, end, left, read] = [from, now, pages, 0]
    let ask = askFor(start, end)
    let answer = first
    for (;;) {
      const page = await pageOf(answer)
      const needed = page.total / Math.max(1, page.scans.length)
      if (needed > left && end - start > SHORTEST_MS) {
        end = start + Math.max(SHORTEST_MS, Math.floor(((end - start) * CAUTION * left) / needed))
      } else {
        for await (const scans of restOf(page, ask, get)) {
          left -= 1
          read += scans.length
          yield scans
        }
        tell.reached(iso(Math.min(end, now - OVERLAP_MS)))
        if (end >= now) return
        if (left <= 0) {
          tell.leaves(`${read} scans were read, up to ${iso(end)}: the next run goes on from there.`)
          return
        }
        ;[start, end] = [end, now]
      }
      ask = askFor(start, end)
      answer = await get(ask)
    }
  }

interface Page {
  readonly scans: readonly unknown[]
  readonly total: number
  /** Where the next page begins. */
  readonly after: string | null
  readonly hasMore: unknown
}

const pageOf = async ({ body }: Answer): Promise<Page> => {
  const document = await readJson(body)
  const scans = itemsAt(document, 'results', 'array')
  const sort = at(scans.at(-1), 'sort')
  const total = Number(at(document, 'total') ?? scans.length)
  return {
    scans,
    total: Number.isNaN(total) ? scans.length : total,
    after: Array.isArray(sort) ? sort.join(',') : null,
    hasMore: at(document, 'has_more'),
  }
}

/** A page and those behind it. */
async function* restOf(first: Page, ask: Ask, get: Get): AsyncGenerator<readonly unknown[]> {
  let page = first
  for (let pages = 1, read = 0; pages < MOST_PAGES; pages += 1) {
    yield page.scans
    read += page.scans.length
    const isLast = page.hasMore !== true && read >= page.total
    if (page.scans.length === 0 || page.after === null || isLast) return
    page = await pageOf(await get({ ...ask, url: withQuery(ask.url, { search_after: page.after }) }))
  }
}
