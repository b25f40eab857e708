/** Threats follow the links: what hangs together with indicators whose links changed is looked at again, and what became of each threat is written down. */
import type { Transaction } from '../../engines/database/database.ts'
import { type Community, communitiesOf } from '../../intelligence/threats/communities.ts'
import { type Change, evolve, type ThreatId } from '../../intelligence/threats/evolve.ts'
import { readCube, total } from '../cube.ts'
import { asArray } from '../links/read-subjects.ts'
import { preferIndexes } from '../links/trail-links.ts'
import type { Knowing } from '../write-rows.ts'
import { readClosure } from './closure.ts'
import { addThreat, noteEvents, retouch } from './write-threats.ts'

/** One look at a time, whoever looks. */
const LOCK = 7_374

/**
 * Looks at the oldest batch of the backlog. All or nothing: what is cut off is done again, and the same history gives the same threats.
 * Returns how many indicators were looked at; 0 means it has caught up.
 */
export const trailThreats = (knowing: Pick<Knowing, 'database' | 'sources' | 'scoring'>, now: number): Promise<number> =>
  knowing.database.transaction(async transaction => {
    await transaction.query(`select pg_advisory_xact_lock($1)`, [LOCK])
    await preferIndexes(transaction)
    const taken = await transaction.query<{ key: string }>(
      `with taken as (delete from threat_backlog where id = (select min(id) from threat_backlog) returning keys)
       select distinct encode(uuid_send(k.key), 'hex') as key from taken, unnest(taken.keys) as k (key) order by key`,
    )
    if (taken.length === 0) return 0
    await look(transaction, knowing, new Set(taken.map(({ key }) => key)), now)
    return taken.length
  })

const look = async (
  transaction: Transaction,
  knowing: Pick<Knowing, 'sources' | 'scoring'>,
  changed: ReadonlySet<string>,
  now: number,
): Promise<void> => {
  const companions = await membersBeside(transaction, changed)
  const keys = new Set([...changed, ...companions])
  const { tied, subjects } = await readClosure(transaction, knowing.sources, keys, total(await readCube(transaction)))
  const stored = await membership(transaction, new Set([...keys, ...subjects.keys()]))
  const pinned = new Set(stored.filter(row => row.pinned).map(({ key }) => key))
  const free = new Map([...tied].filter(([key]) => !pinned.has(key)))
  const before = new Map<ThreatId, Set<string>>()
  for (const { key, threat } of stored) if (!pinned.has(key)) before.set(threat, (before.get(threat) ?? new Set()).add(key))
  const communities = communitiesOf(free, total(await readCube(transaction)))
  const { threats, changes } = evolve(
    before,
    communities.map(({ members }) => members),
  )
  await write(transaction, knowing, { communities, threats, changes, stored, now })
}

interface Look {
  readonly communities: readonly Community[]
  readonly threats: readonly (ThreatId | null)[]
  readonly changes: readonly Change[]
  readonly stored: readonly Membership[]
  readonly now: number
}

const write = async (
  transaction: Transaction,
  knowing: Pick<Knowing, 'sources' | 'scoring'>,
  { communities, threats, changes, stored, now }: Look,
): Promise<void> => {
  if (changes.length === 0) return
  const ids: ThreatId[] = []
  for (const known of threats) ids.push(known ?? (await addThreat(transaction, now)))
  const placed = new Map(communities.flatMap(({ members }, place) => members.map(member => [member, ids[place]!] as const)))
  const was = new Map(stored.filter(({ pinned }) => !pinned).map(({ key, threat }) => [key, threat]))
  const moved = [...placed].filter(([key, threat]) => was.get(key) !== threat)
  const gone = [...was.keys()].filter(key => !placed.has(key))
  await transaction.query(`delete from threat_member where indicator = any($1::text::uuid[])`, [asArray(gone)])
  await transaction.query(
    `insert into threat_member (indicator, threat, pinned) select k, t, false from unnest($1::text::uuid[], $2::int[]) as x (k, t)
     on conflict (indicator) do update set threat = excluded.threat`,
    [asArray(moved.map(([key]) => key)), moved.map(([, threat]) => threat)],
  )
  await noteEvents(
    transaction,
    changes.map(change => eventOf(change, ids)),
    now,
  )
  const touched = new Set([...ids, ...was.values()])
  await retouch(transaction, knowing, touched, now)
}

const eventOf = (change: Change, ids: readonly ThreatId[]) => {
  const { kind, members } = change
  if (change.kind === 'formed') return { threat: ids[change.place]!, kind, other: null, members }
  if (change.kind === 'split') return { threat: ids[change.place]!, kind, other: change.from, members }
  return { threat: change.threat, kind, other: change.kind === 'merged' ? change.into : null, members }
}

interface Membership {
  readonly key: string
  readonly threat: ThreatId
  readonly pinned: boolean
}

const membership = (transaction: Transaction, keys: ReadonlySet<string>): Promise<Membership[]> =>
  transaction.query<Membership>(
    `select encode(uuid_send(indicator), 'hex') as key, threat, pinned from threat_member where indicator = any($1::text::uuid[]) order by indicator`,
    [asArray(keys)],
  )

/** Who is in a threat with one of them: when one leaves, the others may hang together no more. */
const membersBeside = async (transaction: Transaction, keys: ReadonlySet<string>): Promise<readonly string[]> => {
  const rows = await transaction.query<{ key: string }>(
    `select encode(uuid_send(m.indicator), 'hex') as key from threat_member m
     where m.threat in (select threat from threat_member where indicator = any($1::text::uuid[]))`,
    [asArray(keys)],
  )
  return rows.map(({ key }) => key)
}
