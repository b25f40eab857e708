/** Objects at a JSONPath of a document, page by page. */
import { z } from 'zod'
import { readerOf } from '../../../kit/json-path.ts'
import { pages } from '../../../kit/pages.ts'
import type { JsonOptions, Page } from '../../../kit/rows.ts'
import type { DeclarationOf, Paging } from '../declaration.ts'
import { nextInBody, type Posting } from '../posting.ts'
import { rowReader } from '../row-reader.ts'
import { textOf } from '../statement-of.ts'
import { type MakeKind, unpacking } from './kind.ts'

type Next = NonNullable<JsonOptions['next']>

export const jsonKind: MakeKind<DeclarationOf<'json'>> = ({ rows, paging, map, unpack, post }, defaults) => {
  const items = readerOf(rows)
  const next = paging && (post === undefined ? nextOf(paging) : nextPosted(paging, post))
  return {
    collect: ({ fetch, at, options }) => fetch.json(at, { ...options, ...unpacking(unpack), items, ...(next ? { next } : {}) }),
    row: z.unknown(),
    parse: rowReader(map, defaults, readerOf),
  }
}

const nextOf = (paging: Paging): Next => {
  switch (paging.by) {
    case 'header':
      return pages.header
    case 'page':
      return pages.number(paging.parameter, paging.size)
    case 'offset':
      return pages.offset(paging.parameter, paging.size)
    case 'link': {
      const read = readerOf(paging.path)
      return ({ document }) => textOf(read(document)) ?? null
    }
    case 'cursor': {
      const read = readerOf(paging.path)
      return page => cursorPage(page, paging.parameter, textOf(read(page.document)))
    }
  }
}

const cursorPage = ({ ask }: Page, parameter: string, cursor: string | undefined): string | null => {
  if (cursor === undefined) return null
  const url = new URL(ask.url)
  url.searchParams.set(parameter, cursor)
  return url.href
}

/** What is asked for by a body names its page there, not in the address. */
const nextPosted = (paging: Paging, post: Posting): Next => {
  const kind = post.json === undefined ? 'form' : 'json'
  switch (paging.by) {
    case 'header':
    case 'link':
      return nextOf(paging)
    case 'page':
      return nextInBody(kind, paging.parameter, ({ rows }, now) => (rows < paging.size ? null : Number(now ?? 1) + 1))
    case 'offset':
      return nextInBody(kind, paging.parameter, ({ rows }, now) => (rows < paging.size ? null : Number(now ?? 0) + rows))
    case 'cursor': {
      const read = readerOf(paging.path)
      return nextInBody(kind, paging.parameter, ({ document }) => textOf(read(document)) ?? null)
    }
  }
}
