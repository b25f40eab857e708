/** A TAXII 2.1 collection: what was added since the last time, page by page. */
import { z } from 'zod'
import { readJson } from '../../../kit/formats/json.ts'
import { tellReports } from '../../../kit/formats/stix.ts'
import { StixWindows } from '../../../kit/formats/stix-windows.ts'
import { at as within } from '../../../kit/path.ts'
import type { Answer, Ask, Walk } from '../../../kit/rows.ts'
import { StixRowSchema, stixObserved } from '../../stix/objects.ts'
import type { DeclarationOf } from '../declaration.ts'
import { overDefaults } from './defaults.ts'
import type { MakeKind } from './kind.ts'

type Taxii = DeclarationOf<'taxii'>

const ACCEPT = 'application/taxii+json;version=2.1'
const DAY_MS = 86_400_000
/** Objects of some pages are read together: a relationship may come after what it ties. Of what was read before, what is needed is kept. */
const READ_TOGETHER = 10_000
const MOST_PAGES = 10_000

/** An object, and until when the collection had been read when it came. */
const Row = StixRowSchema.extend({ added: z.string().nullable() })

export const taxiiKind: MakeKind<Taxii> = (declaration, defaults) => ({
  cursor: { at: 'added', as: 'time', order: 'oldest-first' },
  collect: ({ fetch, at: { name, url }, options, since, now }) => {
    const { days, collection } = declaration
    const from = since ?? (days === undefined ? undefined : new Date(now - days * DAY_MS).toISOString())
    const headers = { accept: ACCEPT, ...options.headers }
    const query = { ...options.query, limit: declaration.limit, added_after: from }
    const objects = { name, url: objectsOf(url, collection) }
    const walk = walkOf({ headers, query: new URLSearchParams(Object.entries(query).flatMap(pair)) }, objects.url)
    return fetch.walk(objects, walk, { headers, query, incremental: true })
  },
  row: Row,
  parse: row => overDefaults(stixObserved(Row.parse(row), defaults.threat ?? null), defaults),
})

const pair = ([name, value]: [string, string | number | undefined]): [string, string][] =>
  value === undefined ? [] : [[name, String(value)]]

/** Where the objects of a collection are, from the address of an API root or of the collection. */
const objectsOf = (url: string, collection: string | undefined): string => {
  const base = url.replace(/\/+$/, '').replace(/\/objects$/, '')
  const named =
    collection === undefined
      ? base
      : `${base.replace(/\/collections(?:\/[^/]*)?$/, '')}/collections/${encodeURIComponent(collection)}`
  return `${named}/objects/`
}

const walkOf = (
  asked: { readonly headers: Readonly<Record<string, string>>; readonly query: URLSearchParams },
  url: string,
): Walk =>
  async function* walk(answer, get, tell) {
    const windows = new StixWindows()
    let waiting: unknown[] = []
    let added: string | null = null
    const seen = new Set<string>()
    for (let page = answer; seen.size < MOST_PAGES; ) {
      const envelope = await readJson(page.body)
      const objects = within(envelope, 'objects')
      if (Array.isArray(objects)) waiting.push(...objects)
      added = later(added, page)
      const next = nextPage(envelope, added, asked.query)
      const isLast = next === null || seen.has(next.toString())
      if (waiting.length >= READ_TOGETHER || isLast) {
        tellReports(waiting, tell)
        yield windows.join(waiting).map(row => (typeof row === 'object' && row !== null ? { ...row, added } : row))
        waiting = []
      }
      if (isLast && within(envelope, 'more') === true)
        tell.remark('The server says that there is more, and not how to ask for it.')
      if (isLast) break
      seen.add(next.toString())
      const ask: Ask = { url: `${url}?${next}`, headers: asked.headers }
      page = await get(ask)
    }
    if (seen.size >= MOST_PAGES) tell.leaves(`${MOST_PAGES} pages were read: the rest is asked for the next time.`)
    if (windows.unresolved > 0) tell.remark(unresolved(windows.unresolved))
  }

const unresolved = (ties: number): string =>
  `${ties} ${ties === 1 ? 'tie' : 'ties'} of indicators to malware, groups or reports could not be resolved: what they lead to did not come in this reading, or more than ${READ_TOGETHER} objects later.`

const later = (known: string | null, { headers }: Answer): string | null => {
  const last = headers['x-taxii-date-added-last']
  return last !== undefined && !Number.isNaN(Date.parse(last)) && (known === null || last > known) ? last : known
}

/** The next page by its token, or where the server gives none by the date of the last object. */
const nextPage = (envelope: unknown, added: string | null, query: URLSearchParams): URLSearchParams | null => {
  if (within(envelope, 'more') !== true) return null
  const token = within(envelope, 'next')
  const next = new URLSearchParams(query)
  if (typeof token === 'string' && token !== '') next.set('next', token)
  else if (added !== null) next.set('added_after', added)
  else return null
  return next
}
