/** How many indicators there are of each technique that sources name, and of each family: counted in slices, so that nobody waits long. */
import { setImmediate } from 'node:timers/promises'
import type { Queries } from '../engines/database/database.ts'

const SLICES = 64

const boundary = (slice: number): string => {
  const hex = (slice * (256 / SLICES)).toString(16).padStart(2, '0')
  return `${hex}000000-0000-0000-0000-000000000000`
}

/** By technique id. Keys are hashes, so slices of them are alike in size. */
export const countTechniques = async (queries: Queries): Promise<Map<string, number>> => {
  const counts = new Map<string, number>()
  for (let slice = 0; slice < SLICES; slice += 1) {
    const until = slice + 1 === SLICES ? '' : `and indicator < '${boundary(slice + 1)}'::uuid`
    const rows = await queries.query<{ technique: string; n: number }>(
      `select t.technique, count(distinct a.indicator)::int as n
       from (select indicator, statement from assertion
             where indicator >= '${boundary(slice)}'::uuid ${until} and withdrawn_at is null and statement like '%"techniques":[%') a
       cross join lateral jsonb_array_elements_text(a.statement::jsonb -> 'techniques') as t (technique)
       group by t.technique`,
    )
    for (const { technique, n } of rows) counts.set(technique, (counts.get(technique) ?? 0) + n)
    await setImmediate()
  }
  return counts
}

/** Indicators by family, from the counters. */
export const countFamilies = async (queries: Queries): Promise<Map<string, number>> => {
  const rows = await queries.query<{ name: string; n: string }>(
    `select t.name, sum(c.n)::bigint as n from term_count c join term t on t.id = c.term
     where t.kind = 'malware' group by t.name having sum(c.n) > 0`,
  )
  return new Map(rows.map(({ name, n }) => [name, Number(n)]))
}
