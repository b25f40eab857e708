/** The store's port: PostgreSQL, wherever it runs. Two adapters (PGlite in a worker thread, a PostgreSQL server), one conformance suite. */

export type SqlValue = string | number | bigint | boolean | null | Date | Uint8Array | readonly string[] | readonly number[]

export interface Queries {
  /** Rows of one statement with `$1`-style parameters. 64-bit integers come back as strings, times as ISO strings in UTC, bytea as Uint8Array. */
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>
}

export interface Transaction extends Queries {
  /** Bulk load: `target` is `table (columns)`, `rows` are in COPY's text format, bytes in its binary format. Bytes are given away: the caller must not use them again. Several may be begun at once; they are done in turn, before anything that is asked after they have ended. */
  copy(target: string, rows: string | Uint8Array<ArrayBuffer>): Promise<void>
}

export interface Database extends Queries {
  readonly kind: 'embedded' | 'server'
  /** For people: engine and version. */
  readonly description: string
  /** How many writers may run side by side. */
  readonly writers: number
  /** Rows a write batch should hold now: smaller while somebody is reading and there is one connection. */
  batchRows(): number
  /** All or nothing. */
  transaction<T>(run: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Several statements without parameters (migrations). */
  script(sql: string): Promise<void>
  close(): Promise<void>
}
