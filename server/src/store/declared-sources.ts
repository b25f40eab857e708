/** Feeds that people declared, as they wrote them. */
import type { Database } from '../engines/database/database.ts'

export interface StoredDeclaration {
  readonly id: string
  readonly yaml: string
  readonly updatedAt: string
}

export const readDeclarations = async (database: Database): Promise<StoredDeclaration[]> => {
  const rows = await database.query<{ id: string; yaml: string; updated_at: string }>(
    `select id, yaml, updated_at from declared_source order by id`,
  )
  return rows.map(({ id, yaml, updated_at }) => ({ id, yaml, updatedAt: new Date(updated_at).toISOString() }))
}

export const writeDeclaration = async (database: Database, { id, yaml, updatedAt }: StoredDeclaration): Promise<void> => {
  await database.query(
    `insert into declared_source (id, yaml, created_at, updated_at) values ($1, $2, $3::timestamptz, $3::timestamptz)
     on conflict (id) do update set yaml = excluded.yaml, updated_at = excluded.updated_at`,
    [id, yaml, updatedAt],
  )
}

/** Forgets a declaration and the secrets that were set for it. */
export const removeDeclaration = async (database: Database, id: string): Promise<void> => {
  await database.transaction(async transaction => {
    await transaction.query(`delete from declared_source where id = $1`, [id])
    await transaction.query(`delete from setting where unit = $1`, [id])
  })
}
