/** Items of RSS (0.9x to 2.0) and Atom. Entities a document declares are never expanded; size, depth and numbers are bounded. */
import { createHash } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { Problem } from '../../problem.ts'
import { present } from '../fields.ts'
import type { Format, RawRow } from '../rows.ts'
import { decodeEntities, htmlText } from './html-text.ts'
import { refuseHtml } from './records.ts'

export interface SyndicationItem {
  /** Its guid, or what stands for one. */
  readonly id: string
  readonly title: string
  readonly link: string
  /** As written; empty where there is none. */
  readonly date: string
  readonly author: string
  readonly categories: readonly string[]
  /** Everything it says, without markup. */
  readonly text: string
}

const LARGEST_BYTES = 16 << 20
const DEEPEST = 64
const MOST_ITEMS = 5_000
/** Of the text that is kept as evidence. */
const SHOWN = 2_000

type Node = Readonly<Record<string, unknown>>

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  cdataPropName: '#cdata',
  parseTagValue: false,
  processEntities: false,
  maxNestedTags: DEEPEST,
})

/** Each item once, by its guid. */
export const syndication = (): Format<SyndicationItem> =>
  async function* rows(chunks, tell) {
    const entries = entriesOf(parse(await readText(chunks)))
    if (entries.length > MOST_ITEMS)
      tell?.leaves(`The first ${MOST_ITEMS} of ${entries.length} entries were read; a feed this long is not read further.`)
    const known = new Set<string>()
    const batch: RawRow<SyndicationItem>[] = []
    for (const entry of entries.slice(0, MOST_ITEMS)) {
      const item = itemOf(entry)
      if (known.has(item.id)) continue
      known.add(item.id)
      const { id, title, link, text, author, date } = item
      tell?.report?.({ ref: id, title, url: present(link), text, reporter: present(author), date })
      batch.push(rowOf(item))
    }
    if (batch.length > 0) yield batch
  }

/** Known again by what it says, kept as evidence with its beginning. */
const rowOf = (item: SyndicationItem): RawRow<SyndicationItem> => {
  const digest = createHash('sha256').update(item.text).digest('base64url')
  return { raw: JSON.stringify({ ...item, text: item.text.slice(0, SHOWN), digest }), decode: () => item }
}

const readText = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > LARGEST_BYTES)
      throw new Problem('too-large', `The feed is larger than ${LARGEST_BYTES >> 20} MiB.`, { todo: 'Use a shorter feed.' })
    pieces.push(chunk)
  }
  const body = Buffer.concat(pieces)
  const [, encoding = 'utf-8'] = /^[^>]{0,200}encoding=["']([\w-]{1,40})["']/.exec(body.toString('latin1', 0, 300)) ?? []
  return decode(body, encoding)
}

const decode = (body: Uint8Array, encoding: string): string => {
  try {
    return new TextDecoder(encoding).decode(body)
  } catch {
    return new TextDecoder('utf-8').decode(body)
  }
}

const parse = (text: string): unknown => {
  refuseHtml(text)
  if (/<!ENTITY/i.test(text))
    throw new Problem('bad-feed', 'The feed declares entities of its own, which no feed needs and attacks do.', {
      todo: 'Look at the feed: it may have been tampered with.',
    })
  try {
    return parser.parse(text) as unknown
  } catch (cause) {
    throw new Problem('bad-feed', `The feed is not XML: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      todo: 'Look at the feed in a browser: it may be an error page, or cut off.',
      cause,
    })
  }
}

const entriesOf = (document: unknown): readonly Node[] => {
  const root = node(document)
  const places = [node(node(root.rss).channel).item, node(root['rdf:RDF']).item, node(root.feed).entry]
  if (root.rss === undefined && root['rdf:RDF'] === undefined && root.feed === undefined)
    throw new Problem('bad-feed', 'The document is neither RSS nor Atom.', { todo: 'Look at the address in a browser.' })
  return places.flatMap(many).map(node)
}

const itemOf = (entry: Node): SyndicationItem => {
  const title = markup(entry.title)
  const link = linkOf(entry)
  const guid = plain(entry.guid) || plain(entry.id)
  return {
    id: guid || link || title,
    title,
    link: link || (/^https?:/i.test(guid) ? guid : ''),
    date: plain(entry.pubDate) || plain(entry.published) || plain(entry.updated) || plain(entry['dc:date']),
    author: plain(entry['dc:creator']) || plain(node(entry.author).name) || plain(entry.author),
    categories: many(entry.category).map(category => plain(node(category)['@term']) || plain(category)),
    text: [title, entry.description, entry.summary, entry['content:encoded'], entry.content].map(markup).join('\n'),
  }
}

/** RSS has one link; Atom several, of which the page itself is the alternate. */
const linkOf = (entry: Node): string => {
  const links = many(entry.link)
  const [page = ''] = links.flatMap(link => {
    const { '@href': href, '@rel': rel = 'alternate' } = node(link)
    return rel === 'alternate' ? [plain(href) || plain(link)] : []
  })
  return /^https?:\/\//i.test(page) ? page : ''
}

const many = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

const node = (value: unknown): Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}

/** The text of an element with its character data, elements inside it included. */
const inside = (value: unknown): string => {
  if (typeof value === 'string') return decodeEntities(value)
  if (Array.isArray(value)) return value.map(inside).join('\n')
  return Object.entries(node(value))
    .map(([name, part]) => (name === '#cdata' ? many(part).map(String).join('') : name.startsWith('@') ? '' : inside(part)))
    .join('\n')
}

const plain = (value: unknown): string =>
  htmlText(inside(many(value)[0] ?? ''))
    .replace(/\s+/g, ' ')
    .trim()
const markup = (value: unknown): string => htmlText(inside(value)).trim()
