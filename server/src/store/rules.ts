/** Rules as people wrote them, and how far they have read. */
import type { Database, Queries } from '../engines/database/database.ts'

export interface StoredRule {
  readonly id: string
  readonly yaml: string
  /** The text that ships with KeysGuard; null for one's own. */
  readonly shipped: string | null
  readonly version: number
  readonly enabled: boolean
  readonly author: string
  readonly updatedAt: string
}

interface Row extends Omit<StoredRule, 'updatedAt'> {
  readonly updated_at: string
}

export const readRules = async (database: Database): Promise<StoredRule[]> => {
  const rows = await database.query<Row>(`select id, yaml, shipped, version, enabled, author, updated_at from rule order by id`)
  return rows.map(({ updated_at, ...rest }) => ({ ...rest, updatedAt: updated_at }))
}

export const writeRule = async (
  database: Database,
  { id, yaml, shipped, version, enabled, author, updatedAt }: StoredRule,
): Promise<void> => {
  await database.query(
    `insert into rule (id, yaml, shipped, version, enabled, author, updated_at) values ($1, $2, $3, $4, $5, $6, $7::timestamptz)
     on conflict (id) do update set yaml = excluded.yaml, shipped = excluded.shipped, version = excluded.version, enabled = excluded.enabled,
       author = excluded.author, updated_at = excluded.updated_at`,
    [id, yaml, shipped, version, enabled, author, updatedAt],
  )
}

/** Forgets a rule and what it found. */
export const deleteRule = async (database: Database, id: string): Promise<void> => {
  await database.transaction(async transaction => {
    await transaction.query(`delete from rule where id = $1`, [id])
    await transaction.query(`delete from detection where rule = $1`, [id])
  })
}

/** Observations before `at` (milliseconds since 1970) are done; so are runs before `run`. */
export interface RulePosition {
  readonly at: number
  readonly run: number
}

export const readPosition = async (database: Database): Promise<RulePosition | null> => {
  const [row] = await database.query<{ at: string; run: string }>(`select at, run from rule_position`)
  return row ? { at: Date.parse(row.at), run: Number(row.run) } : null
}

export const writePosition = async (queries: Queries, { at, run }: RulePosition): Promise<void> => {
  await queries.query(
    `insert into rule_position (at, run) values ($1::timestamptz, $2)
     on conflict (one) do update set at = excluded.at, run = excluded.run`,
    [new Date(at).toISOString(), run],
  )
}
