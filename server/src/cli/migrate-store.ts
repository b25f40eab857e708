import { readConfig } from '../config.ts'
import { Problem } from '../problem.ts'
import { count, note } from './output.ts'

/** Carries the embedded store of the data folder into an empty PostgreSQL database. */
export const runMigrateStore = async ({ to }: { readonly to: string }): Promise<void> => {
  const config = readConfig({ ...process.env, DATABASE_URL: undefined })
  if (!/^postgres(ql)?:\/\//.test(to))
    throw new Problem('bad-request', '--to is an address that begins with postgres://.', {
      todo: 'For example postgres://keysguard@localhost/keysguard.',
    })
  const { carryStore } = await import('../main.ts')
  const carried = await carryStore(config, to, (table, rows) => note(`${table}: ${count(rows)} rows`))
  note(`${count(carried)} rows carried. Start with DATABASE_URL set to the new store; the old folder is left as it was.`)
}
