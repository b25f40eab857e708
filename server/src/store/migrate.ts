/** Brings a store to the schema this version needs. */
import type { Database } from '../engines/database/database.ts'
import { Problem } from '../problem.ts'
import { type Migration, migrations } from './migrations/index.ts'

/** Two processes starting on one server take turns. */
const LOCK = 7_373_001

/** Applies what is missing, each step in its own transaction; refuses a store made by a newer version. Returns the ids applied. */
export const migrate = async (database: Database, steps: readonly Migration[] = migrations): Promise<readonly string[]> => {
  await database.script(
    `create table if not exists migration (id text primary key, applied_at timestamptz not null default now())`,
  )
  const applied: string[] = []
  const known = new Set(steps.map(step => step.id))
  for (const step of steps) {
    const did = await database.transaction(async transaction => {
      await transaction.query(`select pg_advisory_xact_lock($1)`, [LOCK])
      const done = await transaction.query<{ id: string }>(`select id from migration`)
      const unknown = done.find(({ id }) => !known.has(id))
      if (unknown) {
        throw new Problem('store-unavailable', `The store was made by a newer version of KeysGuard (${unknown.id}).`, {
          todo: 'Start that version again, or restore a backup made with this one.',
        })
      }
      if (done.some(({ id }) => id === step.id)) return false
      for (const statement of statements(step.sql)) await transaction.query(statement)
      await transaction.query(`insert into migration (id) values ($1)`, [step.id])
      return true
    })
    if (did) applied.push(step.id)
  }
  return applied
}

const statements = (sql: string): readonly string[] =>
  sql
    .split(/;\s*\n/)
    .map(statement => statement.trim())
    .filter(statement => statement !== '')
