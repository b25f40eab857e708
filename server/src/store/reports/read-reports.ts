/** Reports for people: a list, and one with its text and what was found in it. */
import type { FindingStatus, Place, Report, ReportDetail, ReportFinding, ReportState, Tlp } from '@keysguard/model'
import type { Queries } from '../../engines/database/database.ts'
import { tlpCodes } from '../codes.ts'
import type { StoredSource } from '../standing.ts'

export interface ReportListing {
  /** Null for any. */
  readonly state: ReportState | null
  /** Part of the title, or an address of it; empty for any. */
  readonly containing: string
  readonly reads: Tlp
  readonly limit: number
  /** Where the page before ended. */
  readonly after: { readonly addedAt: string; readonly id: string } | null
}

interface Row {
  readonly id: string
  readonly source: number | null
  readonly title: string
  readonly url: string | null
  readonly reporter: string | null
  readonly published: string | null
  readonly added_at: string
  readonly tlp: number
  readonly state: ReportState
  readonly sample: boolean
  readonly proposed: number
  readonly accepted: number
  readonly rejected: number
}

type Sources = ReadonlyMap<number, StoredSource>

const COLUMNS = 'id, source, title, url, reporter, published, added_at, tlp, state, sample, proposed, accepted, rejected'

const reportOf = (row: Row, sources: Sources): Report => ({
  id: row.id,
  title: row.title,
  source: row.source === null ? null : (sources.get(row.source)?.profile.name ?? null),
  reporter: row.reporter,
  url: row.url,
  published: row.published,
  addedAt: row.added_at,
  tlp: tlpCodes.name(row.tlp),
  state: row.state,
  sample: row.sample,
  counts: { proposed: row.proposed, accepted: row.accepted, rejected: row.rejected },
})

/** The newest first. */
export const listReports = async (
  queries: Queries,
  sources: Sources,
  { state, containing, reads, limit, after }: ReportListing,
): Promise<Report[]> => {
  const rows = await queries.query<Row>(
    `select ${COLUMNS} from report
     where tlp <= $1 and ($2::text is null or state = $2) and ($3::text = '' or url = $3 or link = $3 or position(lower($3) in lower(title)) > 0)
       and ($4::text is null or (added_at, id) < ($4::text::timestamptz, $5::text))
     order by added_at desc, id desc limit $6`,
    [tlpCodes.code(reads), state, containing, after?.addedAt ?? null, after?.id ?? null, limit],
  )
  return rows.map(row => reportOf(row, sources))
}

/** How many wait to be looked at, of those that the reader may know of. */
export const countToReview = async (queries: Queries, reads: Tlp): Promise<number> => {
  const [row] = await queries.query<{ n: number }>(
    `select count(*)::int as n from report where state = 'to-review' and tlp <= $1`,
    [tlpCodes.code(reads)],
  )
  return row?.n ?? 0
}

interface FindingRow {
  readonly id: string
  readonly kind: ReportFinding['kind']
  readonly type: string
  readonly value: string
  readonly label: string
  readonly places: readonly Place[] | string
  readonly times: number
  readonly excerpt: string
  readonly confidence: number
  readonly evidence: string
  readonly status: FindingStatus
  readonly reason: string | null
  readonly brought: boolean
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly known: string | null
}

const FINDINGS = `
select f.id, f.kind, f.type, f.value, f.label, f.places::text as places, f.times, f.excerpt, f.confidence, f.evidence, f.status, f.reason, f.brought,
  f.decided_by, f.decided_at, replace(i.key::text, '-', '') as known
from report_finding f left join indicator i on i.key = f.indicator where f.report = $1 order by f.id`

/** Null for an unknown one, or one the reader may not know of. */
export const readReport = async (queries: Queries, sources: Sources, id: string, reads: Tlp): Promise<ReportDetail | null> => {
  const [row] = await queries.query<Row & { text: string; link: string | null; left_out: number; can_undo: boolean }>(
    `select ${COLUMNS}, text, link, left_out, exists (select 1 from report_review v where v.report = report.id and not v.undone) as can_undo
     from report where id = $1 and tlp <= $2`,
    [id, tlpCodes.code(reads)],
  )
  if (row === undefined) return null
  const findings = await queries.query<FindingRow>(FINDINGS, [id])
  return {
    ...reportOf(row, sources),
    text: row.text,
    leftOut: row.left_out,
    link: row.link,
    canUndo: row.can_undo,
    findings: findings.map(findingOf),
  }
}

const findingOf = ({ id, places, brought, decided_by, decided_at, known, reason, ...rest }: FindingRow): ReportFinding => ({
  ...rest,
  id: Number(id),
  places: typeof places === 'string' ? (JSON.parse(places) as Place[]) : [...places],
  reason: reason ?? (brought ? 'Its source has taken it in itself.' : null),
  by: decided_by,
  at: decided_at,
  indicator: known,
})
