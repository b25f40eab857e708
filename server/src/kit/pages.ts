/** Lists that come in pages. */
import { Problem } from '../problem.ts'
import { itemsAt, readJson, rowOf } from './formats/json.ts'
import { at } from './path.ts'
import type { Ask, JsonOptions, Page, Part } from './rows.ts'

/** More pages are a loop, not a list. */
const MOST_PAGES = 10_000

const NO_CONTENT = 204

/** Reads pages until there is no next one, one comes a second time, or the source says that there is no content. */
export const readPages = (first: Ask, options: JsonOptions): Part<unknown>['read'] =>
  async function* rows(answer, get, tell) {
    const { path = '', entries = 'array', items, next } = options
    const asked = new Set<string>()
    let ask = first
    for (let page = answer; asked.size < MOST_PAGES; page = await get(ask)) {
      asked.add(identity(ask))
      if (page.status === NO_CONTENT) return
      const document = await readJson(page.body)
      const found = items ? items(document) : itemsAt(document, path, entries)
      if (found.length > 0) yield found.map(rowOf)
      const read = { document, headers: page.headers, ask, rows: found.length, number: asked.size }
      const following = next?.(read, tell) ?? null
      if (following === null) return
      ask = typeof following === 'string' ? { ...ask, url: sameHost(following, ask.url) } : following
      if (asked.has(identity(ask))) return
    }
    tell?.leaves(`${MOST_PAGES} pages were read, and there are more: those are not read.`)
  }

const identity = ({ url, body }: Ask): string => `${url} ${body ?? ''}`

/** Credentials go with the request, so a page elsewhere is not asked for. */
export const sameHost = (next: string, from: string): string => {
  const url = URL.canParse(next, from) ? new URL(next, from) : null
  if (url && url.origin === new URL(from).origin) return url.href
  throw new Problem('bad-feed', `The next page is on another host (${url?.host ?? 'unreadable'}): not followed.`, {
    todo: 'Keys are sent to the configured host only. If the provider has moved, configure its new address.',
  })
}

/** The usual ways to page, as `next`. */
export const pages = {
  /** The document names the next page at `path` (dotted). */
  link:
    (path: string) =>
    ({ document }: Page): string | null => {
      const value = at(document, path)
      return typeof value === 'string' && value !== '' ? value : null
    },
  /** The `Link` header names it (RFC 8288). */
  header: ({ headers }: Page): string | null => /<([^>]+)>\s*;[^,]*rel="?next"?/.exec(headers.link ?? '')?.[1] ?? null,
  /** A query parameter counts rows; the last page is shorter than `size`. */
  offset:
    (parameter: string, size: number) =>
    ({ ask, rows }: Page): string | null => {
      if (rows < size) return null
      const url = new URL(ask.url)
      url.searchParams.set(parameter, String(Number(url.searchParams.get(parameter) ?? 0) + rows))
      return url.href
    },
  /** A query parameter counts pages; the last page is shorter than `size`. */
  number:
    (parameter: string, size: number) =>
    ({ ask, rows }: Page): string | null => {
      if (rows < size) return null
      const url = new URL(ask.url)
      url.searchParams.set(parameter, String(Number(url.searchParams.get(parameter) ?? 1) + 1))
      return url.href
    },
  /** The document holds a cursor at `path` that goes into a query parameter. */
  cursor:
    (path: string, parameter: string) =>
    ({ document, ask }: Page): string | null => {
      const value = at(document, path)
      if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return null
      const url = new URL(ask.url)
      url.searchParams.set(parameter, String(value))
      return url.href
    },
}
