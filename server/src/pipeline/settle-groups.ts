/** What groups of rows (events) no longer hold, and what groups held that are no longer there, is withdrawn, unless another group still holds it. */
import type { BatchRun } from '../store/arrivals.ts'
import { dropGroups, type FeedGroup, groupsNamed, groupsOf, KEY_BYTES, saveGroups } from '../store/feed-groups.ts'
import { withdraw } from '../store/presence.ts'
import type { StoredSource } from '../store/standing.ts'
import type { Knowing } from '../store/write-rows.ts'
import type { GroupsRead } from './groups-read.ts'

export interface GroupOrder {
  readonly stored: StoredSource
  readonly run: BatchRun
  readonly part: string
  /** Ids of groups that are no longer there. */
  readonly gone: readonly string[]
}

/** Returns how many indicators were withdrawn. What is remembered is written last: a run that is cut before is made good by the next. */
export const settleGroups = async (
  knowing: Knowing,
  { stored, run, part, gone }: GroupOrder,
  read: GroupsRead,
): Promise<number> => {
  const { database } = knowing
  const now = new Map([...read.read()].map(group => [group.id, group]))
  const kept: FeedGroup[] = []
  const missing = new Set<string>()
  for await (const { id, keys } of groupsNamed(database, stored.num, part, [...now.keys()])) {
    const group = now.get(id)
    if (group === undefined) continue
    const held = new Set(keysIn(group.keys))
    if (group.whole) for (const key of keysIn(keys)) held.has(key) || missing.add(key)
    else for (const key of keysIn(keys)) held.add(key)
    kept.push({ id, keys: bytesOf(held) })
    now.delete(id)
  }
  for (const { id, keys } of now.values()) kept.push({ id, keys: bytesOf(new Set(keysIn(keys))) })
  for await (const { keys } of groupsNamed(database, stored.num, part, gone)) for (const key of keysIn(keys)) missing.add(key)
  await spareHeld(knowing, stored, part, { kept, gone }, missing)
  const withdrawn = missing.size === 0 ? 0 : await withdraw(knowing, stored, missing, run)
  await saveGroups(database, stored.num, part, kept)
  await dropGroups(database, stored.num, part, gone)
  return withdrawn
}

/** Takes out of `missing` what another group holds: one that came now, or one that is remembered. */
const spareHeld = async (
  { database }: Knowing,
  { num }: StoredSource,
  part: string,
  { kept, gone }: { readonly kept: readonly FeedGroup[]; readonly gone: readonly string[] },
  missing: Set<string>,
): Promise<void> => {
  const spare = (keys: Uint8Array): void => {
    for (const key of keysIn(keys)) missing.delete(key)
  }
  for (const { keys } of kept) if (missing.size > 0) spare(keys)
  if (missing.size === 0) return
  const settled = new Set([...kept.map(({ id }) => id), ...gone])
  for await (const group of groupsOf(database, num)) if (group.part !== part || !settled.has(group.id)) spare(group.keys)
}

function* keysIn(bytes: Uint8Array): Generator<string> {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
  for (let from = 0; from < hex.length; from += 2 * KEY_BYTES) yield hex.slice(from, from + 2 * KEY_BYTES)
}

/** In order, so that the same group is the same bytes. */
const bytesOf = (keys: ReadonlySet<string>): Uint8Array => Buffer.from([...keys].sort().join(''), 'hex')
