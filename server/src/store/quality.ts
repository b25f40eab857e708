/**
 * What is measured of the sources, read in slices of the keys (hashes: slices are alike in size), so that nothing runs long and no more is
 * held than a slice. What one source alone reports is counted by the store; of the rest each indicator is one row with all who report it.
 */
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../engines/database/database.ts'
import { type Measuring, type Report, SETTLED_AFTER } from '../intelligence/quality/measuring.ts'
import { GROWTH, LAST_BUCKET, SMALLEST } from '../intelligence/quality/spread.ts'
import { VERDICT_CODES } from './appraisals.ts'
import { typeCodes } from './codes.ts'

/** Reports a slice holds, about. A server reads its tables whole as fast as a part of them; the embedded store has others waiting. */
const SLICE = { embedded: 10_000, server: 1_000_000 } as const
/** For grouping a slice without going to disk. */
const WORK_MEMORY = '64MB'
const KEYS = 2 ** 32

export interface Reading {
  /** Reports in the store, about. */
  readonly reports: number
  /** Whether the rows of the sample day count: they are all there is. */
  readonly sample: boolean
  /** Place of a source by its number in the store; what has none is left out. */
  readonly places: ReadonlyMap<number, number>
  /** Milliseconds since 1970. */
  readonly now: number
}

const boundary = (share: number): string => {
  const place = Math.min(KEYS - 1, Math.floor(share * KEYS))
  return `${place.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`
}

/** Adds everything that sources report. */
export const readReports = async (database: Database, reading: Reading, measuring: Measuring): Promise<void> => {
  const slices = Math.max(1, Math.round(reading.reports / SLICE[database.kind]))
  for (let slice = 0; slice < slices; slice += 1) {
    const from = boundary(slice / slices)
    const below = slice + 1 === slices ? null : boundary((slice + 1) / slices)
    const parameters = [from, below, new Date(reading.now).toISOString(), reading.sample]
    const { sole, shared } = await database.transaction(async transaction => {
      await transaction.query(`set local work_mem = '${WORK_MEMORY}'`)
      return {
        sole: await transaction.query<SoleRow>(SOLE, parameters),
        shared: await transaction.query<SharedRow>(SHARED, parameters),
      }
    })
    addSole(measuring, sole, reading.places)
    addShared(measuring, shared, reading.places)
    await setImmediate()
  }
}

const FACTS = `i.type, p.verdict, (i.suppressed_by is not null or coalesce(p.benign < 0, false)) as known_good,
  (i.suppressed_by is null and coalesce(i.expires_at > $3::timestamptz, false)) as active`

/** $1 and $2: the slice; $3: now; $4: whether the sample day counts. */
const WITHIN = `i.key >= $1::uuid and ($2::uuid is null or i.key < $2::uuid) and (not i.sample or $4)`

const bucket = (since: string): string => {
  const seconds = `greatest(extract(epoch from $3::timestamptz - ${since})::float8, 0)`
  return `case when ${seconds} <= ${SMALLEST} then 0 else least(${LAST_BUCKET}, ceil(ln(${seconds} / ${SMALLEST}) / ln(${GROWTH}::float8)))::int end`
}

interface SoleRow {
  readonly source: number
  readonly type: number | null
  readonly verdict: number | null
  readonly known_good: boolean
  readonly active: boolean
  readonly listed: boolean
  readonly described: boolean
  readonly settled: boolean
  readonly age: number | null
  readonly idle: number | null
  readonly n: number
}

/** Rows of facts have a type; the others are a bucket of ages, or of times since the last activity. */
const SOLE = `
select source, type, verdict, known_good, active, listed, described, settled, age, idle, count(*)::int as n
from (
  select i.sole_source as source, ${FACTS}, i.sole_withdrawn_at is null as listed, coalesce(i.sole_confidence = 0, false) as described,
    i.sole_reported_at <= $3::timestamptz - interval '${SETTLED_AFTER} seconds' as settled,
    ${bucket('i.sole_reported_at')} as age, ${bucket('i.sole_active_at')} as idle
  from indicator i left join appraisal p on p.indicator = i.key
  where i.sole_source is not null and ${WITHIN}) as s
group by grouping sets ((source, type, verdict, known_good, active, listed, described, settled), (source, described, age), (source, described, idle))`

type Places = Reading['places']

const addSole = (measuring: Measuring, rows: readonly SoleRow[], places: Places): void => {
  for (const row of rows) {
    const source = places.get(row.source)
    if (source === undefined) continue
    const { type, age, idle, described, n } = row
    if (type !== null) measuring.addSole({ ...row, ...subjectOf({ ...row, type }), source })
    else if (described) continue
    else if (age !== null) measuring.addAges(source, 'age', age, n)
    else if (idle !== null) measuring.addAges(source, 'idle', idle, n)
  }
}

interface FactsRow {
  readonly type: number
  readonly verdict: number | null
  readonly known_good: boolean
  readonly active: boolean
}

const subjectOf = ({ type, verdict, known_good, active }: FactsRow) => ({
  type: typeCodes.name(type),
  verdict:
    verdict === VERDICT_CODES.malicious ? ('malicious' as const) : verdict === VERDICT_CODES.benign ? ('benign' as const) : null,
  knownGood: known_good,
  active,
})

const LISTED = 1
const DESCRIBED = 2

/** All reports of an indicator as one text: four numbers a report. */
const SHARED = `
select ${FACTS}, a.said
from (
  select indicator, string_agg(concat_ws(' ', source, extract(epoch from first_reported)::bigint, extract(epoch from active_at)::bigint,
    (withdrawn_at is null)::int * ${LISTED} + coalesce(confidence = 0, false)::int * ${DESCRIBED}), ' ') as said
  from assertion_row
  where indicator >= $1::uuid and ($2::uuid is null or indicator < $2::uuid) and (not sample or $4)
  group by indicator) as a
join indicator i on i.key = a.indicator
left join appraisal p on p.indicator = i.key
where ${WITHIN}`

interface SharedRow extends FactsRow {
  readonly said: string
}

const addShared = (measuring: Measuring, rows: readonly SharedRow[], places: Places): void => {
  for (const row of rows) measuring.addIndicator(subjectOf(row), reportsOf(row.said, places))
}

const NUMBERS = 4

const reportsOf = (said: string, places: ReadonlyMap<number, number>): readonly Report[] => {
  const numbers = said.split(' ')
  const reports: Report[] = []
  for (let at = 0; at < numbers.length; at += NUMBERS) {
    const source = places.get(Number(numbers[at]))
    if (source === undefined) continue
    const flags = Number(numbers[at + 3])
    reports.push({
      source,
      firstAt: Number(numbers[at + 1]),
      activeAt: Number(numbers[at + 2]),
      listed: (flags & LISTED) !== 0,
      described: (flags & DESCRIBED) !== 0,
    })
  }
  return reports
}
