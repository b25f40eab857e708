/** A feed as the runtime sees it: parts that are opened, rows that are decoded only when they are new. */
import type { Tlp } from '@keysguard/model'

/** One record of a feed: the text as the provider sent it, and how to read it. Decoding a broken record throws; the runtime counts it. */
export interface RawRow<T> {
  readonly raw: string
  decode(): T
}

/** Turns bytes into rows, in batches; throws a Problem 'bad-feed' when the whole is not the format expected. */
export type Format<T> = (chunks: AsyncIterable<Uint8Array>, tell?: Telling) => AsyncIterable<readonly RawRow<T>[]>

/** What a server gave to ask "changed since?" the next time. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

/** A request. Its headers and its body belong to the host of `url`: they are never sent to another. */
export interface Ask {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Asks for a bearer token first (OAuth 2.0 client credentials, RFC 6749 §4.4); it is kept while it is valid. */
  readonly token?: TokenAsk
  /** Waits so long before asking: providers that count requests. */
  readonly afterMs?: number
  /** Statuses beside 200 that are an answer of this provider (404 for "not known"). */
  readonly answers?: readonly number[]
  /** Statuses beside 429 by which this provider says "too many requests". */
  readonly limitedBy?: readonly number[]
}

export interface TokenAsk {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface Answer {
  readonly url: string
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** When the body has been read: what there is more of than it held, in a sentence; null when there is not. */
  readonly left?: () => string | null
  /** Decoded body, size-capped; ends with a Problem ('truncated', 'too-large', 'unreachable') if the transfer fails. */
  readonly body: AsyncIterable<Uint8Array>
}

/** The outcome of asking "changed since?". */
export type Fetched = { readonly unchanged: true } | (Answer & { readonly unchanged: false; readonly validators: Validators })

/** Asks for more of the same part: further pages, listed files. */
export type Get = (ask: Ask) => Promise<Answer>

/** What the reading of a part tells beside its rows. */
export interface Telling {
  /** Ids of all the groups (`SourceDeclaration.group`) that the provider has now: what others spoke of is gone. */
  groups(ids: Iterable<string>): void
  /** A sentence for the ledger of the run: what had to be left out. */
  remark(sentence: string): void
  /** Rows given so far are done with: the next run may go on from this cursor, whatever becomes of this one. */
  reached(cursor: string): void
  /** There is more than a run may read, in a sentence with figures: the run is partial, and says so. */
  leaves(what: string): void
  /** A report as its provider wrote it. Told again, it costs a look-up. Absent where nobody keeps reports. */
  report?(report: ToldReport): void
}

/** A text that rows come from: an article, a mail, a pulse. */
export interface ToldReport {
  /** What its provider calls it: stays when the text changes. */
  readonly ref: string
  readonly title: string
  /** Where a person reads it. */
  readonly url?: string | undefined
  readonly text: string
  readonly reporter?: string | undefined
  /** When it was published, in any form a date can be read from. */
  readonly date?: string | undefined
  /** Where it is not that of its source. */
  readonly tlp?: Tlp | undefined
}

/** One list of a source. `name` is stable: conditional requests and the memory of known rows are kept by it. */
export interface Part<T> {
  readonly name: string
  readonly ask: Ask
  readonly read: (answer: Answer, get: Get, tell?: Telling) => AsyncIterable<readonly RawRow<T>[]>
  /** Only what is new since the cursor is asked for: what does not come is not gone. */
  readonly incremental: boolean
}

/** Where a part is: `name` is the configuration key that holds its address. */
export interface Address {
  readonly name: string
  readonly url: string
}

/** How a part is asked for, beside its address. */
export interface AskOptions extends Omit<Ask, 'url'> {
  /** Added to the address; undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>
  /** Sent as a JSON body. */
  readonly json?: unknown
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>
  readonly incremental?: boolean
  /** Takes the feed out of what the (first) answer wraps it in. */
  readonly unpack?: Unpack
}

/** A feed out of its wrapping: an archive, a web page. */
export type Unpack = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** Declares parts; the runtime opens them. */
export interface Fetcher {
  /** One row a line; comments and blank lines dropped. */
  lines(at: Address, options?: LinesOptions & AskOptions): Part<string>
  /** RFC 4180 and what providers make of it; fields by header name, in lower case. */
  csv(at: Address, options?: CsvOptions & AskOptions): Part<Readonly<Record<string, string>>>
  /** A JSON document: the list at `path` (dotted; default the top), or the values of an object (`entries: 'values'`; lists among them are flattened), or what `items` makes of it. */
  json(at: Address, options?: JsonOptions & AskOptions): Part<unknown>
  /** One JSON value a line. */
  jsonLines(at: Address, options?: AskOptions): Part<unknown>
  /** The objects of a STIX 2.x bundle, each a StixRow. */
  stix(at: Address, options?: AskOptions): Part<unknown>
  /** A format of its own. */
  format<T>(at: Address, format: Format<T>, options?: AskOptions): Part<T>
  /** A protocol of its own: `walk` reads the first answer and asks for what else there is; each item becomes a row. */
  walk(at: Address, walk: Walk, options?: AskOptions): Part<unknown>
}

export type Walk = (answer: Answer, get: Get, tell: Telling) => AsyncIterable<readonly unknown[]>

export interface LinesOptions {
  /** Prefixes that start a comment, anywhere in a line after white space. Default `#` and `;`. */
  readonly comments?: readonly string[]
}

export interface CsvOptions {
  readonly delimiter?: string
  /**
   * `first-row` (default), `last-comment` (abuse.ch hides the header in the last comment line), `either` of the two or none (columns are then
   * called `column 1`, …), or the names themselves.
   */
  readonly header?: 'first-row' | 'last-comment' | 'either' | readonly string[]
  readonly comments?: string
}

export interface JsonOptions {
  readonly path?: string
  readonly entries?: 'array' | 'values'
  /** Where the document says how many rows it has (dotted): with fewer it was cut off. */
  readonly count?: string
  /** Rows of a document whose rows need more of it than themselves. */
  readonly items?: (document: unknown) => readonly unknown[]
  /** The next page: a request, an address (absolute or relative; on the same host), or null at the end, or where no more may be read, which it tells. */
  readonly next?: (page: Page, tell: Telling | undefined) => Ask | string | null
}

/** A page that was read. */
export interface Page {
  readonly document: unknown
  readonly headers: Readonly<Record<string, string>>
  readonly ask: Ask
  /** Rows on it. */
  readonly rows: number
  /** The first is 1. */
  readonly number: number
}
