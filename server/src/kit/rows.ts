/** A feed as the runtime sees it: parts that are opened, rows that are decoded only when they are new. */
/** One record of a feed: the text as the provider sent it, and how to read it. Decoding a broken record throws; the runtime counts it. */
export interface RawRow<T> {
  readonly raw: string
  decode(): T
}

/** Turns bytes into rows, in batches; throws a Problem 'bad-feed' when the whole is not the format expected. */
export type Format<T> = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<readonly RawRow<T>[]>

/** What a server gave to ask "changed since?" the next time. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

/** The outcome of asking for one URL. */
export type Fetched =
  | { readonly unchanged: true }
  | {
      readonly unchanged: false
      readonly validators: Validators
      /** Decoded body, size-capped; ends with a Problem ('truncated', 'too-large', 'unreachable') if the transfer fails. */
      readonly body: AsyncIterable<Uint8Array>
    }

/** One URL or file of a feed. `name` is stable: conditional requests and the manifest of known rows are kept by it. */
export interface Part<T> {
  readonly name: string
  readonly url: string
  readonly format: Format<T>
}

/** Where a part is: `name` is the configuration key that holds its address. */
export interface Address {
  readonly name: string
  readonly url: string
}

/** Declares parts; the runtime opens them. */
export interface Fetcher {
  /** One row a line; comments and blank lines dropped. */
  lines(at: Address, options?: LinesOptions): Part<string>
  /** RFC 4180 and what providers make of it; fields by header name, in lower case. */
  csv(at: Address, options?: CsvOptions): Part<Readonly<Record<string, string>>>
  /** A JSON document: the list at `path` (dotted; default the top), or the values of an object (`entries: 'values'`; lists among them are flattened). */
  json(at: Address, options?: JsonOptions): Part<unknown>
  /** One JSON value a line. */
  jsonLines(at: Address): Part<unknown>
  /** The objects of a STIX 2.x bundle. */
  stix(at: Address): Part<unknown>
}

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
}
