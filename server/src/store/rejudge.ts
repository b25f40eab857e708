/** Judges a batch of indicators again: lists, verdicts, severity and relevance as they are now. One transaction, which takes them out of the queue. */
import type { IndicatorKey, Rejudgement } from '@keysguard/model'
import type { Database, Transaction } from '../engines/database/database.ts'
import { appraise } from '../intelligence/appraise.ts'
import type { Firewall } from '../intelligence/firewall.ts'
import type { Sightings, WatchSet } from '../intelligence/watch.ts'
import { type Kept, keepAppraisals } from './appraisals.ts'
import { holdStandings, rewriteStandings } from './held-standings.ts'
import { fuseStanding, type Standing } from './standing.ts'
import { standingVerdicts } from './verdicts.ts'
import type { Knowing } from './write-rows.ts'

export interface JudgedBy {
  readonly firewall: Firewall
  readonly watch: WatchSet
}

export interface Outcomes {
  judged: number
  suppressed: number
  released: number
  rescored: number
}

/** Takes up to `most` out of the queue. Returns how many that were. */
export const rejudgeBatch = (knowing: Knowing, by: JudgedBy, most: number, now: number): Promise<number> =>
  knowing.database.transaction(async transaction => {
    const queued = await transaction.query<{ key: string; job: string | null }>(
      `delete from rejudge where indicator in (select indicator from rejudge order by indicator limit $1 for update skip locked)
       returning replace(indicator::text, '-', '') as key, job`,
      [most],
    )
    if (queued.length === 0) return 0
    const keys = queued.map(({ key }) => key as IndicatorKey)
    const held = await holdStandings(transaction, keys, knowing.sources)
    const since = await suppressedSince(transaction, keys)
    const verdicts = await standingVerdicts(transaction, now, keys)
    const sightings = await readSightings(transaction, keys)
    const changed: Standing[] = []
    const kept: Kept[] = []
    const byJob = new Map<string, Outcomes>()
    const jobs = new Map(queued.map(({ key, job }) => [key, job]))
    for (const standing of held.standings.values()) {
      const before = { suppressedBy: standing.suppressedBy, rank: fuseStanding(standing, knowing.scoring.current).rank }
      const indicator = { type: standing.type, value: standing.value }
      standing.suppressedBy = by.firewall.suppressedBy(indicator, standing.key)
      standing.appraisal = appraise(
        {
          indicator,
          threat: fuseStanding({ ...standing, appraisal: null }, knowing.scoring.current).threat,
          said: standing.assertions.map(({ source, statement }) => ({ source: source.profile, statement })),
          verdict: verdicts.get(standing.key) ?? null,
          sightings: sightings.get(standing.key) ?? null,
        },
        by.firewall,
        by.watch,
      )
      const fused = fuseStanding(standing, knowing.scoring.current)
      kept.push({
        key: standing.key,
        threat: fused.threat,
        appraisal: standing.appraisal,
        since: sinceOf(standing.suppressedBy, before.suppressedBy, since.get(standing.key) ?? null, now),
      })
      if (standing.suppressedBy !== before.suppressedBy || fused.rank !== before.rank) changed.push(standing)
      count(byJob, jobs.get(standing.key) ?? null, before, { suppressedBy: standing.suppressedBy, rank: fused.rank })
    }
    await keepAppraisals(transaction, kept)
    await rewriteStandings(transaction, changed, held, now, knowing)
    await noteOutcomes(transaction, byJob)
    return queued.length
  })

/** When it came to be suppressed by what suppresses it now. */
const sinceOf = (by: string | null, before: string | null, since: number | null, now: number): number | null =>
  by === null ? null : by === before ? since : now

interface Before {
  readonly suppressedBy: string | null
  readonly rank: number
}

const count = (byJob: Map<string, Outcomes>, job: string | null, before: Before, after: Before): void => {
  if (job === null) return
  const outcomes = byJob.get(job) ?? { judged: 0, suppressed: 0, released: 0, rescored: 0 }
  byJob.set(job, outcomes)
  outcomes.judged += 1
  if (before.suppressedBy === null && after.suppressedBy !== null) outcomes.suppressed += 1
  else if (before.suppressedBy !== null && after.suppressedBy === null) outcomes.released += 1
  else if (before.rank !== after.rank) outcomes.rescored += 1
}

const noteOutcomes = async (transaction: Transaction, byJob: ReadonlyMap<string, Outcomes>): Promise<void> => {
  for (const [job, { judged, suppressed, released, rescored }] of byJob)
    await transaction.query(
      `update rejudge_job set judged = judged + $2, suppressed = suppressed + $3, released = released + $4, rescored = rescored + $5 where id = $1`,
      [job, judged, suppressed, released, rescored],
    )
}

const suppressedSince = async (transaction: Transaction, keys: readonly IndicatorKey[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await transaction.query<{ key: string; since: string }>(
    `select replace(indicator::text, '-', '') as key, suppressed_since as since from appraisal where indicator = any($1::uuid[]) and suppressed_since is not null`,
    [keys],
  )
  return new Map(rows.map(({ key, since }) => [key, Date.parse(since)]))
}

const readSightings = async (
  transaction: Transaction,
  keys: readonly IndicatorKey[],
): Promise<ReadonlyMap<string, Sightings>> => {
  const rows = await transaction.query<{ key: string; n: string; last_at: string }>(
    `select replace(indicator::text, '-', '') as key, n, last_at from sighting where indicator = any($1::uuid[])`,
    [keys],
  )
  return new Map(rows.map(({ key, n, last_at }) => [key, { count: Number(n), lastAt: last_at }]))
}

/** Jobs of which nothing is left come to their end; returns them. */
export const finishJobs = async (database: Database, now: number): Promise<Rejudgement[]> => {
  const rows = await database.query<JobRow>(
    `update rejudge_job j set finished_at = $1 where finished_at is null and not exists (select 1 from rejudge_entry e where e.job = j.id)
       and not exists (select 1 from rejudge r where r.job = j.id) returning ${JOB}`,
    [new Date(now).toISOString()],
  )
  return rows.map(jobOf)
}

export const listJobs = async (database: Database, limit: number): Promise<Rejudgement[]> =>
  (await database.query<JobRow>(`select ${JOB} from rejudge_job j order by id desc limit $1`, [limit])).map(jobOf)

const JOB = 'j.id, j.cause, j.started_at, j.finished_at, j.judged, j.suppressed, j.released, j.rescored'

interface JobRow extends Outcomes {
  readonly id: string
  readonly cause: string
  readonly started_at: string
  readonly finished_at: string | null
}

const jobOf = ({ id, cause, started_at, finished_at, judged, suppressed, released, rescored }: JobRow): Rejudgement => ({
  id: Number(id),
  cause,
  startedAt: started_at,
  finishedAt: finished_at,
  judged,
  suppressed,
  released,
  rescored,
})
