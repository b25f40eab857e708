/** Sources in the store: which there are, whether they are paused, when they run next. */
import type { Tlp } from '@keysguard/model'
import type { Database } from '../engines/database/database.ts'
import type { SourceProfile } from '../intelligence/fusion.ts'
import type { Dictionary } from './dictionary.ts'
import type { StoredSource } from './standing.ts'

export interface SourceState {
  readonly num: number
  readonly id: string
  readonly name: string
  readonly paused: boolean
  /** Set by a person; null for what its declaration says. */
  readonly enabled: boolean | null
  readonly nextRunAt: number | null
  readonly lastSuccessAt: number | null
  readonly failures: number
}

/** What a source tells of itself to the store. */
export interface Registered {
  readonly profile: SourceProfile
  readonly tlp: Tlp
}

/** Sources that left the registry, or were uploads of an earlier start: their word is kept, at neutral reliability. */
const retired = (id: string, name: string): Registered => ({
  profile: { id, name, reliability: 'F', lineage: [id], dates: 'membership' },
  tlp: 'amber',
})

/** Enters sources that are new and reads all there are. */
export const registerSources = async (
  database: Database,
  dictionary: Dictionary,
  registered: readonly Registered[],
): Promise<Map<number, StoredSource>> => {
  await database.query(
    `insert into source (id, name) select * from unnest($1::text[], $2::text[]) on conflict (id) do update set name = excluded.name where source.name <> excluded.name`,
    [registered.map(({ profile }) => profile.id), registered.map(({ profile }) => profile.name)],
  )
  await dictionary.learn(registered.map(({ profile }) => ({ kind: 'source', name: profile.id })))
  const byId = new Map(registered.map(entry => [entry.profile.id, entry]))
  const rows = await database.query<{ num: number; id: string; name: string }>(`select num, id, name from source`)
  return new Map(rows.map(({ num, id, name }) => [num, { num, ...(byId.get(id) ?? retired(id, name)) }]))
}

export const sourceStates = async (database: Database): Promise<SourceState[]> => {
  const rows = await database.query<{
    num: number
    id: string
    name: string
    paused: boolean
    enabled: boolean | null
    next_run_at: string | null
    last_success_at: string | null
    failures: number
  }>(`select num, id, name, paused, enabled, next_run_at, last_success_at, failures from source order by num`)
  return rows.map(row => ({
    num: row.num,
    id: row.id,
    name: row.name,
    paused: row.paused,
    enabled: row.enabled,
    nextRunAt: row.next_run_at === null ? null : Date.parse(row.next_run_at),
    lastSuccessAt: row.last_success_at === null ? null : Date.parse(row.last_success_at),
    failures: row.failures,
  }))
}

export const setPaused = async (database: Database, id: string, paused: boolean): Promise<void> => {
  await database.query(`update source set paused = $2, next_run_at = null where id = $1`, [id, paused])
}

/** Switches a source on or off; what was switched on is due at once. */
export const setEnabled = async (database: Database, id: string, enabled: boolean): Promise<void> => {
  await database.query(`update source set enabled = $2, next_run_at = null, failures = 0 where id = $1`, [id, enabled])
}

/** Makes a source due at once: its settings have changed. */
export const setDue = async (database: Database, id: string): Promise<void> => {
  await database.query(`update source set next_run_at = null where id = $1`, [id])
}

/** After a run: success resets the failures; `nextRunAt` is when the scheduler takes it again. */
export const noteRunEnd = async (
  database: Database,
  num: number,
  end: { readonly healthy: boolean; readonly at: number; readonly nextRunAt: number },
): Promise<void> => {
  await database.query(
    `update source set next_run_at = $2::timestamptz, failures = case when $3 then 0 else failures + 1 end,
       last_success_at = case when $3 then $4::timestamptz else last_success_at end where num = $1`,
    [num, new Date(end.nextRunAt).toISOString(), end.healthy, new Date(end.at).toISOString()],
  )
}
