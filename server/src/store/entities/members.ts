/** The indicators of an entity, over the postings of the names it goes by: ranges of the index of `link`, never the table. */
import type { LinkKind, Tlp } from '@keysguard/model'
import type { Database } from '../../engines/database/database.ts'
import { canonical } from '../../intelligence/links/nodes.ts'
import { placeOf } from '../links/postings.ts'

/** From here on a count is "more than". */
export const MOST_COUNTED = 10_000

/** What is said of indicators. */
export interface Said {
  readonly kind: LinkKind
  readonly names: readonly string[]
}

interface Place {
  readonly at: number
  readonly low: string
  readonly high: string
}

const placesOf = (all: readonly Said[], reads: Tlp): Place[] =>
  all.flatMap(({ kind, names }, at) =>
    [...new Set(names.map(name => canonical(kind, name)))].map(value => ({ at, ...placeOf({ kind, value }, reads) })),
  )

/** How many indicators each has, as far as {@link MOST_COUNTED} and one more. */
export const countMembers = async (database: Database, all: readonly Said[], reads: Tlp): Promise<number[]> => {
  const places = placesOf(all, reads)
  const counts = all.map(() => 0)
  if (places.length === 0) return counts
  const rows = await database.query<{ at: number; n: number }>(
    `select p.at, count(distinct l.indicator)::int as n
     from unnest($1::text[]::int[], $2::text[]::bigint[], $3::text[]::bigint[]) as p (at, low, high)
     cross join lateral (
       select indicator from link where node between p.low and p.high order by node, indicator limit ${MOST_COUNTED + 1}) as l
     group by p.at`,
    columnsOf(places),
  )
  for (const { at, n } of rows) counts[at] = Math.min(n, MOST_COUNTED + 1)
  return counts
}

const columnsOf = (places: readonly Place[]): [string[], string[], string[]] => [
  places.map(({ at }) => String(at)),
  places.map(({ low }) => low),
  places.map(({ high }) => high),
]

export interface Member {
  readonly indicator: string
  /** Days since 1970. */
  readonly since: number
  readonly until: number
}

const MARKINGS = 8n

/** Each marking of a value is a run of its own in the index. */
const runsOf = (places: readonly Place[]): Place[] =>
  places.flatMap(({ at, low, high }) => {
    const [from, to] = [BigInt(low), BigInt(high)]
    return Array.from({ length: Number((to - from) % MARKINGS) + 1 }, (_, marking) => {
      const node = String(from + BigInt(marking))
      return { at, low: node, high: node }
    })
  })

/**
 * Of each the `limit` indicators with the lowest keys. Keys are hashes, so these are a sample that favours nothing; and of two samples
 * the keys below the last of both can be compared, because neither misses any there.
 */
export const sampleMembers = async (
  database: Database,
  all: readonly Said[],
  reads: Tlp,
  limit: number,
): Promise<readonly (readonly Member[])[]> => {
  const samples: Map<string, Member>[] = all.map(() => new Map())
  const runs = runsOf(placesOf(all, reads))
  if (runs.length > 0) {
    const rows = await database.query<Member & { at: number }>(
      `select p.at, encode(uuid_send(l.indicator), 'hex') as indicator, l.since, l.until
       from unnest($1::text[]::int[], $2::text[]::bigint[], $3::text[]::bigint[]) as p (at, low, high)
       cross join lateral (
         select indicator, since, until from link where node = p.low and node <= p.high order by node, indicator limit $4) as l`,
      [...columnsOf(runs), limit],
    )
    for (const { at, ...member } of rows) samples[at]?.set(member.indicator, member)
  }
  return samples.map(sample => [...sample.values()].sort((a, b) => (a.indicator < b.indicator ? -1 : 1)).slice(0, limit))
}
