/** The ledger of runs. */
import type { Outcome, Run, RunCounts } from '@keysguard/model'
import type { Database } from '../engines/database/database.ts'

export const NO_COUNTS: RunCounts = { received: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0, withdrawn: 0 }

export interface RunEnd {
  readonly outcome: Outcome
  readonly reason: string
  readonly counts: RunCounts
  readonly rejections: Readonly<Record<string, number>>
  readonly bytes: number
  /** Asked of the provider. */
  readonly requests: number
  readonly finishedAt: number
}

interface Row {
  readonly id: string
  readonly source: string
  readonly trigger: Run['trigger']
  readonly started_at: string
  readonly finished_at: string | null
  readonly outcome: Outcome | null
  readonly reason: string
  readonly counts: RunCounts
  readonly rejections: Record<string, number>
  readonly bytes: string
  readonly duration_ms: number | null
}

const COLUMNS = `r.id, s.id as source, r.trigger, r.started_at, r.finished_at, r.outcome, r.reason, r.counts, r.rejections, r.bytes, r.duration_ms`

const runOf = (row: Row): Run => ({
  id: row.id,
  source: row.source,
  trigger: row.trigger,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  outcome: row.outcome,
  reason: row.reason,
  counts: row.counts,
  rejections: row.rejections,
  bytes: Number(row.bytes),
  durationMs: row.duration_ms,
})

export const beginRun = async (database: Database, source: number, trigger: Run['trigger'], at: number): Promise<number> => {
  const [row] = await database.query<{ id: string }>(
    `insert into run (source, trigger, started_at, counts) values ($1, $2, $3::timestamptz, $4::text::json) returning id`,
    [source, trigger, new Date(at).toISOString(), JSON.stringify(NO_COUNTS)],
  )
  return Number(row?.id)
}

export const endRun = async (database: Database, id: number, end: RunEnd): Promise<Run> => {
  const [row] = await database.query<Row>(
    `with r as (update run set finished_at = $2::timestamptz, outcome = $3, reason = $4, counts = $5::text::json, rejections = $6::text::json, bytes = $7, requests = $8,
       duration_ms = round(extract(epoch from ($2::timestamptz - started_at)) * 1000) where id = $1 returning *)
     select ${COLUMNS} from r join source s on s.num = r.source`,
    [
      id,
      new Date(end.finishedAt).toISOString(),
      end.outcome,
      end.reason,
      JSON.stringify(end.counts),
      JSON.stringify(end.rejections),
      end.bytes,
      end.requests,
    ],
  )
  if (!row) throw new Error(`run ${id} is not in the ledger`)
  return runOf(row)
}

/** Runs that a killed process left open end as failed; what they stored stays. */
export const closeOpenRuns = async (database: Database, at: number): Promise<void> => {
  await database.query(
    `update run set finished_at = $1::timestamptz, outcome = 'failed', reason = 'KeysGuard was stopped while it ran; what had been stored is kept and the next run goes on from there.' where outcome is null`,
    [new Date(at).toISOString()],
  )
}

/** Newest first. */
export const listRuns = async (database: Database, source: string, limit: number): Promise<Run[]> => {
  const rows = await database.query<Row>(
    `select ${COLUMNS} from run r join source s on s.num = r.source where s.id = $1 order by r.id desc limit $2`,
    [source, limit],
  )
  return rows.map(runOf)
}

/** The newest `each` runs of every source, newest first. */
export const recentRuns = async (database: Database, each: number): Promise<Map<string, Run[]>> => {
  const rows = await database.query<Row>(
    `select ${COLUMNS} from source s cross join lateral (select * from run where run.source = s.num order by run.id desc limit $1) r order by r.id desc`,
    [each],
  )
  const bySource = new Map<string, Run[]>()
  for (const row of rows) {
    const runs = bySource.get(row.source)
    if (runs) runs.push(runOf(row))
    else bySource.set(row.source, [runOf(row)])
  }
  return bySource
}
