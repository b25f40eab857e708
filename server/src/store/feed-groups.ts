/** Of which indicators each group of rows of a feed speaks (the attributes of an event): the bytes of their keys, one after the other. */
import type { Database } from '../engines/database/database.ts'

export const KEY_BYTES = 16
/** Groups read or written by one statement. */
const BATCH = 200

export interface FeedGroup {
  readonly id: string
  readonly keys: Uint8Array
}

/** All groups that are known of a part, each with how many indicators it speaks of. */
export const groupSizes = async (database: Database, source: number, part: string): Promise<ReadonlyMap<string, number>> => {
  const rows = await database.query<{ id: string; size: number }>(
    `select id, octet_length(keys) / ${KEY_BYTES} as size from feed_group where source = $1 and part = $2`,
    [source, part],
  )
  return new Map(rows.map(({ id, size }) => [id, size]))
}

/** Those of the groups named that are known. */
export async function* groupsNamed(
  database: Database,
  source: number,
  part: string,
  ids: readonly string[],
): AsyncGenerator<FeedGroup> {
  for (let from = 0; from < ids.length; from += BATCH)
    yield* await database.query<{ id: string; keys: Uint8Array }>(
      `select id, keys from feed_group where source = $1 and part = $2 and id = any($3::text[])`,
      [source, part, ids.slice(from, from + BATCH)],
    )
}

/** All groups of all parts of a source. */
export async function* groupsOf(database: Database, source: number): AsyncGenerator<FeedGroup & { readonly part: string }> {
  let after = { part: '', id: '' }
  for (;;) {
    const rows = await database.query<{ part: string; id: string; keys: Uint8Array }>(
      `select part, id, keys from feed_group where source = $1 and (part, id) > ($2, $3) order by part, id limit ${BATCH}`,
      [source, after.part, after.id],
    )
    yield* rows
    const last = rows.at(-1)
    if (rows.length < BATCH || last === undefined) return
    after = last
  }
}

export const saveGroups = async (
  database: Database,
  source: number,
  part: string,
  groups: readonly FeedGroup[],
): Promise<void> => {
  for (let from = 0; from < groups.length; from += BATCH) {
    const batch = groups.slice(from, from + BATCH)
    await database.query(
      `insert into feed_group (source, part, id, keys) select $1, $2, id, decode(keys, 'hex') from unnest($3::text[], $4::text[]) as g (id, keys)
       on conflict (source, part, id) do update set keys = excluded.keys where feed_group.keys <> excluded.keys`,
      [source, part, batch.map(({ id }) => id), batch.map(({ keys }) => Buffer.from(keys).toString('hex'))],
    )
  }
}

export const dropGroups = async (database: Database, source: number, part: string, ids: readonly string[]): Promise<void> => {
  await database.query(`delete from feed_group where source = $1 and part = $2 and id = any($3::text[])`, [source, part, ids])
}
