/** Reports as they come in, with what was found in them: the same text is one report, whoever brings it. */
import { createHash } from 'node:crypto'
import type { Indicator, IndicatorType, Tlp } from '@keysguard/model'
import type { Database, Transaction } from '../../engines/database/database.ts'
import { keyOf } from '../../indicators/index.ts'
import type { Found, FoundInReport } from '../../intelligence/reports/find.ts'
import { tlpCodes } from '../codes.ts'

/** A report before anything was looked for in it. */
export interface BareReport {
  readonly title: string
  readonly url: string | null
  readonly reporter: string | null
  /** Milliseconds since 1970. */
  readonly published: number | null
  readonly tlp: Tlp
  /** As {@link keptText} gives it. */
  readonly text: string
}

export interface NewReport extends BareReport, FoundInReport {
  /** Null for what a person added. */
  readonly from: { readonly source: number; readonly ref: string; readonly link: string | null } | null
  readonly addedAt: number
  readonly sample: boolean
}

/** Known again by what it says. */
export const reportId = ({ text, title }: Pick<BareReport, 'text' | 'title'>): string =>
  createHash('sha256')
    .update(text === '' ? `\0${title}` : text)
    .digest('hex')
    .slice(0, 32)

/** Ids that the store has, of these. */
export const knownReports = async (database: Database, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await database.query<{ id: string }>(`select id from report where id = any($1::text[])`, [ids])
  return new Set(rows.map(({ id }) => id))
}

/**
 * Writes a report that is not known; false when it is. One that its source tells anew in other words takes the place of the old, unless a
 * person has decided something about that: then the old one stays as it was reviewed.
 */
export const writeReport = (database: Database, report: NewReport): Promise<boolean> =>
  database.transaction(async transaction => {
    const { from } = report
    if (from !== null) {
      const [old] = await transaction.query<{ id: string; reviewed: boolean }>(
        `select id, exists (select 1 from report_review v where v.report = r.id) as reviewed from report r where source = $1 and ref = $2`,
        [from.source, from.ref],
      )
      if (old?.reviewed) return false
      if (old) await removeReport(transaction, old.id)
    }
    if (!(await insertReport(transaction, report))) return false
    await insertFindings(transaction, reportId(report), report.findings)
    return true
  })

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const insertReport = async (transaction: Transaction, report: NewReport): Promise<boolean> => {
  const { from, title, url, reporter, published, addedAt, tlp, text, leftOut, sample, findings } = report
  const rejected = findings.filter(({ against }) => against !== null).length
  const rows = await transaction.query(
    `insert into report (id, source, ref, title, url, reporter, published, added_at, tlp, text, link, left_out, state, sample, proposed, accepted, rejected)
     values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz, $9, $10, $11, $12, $13, $14, $15, 0, $16)
     on conflict do nothing returning id`,
    [
      reportId(report),
      from?.source ?? null,
      from?.ref ?? null,
      title,
      url,
      reporter,
      iso(published),
      iso(addedAt),
      tlpCodes.code(tlp),
      text,
      from?.link ?? null,
      leftOut,
      findings.length > rejected ? 'to-review' : 'reviewed',
      sample,
      findings.length - rejected,
      rejected,
    ],
  )
  return rows.length > 0
}

const insertFindings = async (transaction: Transaction, report: string, findings: readonly Found[]): Promise<void> => {
  if (findings.length === 0) return
  await transaction.query(
    `insert into report_finding (report, kind, type, value, label, indicator, places, times, excerpt, confidence, evidence, status, reason)
     select $1, kind, type, value, label, indicator::uuid, places, times, excerpt, confidence, evidence,
       case when against is null then 'proposed' else 'rejected' end, against
     from json_to_recordset($2::text::json) as f (kind text, type text, value text, label text, indicator text, places json, times integer,
       excerpt text, confidence smallint, evidence text, against text)`,
    [report, JSON.stringify(findings.map(found => ({ ...found, indicator: keyOfFound(found) })))],
  )
}

const keyOfFound = ({ kind, type, value }: Found): string | null =>
  kind === 'indicator' || kind === 'cve' ? keyOf({ type: type as IndicatorType, value } satisfies Indicator) : null

export const removeReport = async (transaction: Transaction, id: string): Promise<boolean> => {
  await transaction.query(`delete from report_finding where report = $1`, [id])
  await transaction.query(`delete from report_review where report = $1`, [id])
  return (await transaction.query(`delete from report where id = $1 returning id`, [id])).length > 0
}

/** What the report's source has taken in itself needs no review. */
export const settleBrought = async (
  database: Database,
  source: { readonly num: number; readonly id: string },
  reports: readonly string[],
  at: number,
): Promise<void> => {
  const settled = await database.query<{ report: string }>(
    `update report_finding f set status = 'accepted', brought = true, decided_by = $2, decided_at = $4::timestamptz
     where f.report = any($3::text[]) and f.indicator is not null and not f.brought and f.status = 'proposed'
       and exists (select 1 from assertion a where a.indicator = f.indicator and a.source = $1)
     returning report`,
    [source.num, source.id, reports, iso(at)],
  )
  for (const report of new Set(settled.map(row => row.report))) await recount(database, report)
}

/** Counts anew, and with them whether there is something left to look at. */
export const recount = async (queries: Pick<Database, 'query'>, report: string): Promise<void> => {
  await queries.query(
    `update report r set proposed = c.proposed, accepted = c.accepted, rejected = c.rejected,
       state = case when c.proposed > 0 then 'to-review' else 'reviewed' end
     from (select count(*) filter (where status = 'proposed')::int as proposed, count(*) filter (where status = 'accepted')::int as accepted,
         count(*) filter (where status = 'rejected')::int as rejected from report_finding where report = $1) as c
     where r.id = $1`,
    [report],
  )
}
