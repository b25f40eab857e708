/** What is remembered of each part of a feed: the validators for "changed since?", how far it was read, and the log of its known rows. */
import type { Database, Queries } from '../engines/database/database.ts'
import type { Validators } from '../kit/rows.ts'
import { KnownRows } from './known-rows.ts'

export interface FeedPart {
  readonly validators: Validators | null
  readonly renewedAt: number | null
  /** How far it was read, by the source's own measure. */
  readonly cursor: string | null
}

const NEW_PART: FeedPart = { validators: null, renewedAt: null, cursor: null }

/** Entries in a piece of a log written anew: about 1 MB. */
const PIECE_ENTRIES = 40_000

/** Reads a part; what an older `version` of the source's parser left behind is forgotten, so that its rows are read again. */
export const readFeedPart = async (database: Database, source: number, part: string, version: number): Promise<FeedPart> => {
  const [row] = await database.query<{
    version: number
    etag: string | null
    last_modified: string | null
    renewed_at: string | null
    cursor: string | null
  }>(`select version, etag, last_modified, renewed_at, cursor from feed_part where source = $1 and part = $2`, [source, part])
  if (!row) return NEW_PART
  if (row.version !== version) {
    await database.query(`delete from feed_rows where source = $1 and part = $2`, [source, part])
    await database.query(`delete from feed_part where source = $1 and part = $2`, [source, part])
    return NEW_PART
  }
  return {
    validators: {
      ...(row.etag === null ? {} : { etag: row.etag }),
      ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
    },
    renewedAt: row.renewed_at === null ? null : Date.parse(row.renewed_at),
    cursor: row.cursor,
  }
}

/** The rows of a part that are in the store already. */
export const readKnownRows = async (database: Database, source: number, part: string): Promise<KnownRows> => {
  const known = new KnownRows()
  let after = '0'
  for (;;) {
    const [piece] = await database.query<{ id: string; log: Uint8Array }>(
      `select id, log from feed_rows where source = $1 and part = $2 and id > $3 order by id limit 1`,
      [source, part, after],
    )
    if (!piece) return known
    known.load(piece.log)
    after = piece.id
  }
}

export const saveFeedPart = async (
  queries: Queries,
  source: number,
  part: string,
  state: {
    readonly version: number
    readonly validators: Validators
    readonly renewedAt: number
    readonly cursor: string | null
  },
): Promise<void> => {
  await queries.query(
    `insert into feed_part (source, part, version, etag, last_modified, renewed_at, cursor) values ($1, $2, $3, $4, $5, $6::timestamptz, $7)
     on conflict (source, part) do update set version = excluded.version, etag = excluded.etag, last_modified = excluded.last_modified, renewed_at = excluded.renewed_at,
       cursor = excluded.cursor`,
    [
      source,
      part,
      state.version,
      state.validators.etag ?? null,
      state.validators.lastModified ?? null,
      new Date(state.renewedAt).toISOString(),
      state.cursor,
    ],
  )
}

/** Writes down how far a part was read, while the rest of it is not. */
export const saveCursor = async (
  queries: Queries,
  source: number,
  part: string,
  { version, cursor }: { readonly version: number; readonly cursor: string },
): Promise<void> => {
  await queries.query(
    `insert into feed_part (source, part, version, cursor) values ($1, $2, $3, $4)
     on conflict (source, part) do update set version = excluded.version, cursor = excluded.cursor`,
    [source, part, version, cursor],
  )
}

/** How far each part of a source was read by this version of its parser. */
export const readCursors = async (queries: Queries, source: number, version: number): Promise<ReadonlyMap<string, string>> => {
  const rows = await queries.query<{ part: string; cursor: string }>(
    `select part, cursor from feed_part where source = $1 and version = $2 and cursor is not null`,
    [source, version],
  )
  return new Map(rows.map(({ part, cursor }) => [part, cursor]))
}

export const appendLog = async (queries: Queries, source: number, part: string, log: Uint8Array): Promise<void> => {
  await queries.query(`insert into feed_rows (source, part, log) values ($1, $2, $3)`, [source, part, log])
}

/** Replaces the log by what is known now. */
export const rewriteLog = async (database: Database, source: number, part: string, known: KnownRows): Promise<void> => {
  await database.transaction(async transaction => {
    await transaction.query(`delete from feed_rows where source = $1 and part = $2`, [source, part])
    for (const piece of known.compact(PIECE_ENTRIES)) await appendLog(transaction, source, part, piece)
  })
}
