/** What was measured last, and what the runs of each source came to. */
import { QualityReport } from '@keysguard/model'
import type { Queries } from '../engines/database/database.ts'
import type { Spent } from '../intelligence/quality/report.ts'

export const putQuality = async (queries: Queries, report: QualityReport): Promise<void> => {
  await queries.query(
    `insert into quality_report (at, report) values ($1, $2) on conflict (one) do update set at = excluded.at, report = excluded.report`,
    [report.at, JSON.stringify(report)],
  )
}

/** Null where nothing was measured yet, or by a version that measured other things. */
export const readQuality = async (queries: Queries): Promise<QualityReport | null> => {
  const [row] = await queries.query<{ report: string }>(`select report from quality_report`)
  return row ? (QualityReport.safeParse(JSON.parse(row.report)).data ?? null) : null
}

export interface Ledger {
  readonly spent: Spent
  /** When it had first come in whole, milliseconds since 1970. */
  readonly since: number | null
}

interface Row {
  readonly source: number
  readonly runs: number
  readonly bytes: string | null
  readonly seconds: number | null
  readonly requests: number | null
  readonly since: string | null
}

/** By the number of the source: what it took in the `days` before `now`. Replays and uploads ask nobody. */
export const readLedgers = async (
  queries: Queries,
  now: number,
  days: number,
  sample: boolean,
): Promise<ReadonlyMap<number, Ledger>> => {
  const rows = await queries.query<Row>(
    `select r.source, count(*) filter (where lately)::int as runs, sum(bytes) filter (where lately) as bytes,
       sum(duration_ms) filter (where lately)::float8 / 1000 as seconds,
       case when bool_and(requests is not null) filter (where lately) then (sum(requests) filter (where lately))::int end as requests,
       min(started_at) filter (where outcome in ('ok', 'partial', 'unchanged')) as since
     from (select *, finished_at is not null and started_at > $1::timestamptz as lately from run where trigger <> 'upload' and (trigger = 'sample') = $2) r
     group by r.source`,
    [new Date(now - days * 86_400_000).toISOString(), sample],
  )
  return new Map(
    rows.map(({ source, runs, bytes, seconds, requests, since }) => [
      source,
      {
        spent: { days, runs, bytes: Number(bytes ?? 0), seconds: seconds ?? 0, requests },
        since: since === null ? null : Date.parse(since),
      },
    ]),
  )
}
