/** Names of malware and actors with their aliases, as sources teach them. */
import { z } from 'zod'
import type { Queries } from '../engines/database/database.ts'

/** What a source tells of a name beside its aliases. */
const About = z.object({
  description: z.string().default(''),
  url: z.string().nullable().default(null),
  targets: z.array(z.string()).default([]),
  facts: z.record(z.string(), z.string()).default({}),
})
export type About = z.infer<typeof About>

interface Name {
  readonly kind: 'malware' | 'actor'
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly about?: {
    readonly description?: string | undefined
    readonly url?: string | undefined
    readonly targets?: readonly string[] | undefined
    readonly facts?: Readonly<Record<string, string>> | undefined
  }
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
    `insert into known_name (source, id, kind, name, aliases, about, sample)
     select $1, x.id, x.kind, x.name, array(select jsonb_array_elements_text(x.aliases)), coalesce(x.about, '{}'), $2::text::boolean
     from jsonb_to_recordset($3::text::jsonb) as x (id text, kind text, name text, aliases jsonb, about json)
     on conflict (source, id) do update set kind = excluded.kind, name = excluded.name, aliases = excluded.aliases, about = excluded.about,
       sample = excluded.sample
     where (known_name.sample or not excluded.sample)
       and (known_name.kind, known_name.name, known_name.aliases, known_name.about::text, known_name.sample)
         is distinct from (excluded.kind, excluded.name, excluded.aliases, excluded.about::text, excluded.sample)
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

export interface TaughtName extends Omit<Name, 'about'> {
  readonly source: number
  readonly about: About
}

/** Those that describe something themselves: what ATT&CK teaches is kept with its objects. */
export const readTaughtNames = async (queries: Queries): Promise<TaughtName[]> => {
  const rows = await queries.query<Omit<TaughtName, 'about'> & { about: unknown }>(
    `select n.source, n.kind, n.id, n.name, n.aliases, n.about from known_name n
     where not exists (select 1 from attack_object o where o.source = n.source and o.id = n.id) order by n.source, n.id`,
  )
  return rows.map(row => ({ ...row, about: About.parse(row.about) }))
}
