import { IndicatorKey, IndicatorLinks, LinkKind, LinkPage, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { nodeValue } from '../../intelligence/links/nodes.ts'
import { operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'

const Reading = z.object({
  /** As if nothing marked more closed than this were known: what may be shared with somebody. */
  tlp: Tlp.default('red'),
  limit: z.coerce.number().int().min(1).max(100).default(5),
})

export const listIndicatorLinks = operation({
  id: 'list-indicator-links',
  summary:
    'What an indicator has in common with others, the heaviest first, and with whom; values that hundreds have are named but not followed',
  access: 'read',
  input: Reading.extend({ id: IndicatorKey }),
  output: IndicatorLinks,
  run: async ({ knowledge, now }, { id, tlp, limit }) => {
    const links = await knowledge.links(id, { reads: tlp, limit, now })
    if (links) return links
    throw new Problem('not-found', 'No indicator has this id.', { todo: 'Look its value up instead.' })
  },
})

/** A place in the index of links. */
const Cursor = z.string().regex(/^-?\d{1,19}\.[0-9a-f]{32}$/, 'a cursor is what a page gave as `next`')

export const listLinked = operation({
  id: 'list-linked',
  summary: 'Every indicator that has a value, page by page; with `of`, at the time that indicator had it',
  access: 'read',
  input: Reading.extend({
    kind: LinkKind,
    value: z.string().min(1).max(8_192),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: Cursor.optional(),
    of: IndicatorKey.optional(),
  }),
  output: LinkPage,
  run: async ({ knowledge, now }, { kind, value, tlp, limit, cursor = null, of = null }) =>
    knowledge.linkedBy(kind, nodeValue(kind, value), { reads: tlp, limit, cursor, of, now }),
})
