/** What sources say of some indicators, and who says it. */
import { type IndicatorKey, Statement } from '@keysguard/model'
import type { StoredSource } from './standing.ts'
import type { Knowing } from './write-rows.ts'

export interface Said {
  readonly source: StoredSource
  readonly statement: Statement
}

/** Without what was withdrawn. */
export const saidOf = async ({ database, sources }: Knowing, keys: readonly IndicatorKey[]): Promise<Said[]> => {
  const rows = await database.query<{ source: number; statement: string }>(
    `select source, statement from assertion where indicator = any($1::uuid[]) and withdrawn_at is null order by indicator, source`,
    [keys],
  )
  return rows.flatMap(({ source: num, statement }) => {
    const source = sources.get(num)
    return source === undefined ? [] : [{ source, statement: Statement.parse(JSON.parse(statement)) }]
  })
}
