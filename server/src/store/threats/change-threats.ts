/** What people decide about a threat: its status, who looks after it, what it is called, and that a merge or a split was wrong. */
import type { ThreatChange } from '../../knowledge.ts'
import { asArray } from '../links/read-subjects.ts'
import type { Knowing } from '../write-rows.ts'
import { noteEvents, retouch } from './write-threats.ts'

/** Each change is an event in the threat's history. False for an unknown threat. */
export const changeThreat = (
  { database }: Knowing,
  id: number,
  change: ThreatChange,
  by: string,
  now: number,
): Promise<boolean> =>
  database.transaction(async transaction => {
    const [known] = await transaction.query<{ title: string; status: string; owner: string | null }>(
      `select title, status, owner from threat where id = $1 for update`,
      [id],
    )
    if (!known) return false
    for (const field of ['title', 'status', 'owner'] as const) {
      const value = change[field]
      if (value === undefined || value === known[field]) continue
      await transaction.query(`update threat set ${field} = $2 where id = $1`, [id, value])
      await noteEvents(transaction, [{ threat: id, kind: field, other: null, members: [], by, detail: value ?? '' }], now)
    }
    return true
  })

/**
 * Takes a merge or a split back: the indicators that moved go back and are pinned there, so that the next look does not move them again.
 * False when there is nothing to take back.
 */
export const undoThreatEvent = (knowing: Knowing, id: number, event: number, by: string, now: number): Promise<boolean> =>
  knowing.database.transaction(async transaction => {
    const [row] = await transaction.query<{ threat: number; other: number; kind: string; members: string[] }>(
      `update threat_event set undone = true where id = $1 and (threat = $2 or other = $2) and kind in ('merged', 'split') and not undone
       returning threat, other, kind, array(select encode(uuid_send(m), 'hex') from unnest(members) as m) as members`,
      [event, id],
    )
    if (!row) return false
    const { threat, other, kind, members } = row
    const [from, to] = kind === 'merged' ? [other, threat] : [threat, other]
    const back = await transaction.query<{ key: string }>(
      `update threat_member set threat = $3, pinned = true where indicator = any($1::text::uuid[]) and threat = $2
       returning encode(uuid_send(indicator), 'hex') as key`,
      [asArray(members), from, to],
    )
    await transaction.query(`update threat set state = 'active', merged_into = null where id = $1`, [to])
    const [left] = await transaction.query(`select 1 from threat_member where threat = $1 limit 1`, [from])
    if (!left) await transaction.query(`update threat set state = 'merged', merged_into = $2 where id = $1`, [from, to])
    await noteEvents(
      transaction,
      [{ threat: to, kind: 'undone', other: from, members: back.map(({ key }) => key), by, detail: kind }],
      now,
    )
    await retouch(transaction, knowing, new Set([from, to]), now)
    return true
  })
