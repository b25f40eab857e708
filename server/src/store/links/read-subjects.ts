/** Everything the links of some indicators follow from, in two statements. */
import type { Statement } from '@keysguard/model'
import type { Queries } from '../../engines/database/database.ts'
import type { Evidence } from '../../intelligence/fusion.ts'
import type { LinkSubject, Said } from '../../intelligence/links/nodes.ts'
import type { Days } from '../../intelligence/links/weights.ts'
import { typeCodes } from '../codes.ts'
import { KeptAnswer } from '../enrichments.ts'
import type { StoredSource } from '../standing.ts'

/** What a source says, with what a score is made of. */
export interface StoredSaid extends Said, Evidence {}

export interface StoredSubject extends LinkSubject, Days {
  /** Nothing but the built-in sample day speaks of it. */
  readonly sample: boolean
  readonly said: readonly StoredSaid[]
}

interface Row {
  readonly key: string
  readonly type: number
  readonly value: string
  readonly since: number
  readonly until: number
  readonly source: number
  readonly active: number
  readonly statement: string
  readonly sample: boolean
}

/** Suppressed indicators have no links: what everybody uses connects strangers. */
const SUBJECTS = `
select encode(uuid_send(i.key), 'hex') as key, i.type, i.value, i.sample, coalesce(a.source, i.sole_source) as source,
       coalesce(a.statement, i.sole_statement) as statement,
       extract(epoch from coalesce(a.active_at, i.sole_active_at))::float8 * 1000 as active,
       greatest(0, least(32767, floor(extract(epoch from i.first_seen) / 86400)))::int as since,
       greatest(0, least(32767, floor(extract(epoch from i.last_seen) / 86400)))::int as until
from unnest($1::text::uuid[]) as wanted (key)
join indicator i on i.key = wanted.key and i.suppressed_by is null
left join assertion_row a on a.indicator = i.key
where case when i.sole_source is null then a.source is not null and a.withdrawn_at is null else i.sole_withdrawn_at is null end`

const FOUND = `
select encode(uuid_send(indicator), 'hex') as key, enricher, answer from enrichment where found and indicator = any($1::text::uuid[])`

type Writable = { -readonly [Key in keyof StoredSubject]: StoredSubject[Key] } & { said: StoredSaid[] }

export const asArray = (keys: Iterable<string>): string => `{${[...keys].join(',')}}`

/** By key; indicators that no source stands by are absent. */
export const readSubjects = async (
  queries: Queries,
  keys: ReadonlySet<string>,
  sources: ReadonlyMap<number, StoredSource>,
): Promise<ReadonlyMap<string, StoredSubject>> => {
  const wanted = asArray(keys)
  const subjects = new Map<string, Writable>()
  for (const row of await queries.query<Row>(SUBJECTS, [wanted])) {
    const source = sources.get(row.source)
    if (!source) continue
    const statement = JSON.parse(row.statement) as Statement
    const said = saidBy(source, statement, row.active)
    const known = subjects.get(row.key)
    if (known) known.said.push(said)
    else {
      const indicator = { type: typeCodes.name(row.type), value: row.value }
      subjects.set(row.key, { indicator, said: [said], found: [], since: row.since, until: row.until, sample: row.sample })
    }
  }
  for (const { key, enricher, answer } of await queries.query<{ key: string; enricher: string; answer: string }>(FOUND, [
    wanted,
  ])) {
    const subject = subjects.get(key)
    const kept = KeptAnswer.safeParse(JSON.parse(answer))
    if (!subject || !kept.success) continue
    const { related, statement } = kept.data
    subject.found = [...subject.found, { enricher, related, asn: statement?.asn ?? null }]
  }
  return subjects
}

const saidBy = ({ profile, tlp }: StoredSource, statement: Statement, activeAt: number): StoredSaid => ({
  by: profile.id,
  tlp: statement.tlp ?? tlp,
  statement,
  source: profile,
  threat: statement.threat ?? 'unknown',
  confidence: statement.confidence ?? null,
  activeAt,
  listed: true,
})
