/** NVD's way to ask for what was modified: both ends of a window, 120 days at most, in pages. */
import { cursorMs } from '../../kit/cursor.ts'
import { itemsAt, readJson } from '../../kit/formats/json.ts'
import { demandCount } from '../../kit/formats/stated-count.ts'
import { withQuery } from '../../kit/parts.ts'
import { at } from '../../kit/path.ts'
import type { Ask, Walk } from '../../kit/rows.ts'

const DAY_MS = 86_400_000
/** A little less than is allowed. */
const WINDOW_MS = 119 * DAY_MS
/** Records turn up some time after they were modified. */
const OVERLAP_MS = 2 * 3_600_000
const PAGE = 2_000
const MOST_PRODUCTS = 12

type Window = Readonly<Record<'lastModStartDate' | 'lastModEndDate' | 'resultsPerPage', string>>

/** From where the last run ended, oldest first; times without a zone are UTC. */
export const windowsSince = (since: string | null, days: number, now: number): readonly Window[] => {
  const start = since === null ? now - days * DAY_MS : cursorMs(since) - OVERLAP_MS
  const windows: Window[] = []
  for (let from = start; from < now; from += WINDOW_MS)
    windows.push({
      lastModStartDate: new Date(from).toISOString(),
      lastModEndDate: new Date(Math.min(from + WINDOW_MS, now)).toISOString(),
      resultsPerPage: String(PAGE),
    })
  return windows
}

/** Reads window after window, each page by page: within one, records are in no order. */
export const walkWindows = (ask: Ask, windows: readonly Window[]): Walk =>
  async function* walk(first, get, tell) {
    for (const [index, window] of windows.entries()) {
      let answer = index === 0 ? first : await get({ ...ask, url: withQuery(ask.url, window) })
      for (let read = 0; ; ) {
        const document = await readJson(answer.body)
        if (document === undefined) break
        const records = itemsAt(document, 'vulnerabilities', 'array')
        yield records.map(recordOf)
        read += records.length
        const total = at(document, 'totalResults')
        if (records.length === 0) demandCount(total, read)
        if (records.length === 0 || read >= Number(total)) break
        answer = await get({ ...ask, url: withQuery(ask.url, { ...window, startIndex: read }) })
      }
      tell.reached(window.lastModEndDate)
    }
  }

/** A record without the long list of affected configurations: of those, which products they name. */
const recordOf = (entry: unknown): unknown => {
  const record = at(entry, 'cve')
  if (typeof record !== 'object' || record === null) return entry
  const { configurations, ...rest } = record as Readonly<Record<string, unknown>>
  return { ...rest, products: productsIn(configurations) }
}

/** `cpe:2.3:o:vendor:product:…` */
const productsIn = (configurations: unknown): string[] => {
  const products = new Set<string>()
  for (const configuration of listOf(configurations))
    for (const node of listOf(at(configuration, 'nodes')))
      for (const match of listOf(at(node, 'cpeMatch'))) {
        const [, , , vendor = '', product = ''] = String(at(match, 'criteria') ?? '').split(/(?<!\\):/)
        if (at(match, 'vulnerable') === true && product !== '' && products.size < MOST_PRODUCTS)
          products.add(`${vendor} ${product}`.replaceAll('\\', '').replaceAll('_', ' '))
      }
  return [...products]
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
