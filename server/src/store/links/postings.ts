/** Postings by value: a range of the index of `link`, so that a value that everybody has costs no more than one that two have. */
import type { Tlp } from '@keysguard/model'
import type { Database, SqlValue } from '../../engines/database/database.ts'
import { nodeId, type ValueNode } from '../../intelligence/links/nodes.ts'
import { type Days, HUB, KINDS_OF_LINK } from '../../intelligence/links/weights.ts'

export interface Place {
  readonly low: string
  readonly high: string
  readonly slackDays: number
}

/** The ids under which the reader may see a value. */
export const placeOf = ({ kind, value }: Pick<ValueNode, 'kind' | 'value'>, reads: Tlp): Place => ({
  low: String(nodeId(kind, value, 'clear')),
  high: String(nodeId(kind, value, reads)),
  slackDays: KINDS_OF_LINK[kind].slackDays,
})

/** How many have each, as far as {@link HUB} and one more. In the order of the index, so that no plan reads the table instead. */
export const countPostings = async (database: Database, places: readonly Place[]): Promise<readonly number[]> => {
  const rows = await database.query<{ n: number }>(
    `select c.n from unnest($1::text[]::bigint[], $2::text[]::bigint[]) with ordinality as p (low, high, at)
     cross join lateral (
       select count(*)::int as n from (select 1 from link where node between p.low and p.high order by node, indicator limit ${HUB + 1}) as met) as c
     order by p.at`,
    [places.map(({ low }) => low), places.map(({ high }) => high)],
  )
  return rows.map(({ n }) => n)
}

export interface Posting extends Days {
  readonly node: string
  readonly indicator: string
}

export interface Wanted extends Place {
  readonly skip: boolean
  readonly around: Days | null
  readonly after: string | null
}

const FOR_EVER: Days = { since: 0, until: 32_767 }
const LOWEST = '0'.repeat(32)

/** The first `limit` postings of each place in the order of the index, after a cursor. */
export const readPostings = async (
  database: Database,
  wanted: readonly Wanted[],
  limit: number,
): Promise<readonly (readonly Posting[])[]> => {
  const groups: Posting[][] = wanted.map(() => [])
  const asked = wanted.map((place, at) => ({ ...place, at })).filter(({ skip }) => !skip)
  if (asked.length === 0) return groups
  const column = (read: (place: (typeof asked)[number]) => SqlValue): string[] => asked.map(place => String(read(place)))
  const rows = await database.query<Posting & { at: number }>(
    `select p.at, l.node, encode(uuid_send(l.indicator), 'hex') as indicator, l.since, l.until
     from unnest($1::text[]::int[], $2::text[]::bigint[], $3::text[]::bigint[], $4::text[]::uuid[], $5::text[]::int[], $6::text[]::int[]) as p (at, low, high, after, since, until)
     cross join lateral (
       select node, indicator, since, until from link
       where node <= p.high and (node, indicator) > (p.low, p.after) and since <= p.until and until >= p.since
       order by node, indicator limit $7) as l
     order by p.at, l.node, l.indicator`,
    [
      column(({ at }) => at),
      column(({ low, after }) => after?.split('.')[0] ?? low),
      column(({ high }) => high),
      column(({ after }) => after?.split('.')[1] ?? LOWEST),
      column(({ around, slackDays }) => (around ?? FOR_EVER).since - slackDays),
      column(({ around, slackDays }) => (around ?? FOR_EVER).until + slackDays),
      limit,
    ],
  )
  for (const row of rows) groups[row.at]?.push(row)
  return groups
}

export const cursorOf = (last: Posting | undefined): string | null => (last ? `${last.node}.${last.indicator}` : null)
