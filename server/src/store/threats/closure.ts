/** From indicators whose links changed to all that hang together with them over values that connect. */
import type { Queries } from '../../engines/database/database.ts'
import { nodeId, nodesOf, type ValueNode } from '../../intelligence/links/nodes.ts'
import { CONNECTS, MOST_SHARING, type Tied, tieWeight } from '../../intelligence/threats/communities.ts'
import { readSubjects, type StoredSubject } from '../links/read-subjects.ts'
import type { StoredSource } from '../standing.ts'

/** A part of the world that is larger is looked at in pieces. */
const MOST_INDICATORS = 4_000

export interface Closure {
  readonly subjects: ReadonlyMap<string, StoredSubject>
  readonly tied: ReadonlyMap<string, Tied>
}

interface Value {
  readonly low: string
  readonly high: string
  indicators: number
}

const nameOf = ({ kind, value }: Pick<ValueNode, 'kind' | 'value'>): string => `${kind}\0${value}`

/** Level by level; values that many have are not followed. */
export const readClosure = async (
  queries: Queries,
  sources: ReadonlyMap<number, StoredSource>,
  keys: ReadonlySet<string>,
  total: number,
): Promise<Closure> => {
  const subjects = new Map<string, StoredSubject>()
  const nodes = new Map<string, readonly ValueNode[]>()
  const values = new Map<string, Value>()
  let frontier: ReadonlySet<string> = keys
  while (frontier.size > 0) {
    const fresh: ValueNode[] = []
    for (const [key, subject] of await readSubjects(queries, frontier, sources)) {
      subjects.set(key, subject)
      const own = nodesOf(subject)
      nodes.set(key, own)
      for (const node of own) {
        if (values.has(nameOf(node))) continue
        const { kind, value } = node
        values.set(nameOf(node), {
          low: String(nodeId(kind, value, 'clear')),
          high: String(nodeId(kind, value, 'red')),
          indicators: 0,
        })
        fresh.push(node)
      }
    }
    const counted = await count(queries, fresh, values)
    const connecting = counted.filter(
      ({ kind, value, indicators }) => indicators > 1 && tieWeight({ kind, value, indicators }, total) >= CONNECTS,
    )
    const reached = await readHolders(
      queries,
      connecting.map(node => values.get(nameOf(node))!),
    )
    const next = reached.filter(key => !subjects.has(key) && !frontier.has(key))
    frontier = new Set(next.slice(0, Math.max(0, MOST_INDICATORS - subjects.size)))
  }
  const tied = new Map<string, Tied>()
  for (const [key, { since, until }] of subjects)
    tied.set(key, {
      since,
      until,
      ties: (nodes.get(key) ?? []).map(({ kind, value }) => ({
        kind,
        value,
        indicators: values.get(nameOf({ kind, value }))?.indicators ?? 0,
      })),
    })
  return { subjects, tied }
}

const count = async (
  queries: Queries,
  fresh: readonly ValueNode[],
  values: ReadonlyMap<string, Value>,
): Promise<readonly (ValueNode & { readonly indicators: number })[]> => {
  if (fresh.length === 0) return []
  const places = fresh.map(node => values.get(nameOf(node))!)
  const rows = await queries.query<{ n: number }>(
    `select c.n from unnest($1::text[]::bigint[], $2::text[]::bigint[]) with ordinality as p (low, high, at)
     cross join lateral (
       select count(*)::int as n from (select 1 from link where node between p.low and p.high order by node, indicator limit ${MOST_SHARING + 1}) as met) as c
     order by p.at`,
    [places.map(({ low }) => low), places.map(({ high }) => high)],
  )
  return fresh.map((node, at) => {
    const indicators = rows[at]?.n ?? 0
    places[at]!.indicators = indicators
    return { ...node, indicators }
  })
}

const readHolders = async (queries: Queries, places: readonly Value[]): Promise<readonly string[]> => {
  if (places.length === 0) return []
  const rows = await queries.query<{ key: string }>(
    `select distinct encode(uuid_send(l.indicator), 'hex') as key
     from unnest($1::text[]::bigint[], $2::text[]::bigint[]) as p (low, high)
     cross join lateral (select indicator from link where node between p.low and p.high order by node, indicator limit ${MOST_SHARING}) as l
     order by key`,
    [places.map(({ low }) => low), places.map(({ high }) => high)],
  )
  return rows.map(({ key }) => key)
}
