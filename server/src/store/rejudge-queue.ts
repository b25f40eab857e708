/**
 * What has to be judged again. A change puts the entries that were added or taken away here, in its own transaction; in the background
 * they are turned into indicators that may be hit, each by an index, and these are judged. Whatever dies in between is done again.
 */
import type { IndicatorKey } from '@keysguard/model'
import type { Queries, Transaction } from '../engines/database/database.ts'
import type { BenignList } from '../intelligence/benign/list.ts'
import { CANDIDATE, type Candidate, type CandidateRow, candidateOf } from './candidates.ts'
import { reverseHost } from './search-text.ts'

/** How entries are looked up: networks, hosts, whole values, or a part of all indicators (patterns have no index). */
export type EntryKind = 'networks' | 'hosts' | 'values' | 'part' | 'label'

const CHUNK = 500
/** A part of the store holds about so many indicators at most; parts are told by the first digits of the key. */
const PART = 20_000

export const beginJob = async (transaction: Transaction, cause: string, at: number): Promise<number> => {
  const [row] = await transaction.query<{ id: string }>(
    `insert into rejudge_job (cause, started_at) values ($1, $2) returning id`,
    [cause, new Date(at).toISOString()],
  )
  if (!row) throw new Error('a job was not entered')
  return Number(row.id)
}

const putEntries = async (transaction: Transaction, job: number, kind: EntryKind, entries: readonly string[]): Promise<void> => {
  const chunks: string[] = []
  for (let from = 0; from < entries.length; from += CHUNK) chunks.push(entries.slice(from, from + CHUNK).join('\n'))
  if (chunks.length === 0) return
  await transaction.query(`insert into rejudge_entry (job, kind, entries) select $1, $2, x from unnest($3::text[]) as x`, [
    job,
    kind,
    chunks,
  ])
}

/** Entries of a list that came or went. */
export const putListEntries = (
  transaction: Transaction,
  job: number,
  { match }: Pick<BenignList, 'match'>,
  entries: readonly string[],
): Promise<void> => {
  switch (match) {
    case 'cidr':
      return putEntries(transaction, job, 'networks', entries)
    case 'hostname':
      return putEntries(transaction, job, 'hosts', entries)
    case 'string':
      return putEntries(transaction, job, 'values', entries)
    case 'substring':
    case 'regex':
      return entries.length === 0 ? Promise.resolve() : putWhole(transaction, job)
  }
}

/** Everything is looked at, a part after the other. */
export const putWhole = async (transaction: Transaction, job: number): Promise<void> => {
  const [known] = await transaction.query<{ n: number }>(`select coalesce(sum(n), 0)::float8 as n from indicator_count`)
  const digits = Math.max(0, Math.ceil(Math.log((known?.n ?? 0) / PART) / Math.log(16)))
  const parts = Array.from({ length: 16 ** digits }, (_, part) => (digits === 0 ? '' : part.toString(16).padStart(digits, '0')))
  await transaction.query(`insert into rejudge_entry (job, kind, entries) select $1, 'part', x from unnest($2::text[]) as x`, [
    job,
    parts,
  ])
}

/** All that an appraisal names a list of this name for. */
export const putLabelled = (transaction: Transaction, job: number, name: string): Promise<void> =>
  putEntries(transaction, job, 'label', [name])

/** Those of `keys` that are known; `job` null for what has just come in. */
export const putKeys = async (transaction: Queries, job: number | null, keys: readonly IndicatorKey[]): Promise<number> => {
  const rows = await transaction.query<{ n: number }>(
    `with put as (
       insert into rejudge (indicator, job) select i.key, $1::text::bigint from indicator i where i.key = any($2::uuid[])
       on conflict (indicator) do update set job = coalesce(excluded.job, rejudge.job) returning 1)
     select count(*)::int as n from put`,
    [job === null ? null : String(job), keys],
  )
  return rows[0]?.n ?? 0
}

const BY_NETWORK = `select t.key from unnest($2::text[]::inet[]) as x (net) cross join lateral (
  select t.key from indicator_text t where t.address >= network(x.net)::inet
    and t.address <= set_masklen(broadcast(x.net), case family(x.net) when 4 then 32 else 128 end)
  union all select t.key from indicator_text t
    where t.address = any(array(select network(set_masklen(x.net, bits))::inet from generate_series(0, masklen(x.net)) as bits))) as t`
const BY_HOST = `select t.key from unnest($2::text[]) as x (host) cross join lateral (
  select t.key from indicator_text t where t.host = x.host
  union all select t.key from indicator_text t where t.host > x.host || '.' and t.host < x.host || '/') as t`
const BY_VALUE = `select t.key from indicator_text t where t.value = any($2::text[])`
const BY_LABEL = `select p.indicator as key from unnest($2::text[]) as x (label), appraisal p where position(x.label in p.terms) > 0`
const LOOKUPS: Readonly<Record<Exclude<EntryKind, 'part'>, string>> = {
  networks: BY_NETWORK,
  hosts: BY_HOST,
  values: BY_VALUE,
  label: BY_LABEL,
}

/** Chooses, of indicators looked at without an index, those to judge again. */
export type Choose = (transaction: Transaction, candidates: readonly Candidate[]) => Promise<readonly IndicatorKey[]>

/** Turns the oldest chunk of entries into indicators; false when there is none. */
export const resolveEntries = async (transaction: Transaction, choose: Choose): Promise<boolean> => {
  const [chunk] = await transaction.query<{ job: string; kind: EntryKind; entries: string }>(
    `delete from rejudge_entry where id = (select id from rejudge_entry order by id limit 1 for update skip locked) returning job, kind, entries`,
  )
  if (!chunk) return false
  const { kind, entries } = chunk
  const job = Number(chunk.job)
  if (kind === 'part') {
    const rows = await transaction.query<CandidateRow>(
      `select ${CANDIDATE} from indicator i where i.key >= $1::text::uuid and i.key <= $2::text::uuid`,
      [entries.padEnd(32, '0'), entries.padEnd(32, 'f')],
    )
    const chosen = await choose(transaction, rows.map(candidateOf))
    await putKeys(transaction, job, chosen)
    return true
  }
  const values = entries.split('\n')
  await transaction.query(
    `insert into rejudge (indicator, job) select distinct found.key, $1::bigint from (${LOOKUPS[kind]}) as found
     on conflict (indicator) do update set job = excluded.job`,
    [job, kind === 'hosts' ? values.map(reverseHost) : values],
  )
  return true
}
