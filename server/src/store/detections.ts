/** What rules found. A find that is found again is the same row. */
import type { Detection, DetectionState } from '@keysguard/model'
import type { Database, Transaction } from '../engines/database/database.ts'
import type { Find } from '../intelligence/rules/index.ts'

const BATCH = 500

export interface Found {
  readonly rule: string
  readonly find: Find
}

/** A triaged detection that grows keeps its state. */
export const writeDetections = async (transaction: Transaction, found: readonly Found[]): Promise<void> => {
  for (let from = 0; from < found.length; from += BATCH) {
    const batch = found.slice(from, from + BATCH)
    const times = (read: (find: Find) => number): string[] => batch.map(({ find }) => new Date(read(find)).toISOString())
    await transaction.query(
      `insert into detection (id, rule, part, group_key, first_at, last_at, fired_at, sample, find)
       select id, rule, part, group_key, first_at::timestamptz, last_at::timestamptz, fired_at::timestamptz, sample = 'true', find
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         as found (id, rule, part, group_key, first_at, last_at, fired_at, sample, find)
       on conflict (id) do update set last_at = excluded.last_at, sample = excluded.sample, find = excluded.find`,
      [
        batch.map(({ find }) => find.id),
        batch.map(({ rule }) => rule),
        batch.map(({ find }) => find.part),
        batch.map(({ find }) => find.groupKey),
        times(({ firstAt }) => firstAt),
        times(({ lastAt }) => lastAt),
        times(({ firedAt }) => firedAt),
        batch.map(({ find }) => String(find.sample)),
        batch.map(({ find }) => JSON.stringify(find)),
      ],
    )
  }
}

/** The newest find of each group that may still go on: its last event is at `since` or later. */
export const readOpenFinds = async (database: Database, rule: string, since: number): Promise<Find[]> => {
  const rows = await database.query<{ find: string }>(
    `select distinct on (part, group_key) find from detection where rule = $1 and last_at >= $2::timestamptz
     order by part, group_key, last_at desc`,
    [rule, new Date(since).toISOString()],
  )
  return rows.map(({ find }) => JSON.parse(find) as Find)
}

export interface DetectionFilter {
  readonly rule?: string | undefined
  readonly state?: DetectionState | undefined
  /** Id of the last one that is known: those after it. */
  readonly after?: string | undefined
  readonly limit: number
}

interface Row {
  readonly rule: string
  readonly state: DetectionState
  readonly find: string
}

/** Newest first. */
export const listDetections = async (
  database: Database,
  { rule, state, after, limit }: DetectionFilter,
): Promise<Detection[]> => {
  const rows = await database.query<Row>(
    `select rule, state, find from detection
     where ($1::text is null or rule = $1) and ($2::text is null or state = $2)
       and ($3::text is null or (fired_at, id) < (select fired_at, id from detection where id = $3))
     order by fired_at desc, id desc limit $4`,
    [rule ?? null, state ?? null, after ?? null, limit],
  )
  return rows.map(row => detectionOf(row.rule, JSON.parse(row.find) as Find, row.state))
}

/** Null for an unknown one. */
export const setDetectionState = async (
  database: Database,
  id: string,
  state: DetectionState,
  by: string,
): Promise<Detection | null> => {
  const [row] = await database.query<Row>(
    `update detection set state = $2, state_by = $3 where id = $1 returning rule, state, find`,
    [id, state, by],
  )
  return row ? detectionOf(row.rule, JSON.parse(row.find) as Find, row.state) : null
}

export interface FiredCount {
  readonly rule: string
  readonly week: number
  readonly total: number
  readonly last_fired_at: string
}

export const countFired = (database: Database, now: number): Promise<FiredCount[]> =>
  database.query<FiredCount>(
    `select rule, count(*) filter (where fired_at >= $1::timestamptz)::int as week, count(*)::int as total, max(fired_at) as last_fired_at
     from detection group by rule`,
    [new Date(now - 7 * 86_400_000).toISOString()],
  )

export const forgetDetections = async (database: Database, before: number): Promise<void> => {
  await database.query(`delete from detection where last_at < $1::timestamptz`, [new Date(before).toISOString()])
}

const iso = (at: number): string => new Date(at).toISOString()

/** As people see it. */
export const detectionOf = (rule: string, find: Find, state: DetectionState = 'new'): Detection => ({
  id: find.id,
  rule,
  part: find.part,
  title: find.title,
  level: find.level,
  group: { ...find.group },
  firstAt: iso(find.firstAt),
  lastAt: iso(find.lastAt),
  firedAt: iso(find.firedAt),
  measured: find.measured,
  events: find.events,
  evidence: find.evidence.map(({ id, at, key, type, value, source, rule: picked }) => ({
    id,
    at: iso(at),
    indicator: key,
    type,
    value,
    source,
    rule: picked,
  })),
  sample: find.sample,
  state,
})
