/** RSS and Atom: the text of each item is searched for indicators, the item is the report they stand in. */
import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { present, said, tags } from '../../../kit/fields.ts'
import { type SyndicationItem, syndication } from '../../../kit/formats/syndication.ts'
import type { DeclarationOf } from '../declaration.ts'
import type { MakeKind } from './kind.ts'
import { reportReader } from './report-text.ts'

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

export const rssKind: MakeKind<DeclarationOf<'rss'>> = (wanted, defaults) => {
  const indicatorsIn = reportReader(wanted)
  return {
    collect: ({ fetch, at, options }) => fetch.format(at, syndication(), options),
    row: Item,
    // An item without indicators is no fault.
    parse: row => {
      const item = Item.parse(row)
      const found = indicatorsIn(item.text, { ...defaults, ...statementOf(item) }, { type: 'url', value: item.link })
      return found.length === 0 ? null : found
    },
  }
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
