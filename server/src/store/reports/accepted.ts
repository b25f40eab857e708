/** What people have accepted, as the source of reports tells it to the pipeline. */
import type { IndicatorType, Place, Tlp } from '@keysguard/model'
import type { Queries } from '../../engines/database/database.ts'
import { tlpCodes } from '../codes.ts'

export interface AcceptedReport {
  readonly id: string
  readonly title: string
  readonly url: string | null
  readonly reporter: string | null
  readonly published: string | null
  readonly addedAt: string
  readonly tlp: Tlp
  readonly malware: readonly string[]
  readonly actors: readonly string[]
  readonly techniques: readonly string[]
  readonly indicators: readonly AcceptedIndicator[]
}

export interface AcceptedIndicator {
  readonly type: IndicatorType
  readonly value: string
  readonly excerpt: string
  readonly places: readonly Place[]
  /** What is accepted again after it was taken back is said again. */
  readonly acceptedAt: string
}

/** A report whose decisions have not reached the observations, and how many there were. */
export interface Untaken {
  readonly id: string
  readonly decided: number
}

export const untakenReports = (queries: Queries): Promise<readonly Untaken[]> =>
  queries.query<Untaken>(`select id, decided from report where decided > taken`)

/** All that still have something to say: what is not among them is withdrawn. */
export const speakingReports = async (queries: Queries): Promise<readonly string[]> =>
  (
    await queries.query<{ report: string }>(
      `select distinct report from report_finding where status = 'accepted' and indicator is not null and not brought`,
    )
  ).map(({ report }) => report)

/** What was decided since counts as untaken. */
export const markTaken = async (queries: Queries, taken: readonly Untaken[]): Promise<void> => {
  await queries.query(
    `update report r set taken = t.decided from unnest($1::text[], $2::int[]) as t (id, decided) where r.id = t.id`,
    [taken.map(({ id }) => id), taken.map(({ decided }) => decided)],
  )
}

interface Row {
  readonly id: string
  readonly title: string
  readonly url: string | null
  readonly reporter: string | null
  readonly published: string | null
  readonly added_at: string
  readonly tlp: number
  readonly accepted: string
}

interface AcceptedRow {
  readonly kind: string
  readonly type: string
  readonly value: string
  readonly excerpt: string
  readonly places: readonly Place[]
  readonly brought: boolean
  readonly at: string
}

export const acceptedReports = async (queries: Queries, ids: readonly string[]): Promise<readonly AcceptedReport[]> => {
  const rows = await queries.query<Row>(
    `select r.id, r.title, r.url, r.reporter, r.published, r.added_at, r.tlp, coalesce((
       select json_agg(json_build_object('kind', f.kind, 'type', f.type, 'value', f.value, 'excerpt', f.excerpt, 'places', f.places,
         'brought', f.brought, 'at', f.decided_at) order by f.id) from report_finding f where f.report = r.id and f.status = 'accepted'), '[]')::text as accepted
     from report r where r.id = any($1::text[])`,
    [ids],
  )
  return rows.map(row => {
    const accepted = JSON.parse(row.accepted) as readonly AcceptedRow[]
    const valuesOf = (wanted: string): string[] => accepted.flatMap(({ kind, value }) => (kind === wanted ? [value] : []))
    return {
      id: row.id,
      title: row.title,
      url: row.url,
      reporter: row.reporter,
      published: row.published,
      addedAt: row.added_at,
      tlp: tlpCodes.name(row.tlp),
      malware: valuesOf('malware'),
      actors: valuesOf('actor'),
      techniques: valuesOf('technique'),
      indicators: accepted
        .filter(({ kind, brought }) => (kind === 'indicator' || kind === 'cve') && !brought)
        .map(({ type, value, excerpt, places, at }) => ({ type: type as IndicatorType, value, excerpt, places, acceptedAt: at })),
    }
  })
}
