/** Rows that were refused, with the reason, until they are replayed or their source sends them anew. */
import type { QuarantinedRow } from '@keysguard/model'
import type { Queries } from '../engines/database/database.ts'

export interface Refusal {
  readonly reason: string
  readonly detail: string
  readonly raw: string
  /** The decoded row as JSON, where it could be decoded: what a replay starts from. */
  readonly decoded: string | null
}

/** A feed that is broken all over would otherwise fill the disk. */
export const KEPT_REFUSALS_PER_RUN = 1_000
const KEPT_PER_SOURCE = 5_000
const KEPT_RAW_CHARACTERS = 4_000

const storable = (text: string): string =>
  Buffer.from(text.slice(0, KEPT_RAW_CHARACTERS).replaceAll('\u0000', '\u2400')).toString()

export const quarantine = async (
  queries: Queries,
  at: { readonly source: number; readonly run: number; readonly part: string; readonly at: number },
  refusals: readonly Refusal[],
): Promise<void> => {
  await queries.query(
    `insert into quarantine (source, run, part, at, reason, detail, raw, decoded)
     select $1, $2, $3, $4::timestamptz, x.reason, x.detail, x.raw, x.decoded
     from unnest($5::text[], $6::text[], $7::text[], $8::text[]) as x (reason, detail, raw, decoded)`,
    [
      at.source,
      at.run,
      at.part,
      new Date(at.at).toISOString(),
      refusals.map(({ reason }) => reason),
      refusals.map(({ detail }) => storable(detail)),
      refusals.map(({ raw }) => storable(raw)),
      refusals.map(({ decoded }) =>
        decoded === null || decoded.length > KEPT_RAW_CHARACTERS ? null : storable(decoded),
      ) as string[],
    ],
  )
}

/** Keeps the newest rows of a source. */
export const trimQuarantine = async (queries: Queries, source: number): Promise<void> => {
  await queries.query(
    `delete from quarantine where source = $1 and id <= (select id from quarantine where source = $1 order by id desc offset $2 limit 1)`,
    [source, KEPT_PER_SOURCE],
  )
}

/** Newest first. */
export const listQuarantine = async (queries: Queries, source: string, limit: number): Promise<QuarantinedRow[]> =>
  queries.query<QuarantinedRow>(
    `select q.id, s.id as source, q.run as "runId", q.at, q.reason, q.detail, q.raw from quarantine q join source s on s.num = q.source
     where s.id = $1 order by q.id desc limit $2`,
    [source, limit],
  )

export interface Replayable {
  readonly id: string
  readonly part: string
  readonly raw: string
  readonly decoded: string
}

export const replayable = async (queries: Queries, source: number): Promise<Replayable[]> =>
  queries.query<Replayable>(
    `select id, part, raw, decoded from quarantine where source = $1 and decoded is not null order by id`,
    [source],
  )

export const release = async (queries: Queries, ids: readonly string[]): Promise<void> => {
  await queries.query(`delete from quarantine where id = any($1::bigint[])`, [ids])
}
