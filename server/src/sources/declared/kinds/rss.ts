/** RSS and Atom: the text of each item is searched for indicators, the item is the report they stand in. */
import type { IndicatorType, Statement } from '@keysguard/model'
import { z } from 'zod'
import { extract, hostOf, registrableDomain } from '../../../indicators/index.ts'
import { present, said, tags } from '../../../kit/fields.ts'
import { type SyndicationItem, syndication } from '../../../kit/formats/syndication.ts'
import { type Observed, observe } from '../../../kit/source.ts'
import type { DeclarationOf } from '../declaration.ts'
import type { MakeKind } from './kind.ts'

const MOST_TAGS = 20

const Item = z.object({
  id: z.string(),
  title: z.string(),
  link: z.string(),
  date: z.string(),
  author: z.string(),
  categories: z.array(z.string()),
  text: z.string(),
})

/** An item without indicators is no fault. */
export const rssKind: MakeKind<DeclarationOf<'rss'>> = ({ indicators, types }, defaults) => {
  const wanted: ReadonlySet<IndicatorType> | null = types === undefined ? null : new Set(types)
  return {
    collect: ({ fetch, at, options }) => fetch.format(at, syndication(), options),
    row: Item,
    parse: row => {
      const item = Item.parse(row)
      const statement = { ...defaults, ...statementOf(item) }
      const found = indicatorsOf(item, { statement, isDefangedOnly: indicators === 'defanged', wanted })
      return found.length === 0 ? null : found
    },
  }
}

interface Search {
  readonly statement: Statement
  readonly isDefangedOnly: boolean
  readonly wanted: ReadonlySet<IndicatorType> | null
}

/** What can be clicked on is usually written so that it cannot where it is an indicator. */
const CLICKABLE: ReadonlySet<IndicatorType> = new Set(['url', 'domain', 'ipv4', 'ipv6', 'email'])

const indicatorsOf = ({ text, link }: SyndicationItem, { statement, isDefangedOnly, wanted }: Search): Observed[] => {
  const own = siteOf('url', link)
  const found = new Map<string, Observed>()
  for (const { type, value, raw } of extract(text)) {
    if (wanted !== null && !wanted.has(type)) continue
    if (isDefangedOnly && CLICKABLE.has(type) && raw.toLowerCase() === value.toLowerCase()) continue
    // A blog that names itself is no evidence against it.
    if (own !== null && siteOf(type, value) === own) continue
    found.set(`${type} ${value}`, observe({ type, value }, statement))
  }
  return [...found.values()]
}

const siteOf = (type: IndicatorType, value: string): string | null => {
  const host = hostOf({ type, value })
  return host ? (registrableDomain(host) ?? host) : null
}

const statementOf = ({ title, link, date, author, categories }: SyndicationItem): Statement => {
  const ms = Date.parse(date)
  const seen = Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
  return said<Statement>({
    firstSeen: seen,
    lastSeen: seen,
    reference: present(link),
    reporter: present(author),
    tags: tags(categories.slice(0, MOST_TAGS)),
    report: said({ title: present(title) ?? 'Untitled', url: present(link) }),
  })
}
