/** The schema of a declared feed: what may stand in its YAML. */
import { IndicatorType } from '@keysguard/model'
import { z } from 'zod'
import { compilePath } from '../../kit/json-path.ts'
import { common, Kept, Slotted } from './common-schema.ts'
import { ColumnMap, LineMap, placesIn, RowMap } from './map-schema.ts'
import { Posting } from './posting.ts'

const JsonPath = z.string().superRefine((path, context) => {
  const compiled = compilePath(path)
  if (!compiled.ok) context.addIssue({ code: 'custom', message: compiled.reason })
})
const Size = z.number().int().min(1).max(100_000)
const Parameter = z.string().min(1).max(100)

const Paging = z.discriminatedUnion(
  'by',
  [
    /** The document holds the address of the next page. */
    z.strictObject({ by: z.literal('link'), path: JsonPath }),
    /** The Link header does. */
    z.strictObject({ by: z.literal('header') }),
    z.strictObject({ by: z.literal('page'), parameter: Parameter.default('page'), size: Size }),
    z.strictObject({ by: z.literal('offset'), parameter: Parameter.default('offset'), size: Size }),
    /** The document holds a cursor that goes into a parameter. */
    z.strictObject({ by: z.literal('cursor'), path: JsonPath, parameter: Parameter }),
  ],
  { error: 'must be one of link, header, page, offset, cursor' },
)
export type Paging = z.infer<typeof Paging>

/** What the file is wrapped in, beside gzip, which is seen by itself. */
const Unpacking = z.enum(['zip', 'page']).optional()

const Csv = z
  .strictObject({
    ...common,
    kind: z.literal('csv'),
    unpack: Unpacking,
    delimiter: z.string().min(1).max(5).default(','),
    header: z
      .union([z.enum(['first-row', 'last-comment', 'either', 'none']), z.array(z.string().min(1).max(64)).min(1).max(500)], {
        error: 'must be first-row, last-comment, either, none, or the list of names',
      })
      .default('first-row'),
    comments: z.string().min(1).max(5).default('#'),
    map: ColumnMap,
  })
  .superRefine(({ header, map }, context) => {
    const known = typeof header === 'string' ? null : new Set(header.map(name => name.trim().toLowerCase()))
    if (known === null && header !== 'none') return
    for (const [column, path] of placesIn(map)) {
      const isKnown = known ? known.has(column.trim().toLowerCase()) : /^column \d{1,3}$/i.test(column.trim())
      const message = known ? 'is not among the names of the header' : 'without a header columns are "column 1", "column 2", …'
      if (!isKnown) context.addIssue({ code: 'custom', message, path: ['map', ...path] })
    }
  })
const Json = z.strictObject({
  ...common,
  kind: z.literal('json'),
  unpack: Unpacking,
  rows: JsonPath.default('$[*]'),
  /** Asked for by POST, with this body. */
  post: Posting.optional(),
  paging: Paging.optional(),
  map: RowMap,
})
const Lines = z.strictObject({
  ...common,
  kind: z.literal('lines'),
  unpack: Unpacking,
  comments: z.array(z.string().min(1).max(5)).max(5).default(['#', ';']),
  map: LineMap.default({ value: ['line'] }),
})
const Stix = z.strictObject({ ...common, kind: z.literal('stix') })

/** Of feeds that are asked only for what is new: what does not come is not gone. */
const Append = z.literal('append', { error: 'must be append: only what is new is asked for' })

const Taxii = z
  .strictObject({
    ...common,
    kind: z.literal('taxii'),
    presence: Append,
    /** Its id, where the address is that of an API root. */
    collection: z.string().min(1).max(200).optional(),
    /** How far to read back at first; everything without it. */
    days: z.number().int().min(1).max(7_300).optional(),
    /** Objects a page. */
    limit: z.number().int().min(1).max(10_000).default(1_000),
  })
  .refine(({ url, collection }) => collection !== undefined || /\/collections\/[^/]+/.test(url), {
    error: 'name the collection: in the address (…/collections/ID/), or as collection: ID',
    path: ['url'],
  })
const Rss = z.strictObject({
  ...common,
  kind: z.literal('rss'),
  presence: z.literal('append', { error: 'must be append: a feed of items holds the newest only' }),
  /** `defanged`: of what can be clicked on, only what is written so that it cannot. */
  indicators: z.enum(['all', 'defanged']).default('all'),
  types: z.array(IndicatorType).min(1).optional(),
})
/** Its files are asked for one by one: parameters would be lost. */
const { query: _query, ...withoutQuery } = common
const Misp = z.strictObject({
  ...withoutQuery,
  kind: z.literal('misp'),
  presence: Append,
  /** How far to read back at first. */
  days: z.number().int().min(1).max(7_300).default(30),
})

const { url: _url, headers: _headers, query: _parameters, basic: _basic, bearer: _bearer, ...withoutWeb } = common
/** By IMAP; for everything behind it a mailbox is an address to sign in at. */
const Mailbox = z
  .strictObject({
    ...withoutWeb,
    kind: z.literal('mailbox'),
    presence: Append,
    host: z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'must be the name of a mail server'),
    port: z.number().int().min(1).max(65_535).default(993),
    /** `false` only for hosts that KEYSGUARD_EGRESS_ALLOW names. */
    tls: z.boolean().default(true),
    user: Slotted,
    password: Kept,
    folder: z.string().min(1).max(200).default('INBOX'),
    /** How far to read back at first. */
    days: z.number().int().min(1).max(7_300).default(30),
    indicators: z.enum(['all', 'defanged']).default('defanged'),
    types: z.array(IndicatorType).min(1).optional(),
  })
  .transform(({ host, port, tls, user, password, folder, ...rest }) => ({
    ...rest,
    url: `${tls ? 'imaps' : 'imap'}://${host}:${port}/${encodeURIComponent(folder)}`,
    headers: {},
    basic: { user, password },
    bearer: undefined,
  }))

export const Declaration = z.discriminatedUnion('kind', [Csv, Json, Lines, Stix, Taxii, Rss, Misp, Mailbox])
export type Declaration = z.infer<typeof Declaration>
export type DeclarationOf<K extends Declaration['kind']> = Extract<Declaration, { kind: K }>
