/** Carries every row of one store into another, empty one of the same schema. */
import type { Database } from '../engines/database/database.ts'
import { Problem } from '../problem.ts'
import { field } from './copy-text.ts'
import { migrate } from './migrate.ts'

const BATCH = 5_000

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly identity: boolean
}

/** Every table of ours with its columns, parents before children. */
const tablesOf = async (database: Database): Promise<readonly Table[]> => {
  const rows = await database.query<{ name: string; columns: string[]; identity: boolean }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns, bool_or(a.attidentity <> '') as identity
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
     group by c.relname`,
  )
  const first = ['source', 'account', 'run']
  return rows.sort((a, b) => rank(a.name, first) - rank(b.name, first))
}

const rank = (name: string, first: readonly string[]): number => (first.includes(name) ? first.indexOf(name) : first.length)

/** Copies in batches over a cursor of row places, each batch one transaction. Returns the number of rows. */
export const migrateStore = async (
  from: Database,
  to: Database,
  onTable: (table: string, rows: number) => void,
): Promise<number> => {
  await migrate(to)
  const [filled] = await to.query(`select 1 from indicator union all select 1 from account limit 1`)
  if (filled) throw new Problem('conflict', 'The store to carry into is not empty.', { todo: 'Name an empty database.' })
  await copyPartitions(from, to)
  let total = 0
  for (const table of await tablesOf(from)) {
    const rows = await copyTable(from, to, table)
    if (table.identity) {
      const column = table.columns[0] ?? 'id'
      await to.query(
        `select setval(pg_get_serial_sequence('${table.name}', '${column}'), greatest((select max(${column}) from ${table.name}), 1))`,
      )
    }
    onTable(table.name, rows)
    total += rows
  }
  return total
}

const copyPartitions = async (from: Database, to: Database): Promise<void> => {
  const parts = await from.query<{ name: string; bounds: string }>(
    `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds from pg_class c join pg_inherits h on h.inhrelid = c.oid
     join pg_class p on p.oid = h.inhparent where p.relname = 'observation_row' and c.relkind = 'r'`,
  )
  for (const { name, bounds } of parts)
    await to.query(`create table if not exists ${name} partition of observation_row ${bounds}`)
}

const copyTable = async (from: Database, to: Database, { name, columns }: Table): Promise<number> => {
  const list = columns.map(column => `"${column}"`).join(', ')
  const texts = columns.map(column => `"${column}"::text`).join(', ')
  let copied = 0
  await from.transaction(async reading => {
    await reading.query(`declare carried no scroll cursor for select array[${texts}] as fields from ${name}`)
    for (;;) {
      const rows = await reading.query<{ fields: (string | null)[] }>(`fetch ${BATCH} from carried`)
      if (rows.length === 0) return
      const text = rows.map(({ fields }) => `${fields.map(field).join('\t')}\n`).join('')
      await to.transaction(writing => writing.copy(`${name} (${list})`, text))
      copied += rows.length
    }
  })
  return copied
}
