/** A random sample of indicators with who reported them and when, for learning: keys are hashes, so a range of them is a random sample. */
import type { Queries } from '../engines/database/database.ts'
import type { Case, CaseLabel, CaseReport } from '../intelligence/learning/cases.ts'
import { threatCodes, typeCodes } from './codes.ts'
import type { StoredSource } from './standing.ts'

interface Row {
  readonly key: string
  readonly type: number
  readonly suppressed_by: string | null
  readonly verdict: number | null
  readonly sighted_at: string | null
  readonly source: number
  readonly threat: number
  readonly confidence: number | null
  readonly active_at: string
  readonly first_reported: string
  readonly withdrawn_at: string | null
  /** Milliseconds since 1970 as text. */
  readonly reported: readonly string[]
}

/** Times of one source's reports that are read. */
const MOST_REPORTS = 30
const SIGHTED_LATELY_MS = 7 * 86_400_000
const MALICIOUS = 1
const BENIGN = 2

const SELECT = `
select replace(i.key::text, '-', '') as key, i.type, i.suppressed_by, p.verdict, s.last_at as sighted_at, a.source, a.threat, a.confidence, a.active_at,
       a.first_reported, a.withdrawn_at,
       array(select (extract(epoch from o.at) * 1000)::bigint::text from observation_row o
             where o.indicator = i.key and o.source = a.source order by o.at limit ${MOST_REPORTS}) as reported
from indicator i
join assertion a on a.indicator = i.key
left join appraisal p on p.indicator = i.key
left join sighting s on s.indicator = i.key
where i.key >= $1::uuid and i.key < $2::uuid and not i.sample`

const KEYS = 16 ** 8

/** About `most` of `total` indicators; `at` (0..1) is where in the keys the sample lies. */
export const readCases = async (
  queries: Queries,
  sources: ReadonlyMap<number, StoredSource>,
  { total, most, at, now }: { readonly total: number; readonly most: number; readonly at: number; readonly now: number },
): Promise<Case[]> => {
  const share = Math.min(1, most / Math.max(1, total))
  const from = Math.floor(at * (1 - share) * KEYS)
  const key = (place: number): string =>
    Math.min(KEYS - 1, Math.floor(place))
      .toString(16)
      .padStart(8, '0')
  const until = share === 1 ? 'f'.repeat(32) : key(from + share * KEYS).padEnd(32, '0')
  const rows = await queries.query<Row>(SELECT, [key(from).padEnd(32, '0'), until])
  const cases = new Map<string, { readonly row: Row; readonly reports: CaseReport[] }>()
  for (const row of rows) {
    const source = sources.get(row.source)
    if (!source) continue
    const found = cases.get(row.key) ?? { row, reports: [] }
    cases.set(row.key, found)
    found.reports.push(reportOf(row, source))
  }
  return [...cases.values()].map(({ row, reports }) => ({ type: typeCodes.name(row.type), reports, label: labelOf(row, now) }))
}

const reportOf = (row: Row, { profile }: StoredSource): CaseReport => {
  const activeAt = Date.parse(row.active_at)
  const reported = profile.dates === 'activity' ? row.reported.map(Number).filter(time => time < activeAt) : []
  return {
    evidence: {
      source: profile,
      threat: threatCodes.name(row.threat),
      confidence: row.confidence,
      activeAt,
      listed: row.withdrawn_at === null,
    },
    firstAt: Date.parse(row.first_reported),
    activity: [...reported, activeAt],
  }
}

const labelOf = ({ verdict, suppressed_by, sighted_at }: Row, now: number): CaseLabel | null => {
  if (verdict === MALICIOUS) {
    const isSeen = sighted_at !== null && now - Date.parse(sighted_at) < SIGHTED_LATELY_MS
    return { malicious: true, active: isSeen ? true : null }
  }
  return verdict === BENIGN || suppressed_by !== null ? { malicious: false, active: null } : null
}
