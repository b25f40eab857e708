/** What people decide about findings: each decision keeps what it changed, so that it can be taken back. */
import type { FindingKind, FindingStatus, ReportState, ReviewDecision, Tlp } from '@keysguard/model'
import type { Database, Transaction } from '../../engines/database/database.ts'
import { tlpCodes } from '../codes.ts'
import { recount } from './write-reports.ts'

export interface Deciding {
  readonly report: string
  /** These, or what is proposed of a kind. */
  readonly which: { readonly ids: readonly number[] } | { readonly kind: FindingKind }
  readonly decision: ReviewDecision
  readonly by: string
  /** Milliseconds since 1970. */
  readonly at: number
}

interface Before {
  readonly id: string
  readonly status: FindingStatus
  readonly by: string | null
  readonly at: string | null
}

const STATUS: Readonly<Record<ReviewDecision, FindingStatus>> = { accept: 'accepted', reject: 'rejected', propose: 'proposed' }

/** Null for an unknown report; otherwise how many findings are other than they were. */
export const decide = (database: Database, { report, which, decision, by, at }: Deciding): Promise<number | null> =>
  database.transaction(async transaction => {
    if (!(await hold(transaction, report))) return null
    const status = STATUS[decision]
    const before = await transaction.query<Before>(
      `select id::text as id, status, decided_by as by, decided_at as at from report_finding
       where report = $1 and status <> $2 and ${'ids' in which ? 'id = any($3::text[]::bigint[])' : `kind = $3 and status = 'proposed'`}`,
      [report, status, 'ids' in which ? which.ids.map(String) : which.kind],
    )
    if (before.length === 0) return 0
    const stamp = new Date(at).toISOString()
    await transaction.query(
      `update report_finding set status = $2, decided_by = $3, decided_at = $4::timestamptz where id = any($1::text[]::bigint[])`,
      [before.map(({ id }) => id), status, decision === 'propose' ? null : by, decision === 'propose' ? null : stamp],
    )
    await transaction.query(
      `insert into report_review (report, by, at, decision, before) values ($1, $2, $3::timestamptz, $4, $5::text::json)`,
      [report, by, stamp, decision, JSON.stringify(before)],
    )
    await decided(transaction, report)
    return before.length
  })

/** Takes the last decision back that was not; false where there is none, null for an unknown report. */
export const undoReview = (database: Database, report: string): Promise<boolean | null> =>
  database.transaction(async transaction => {
    if (!(await hold(transaction, report))) return null
    const [review] = await transaction.query<{ before: string }>(
      `update report_review set undone = true
       where id = (select id from report_review where report = $1 and not undone order by id desc limit 1) returning before::text as before`,
      [report],
    )
    if (review === undefined) return false
    await transaction.query(
      `update report_finding f set status = b.status, decided_by = b.by, decided_at = b.at::timestamptz
       from json_to_recordset($1::text::json) as b (id bigint, status text, by text, at text) where f.id = b.id`,
      [review.before],
    )
    await decided(transaction, report)
    return true
  })

export interface ReportChange {
  readonly title?: string | undefined
  readonly url?: string | null | undefined
  readonly tlp?: Tlp | undefined
  readonly state?: ReportState | undefined
}

/** False for an unknown report. What it is called and how it is marked is said anew of its indicators. */
export const changeReport = async (database: Database, report: string, change: ReportChange): Promise<boolean> => {
  const { title, url, tlp, state } = change
  const rows = await database.query(
    `update report set title = coalesce($2, title), url = case when $3 then $4 else url end, tlp = coalesce($5::smallint, tlp),
       state = coalesce($6, state), decided = decided + $7 where id = $1 returning id`,
    [
      report,
      title ?? null,
      url !== undefined,
      url ?? null,
      tlp === undefined ? null : tlpCodes.code(tlp),
      state ?? null,
      title !== undefined || url !== undefined || tlp !== undefined ? 1 : 0,
    ],
  )
  return rows.length > 0
}

const hold = async (transaction: Transaction, report: string): Promise<boolean> =>
  (await transaction.query(`select 1 from report where id = $1 for update`, [report])).length > 0

const decided = async (transaction: Transaction, report: string): Promise<void> => {
  await recount(transaction, report)
  await transaction.query(`update report set decided = decided + 1 where id = $1`, [report])
}
