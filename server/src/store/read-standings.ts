/** What the store holds of the indicators of a batch. */
import type { IndicatorKey, Statement } from '@keysguard/model'
import type { Queries } from '../engines/database/database.ts'
import { APPRAISAL_COLUMNS, type AppraisalRow, appraisalOf } from './appraisals.ts'
import { typeCodes } from './codes.ts'
import type { Standing, StoredSource } from './standing.ts'

interface Row extends AppraisalRow {
  readonly key: string
  readonly value: string
  readonly type: number
  readonly threat: number
  readonly class: number
  readonly first_seen: string
  readonly last_seen: string
  readonly added_at: string
  readonly sample: boolean
  readonly terms: readonly number[]
  readonly sources: readonly number[]
  readonly suppressed_by: string | null
  readonly source: number
  readonly reports: number
  readonly run: number
  readonly a_sample: boolean
  readonly active_at: string
  readonly first_reported: string
  readonly last_reported: string
  readonly withdrawn_at: string | null
  readonly statement: string
  /** The row of the only report; null where there are more. */
  readonly sole_raw: string | null
}

const SELECT = `
select replace(i.key::text, '-', '') as key, i.value, i.type, i.threat, i.class, i.first_seen, i.last_seen, i.added_at, i.sample, i.terms,
       i.suppressed_by, array(select t.id from term t where t.id = any(i.terms) and t.kind = 'source' order by t.id) as sources,
       coalesce(a.source, i.sole_source) as source, coalesce(a.reports, 1) as reports, coalesce(a.run, i.sole_run) as run,
       coalesce(a.sample, i.sample) as a_sample, coalesce(a.active_at, i.sole_active_at) as active_at,
       coalesce(a.first_reported, i.sole_reported_at) as first_reported, coalesce(a.last_reported, i.sole_reported_at) as last_reported,
       coalesce(a.withdrawn_at, i.sole_withdrawn_at) as withdrawn_at, coalesce(a.statement, i.sole_statement) as statement, i.sole_raw,
       ${APPRAISAL_COLUMNS}
from unnest($1::text::uuid[]) as wanted (key)
join indicator i on i.key = wanted.key
left join assertion_row a on a.indicator = i.key
left join appraisal p on p.indicator = i.key
where a.source is not null or i.sole_source is not null`

/** Standings by key; keys the store does not know are absent. */
export const readStandings = async (
  queries: Queries,
  wanted: readonly { readonly key: IndicatorKey }[],
  sources: ReadonlyMap<number, StoredSource>,
): Promise<Map<IndicatorKey, Standing>> => {
  const keys = new Set(wanted.map(({ key }) => key))
  const rows = await queries.query<Row>(SELECT, [`{${[...keys].join(',')}}`])
  const standings = new Map<IndicatorKey, Standing>()
  for (const row of rows) {
    const key = row.key as IndicatorKey
    let standing = standings.get(key)
    if (!standing) {
      standing = standingOf(key, row)
      standings.set(key, standing)
    }
    const source = sources.get(row.source)
    if (!source) throw new Error(`the store holds an assertion of an unknown source: ${row.source}`)
    standing.assertions.push({
      source,
      statement: JSON.parse(row.statement) as Statement,
      text: row.statement,
      activeAt: Date.parse(row.active_at),
      firstReported: Date.parse(row.first_reported),
      lastReported: Date.parse(row.last_reported),
      reports: row.reports,
      run: row.run,
      sample: row.a_sample,
      withdrawnAt: row.withdrawn_at === null ? null : Date.parse(row.withdrawn_at),
      stored: row.sole_raw === null,
      changed: false,
    })
  }
  return standings
}

const standingOf = (key: IndicatorKey, row: Row): Standing => ({
  key,
  appraisal: appraisalOf(row),
  type: typeCodes.name(row.type),
  value: row.value,
  firstSeen: Date.parse(row.first_seen),
  lastSeen: Date.parse(row.last_seen),
  addedAt: Date.parse(row.added_at),
  suppressedBy: row.suppressed_by,
  assertions: [],
  before: {
    type: row.type,
    threat: row.threat,
    decayClass: row.class,
    suppressed: row.suppressed_by !== null,
    sample: row.sample,
    terms: row.terms,
    sources: row.sources,
  },
  observations: [],
  sole: row.sole_raw === null ? null : { at: Date.parse(row.first_reported), id: row.run, raw: row.sole_raw },
})
