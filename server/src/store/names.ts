/** Names of malware and actors with their aliases, as sources teach them. */
import type { Queries } from '../engines/database/database.ts'

interface Name {
  readonly kind: 'malware' | 'actor'
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

export interface TaughtCounts {
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly duplicate: number
}

/** Of one id the last counts. A sample never replaces what was really taught. */
export const writeNames = async (
  queries: Queries,
  source: number,
  sample: boolean,
  names: readonly Name[],
): Promise<TaughtCounts> => {
  const byId = new Map(names.map(name => [name.id, name]))
  const written = await queries.query<{ fresh: boolean }>(
    `insert into known_name (source, id, kind, name, aliases, sample)
     select $1, x.id, x.kind, x.name, array(select jsonb_array_elements_text(x.aliases)), $2::text::boolean
     from jsonb_to_recordset($3::text::jsonb) as x (id text, kind text, name text, aliases jsonb)
     on conflict (source, id) do update set kind = excluded.kind, name = excluded.name, aliases = excluded.aliases, sample = excluded.sample
     where (known_name.sample or not excluded.sample)
       and (known_name.kind, known_name.name, known_name.aliases, known_name.sample)
         is distinct from (excluded.kind, excluded.name, excluded.aliases, excluded.sample)
     returning xmax = 0 as fresh`,
    [source, String(sample), JSON.stringify([...byId.values()])],
  )
  const fresh = written.filter(row => row.fresh).length
  return {
    new: fresh,
    changed: written.length - fresh,
    unchanged: byId.size - written.length,
    duplicate: names.length - byId.size,
  }
}

/** All of them: some thousand. */
export const readNames = (queries: Queries): Promise<readonly Name[]> =>
  queries.query<Name>(`select kind, id, name, aliases from known_name order by source, id`)
