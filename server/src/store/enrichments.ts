/** What enrichers answered, kept for as long as it holds and a while longer, and how often each was asked. */
import { type Indicator, type IndicatorKey, IndicatorType, Statement, type Tlp } from '@keysguard/model'
import { z } from 'zod'
import type { Database } from '../engines/database/database.ts'
import { typeCodes } from './codes.ts'
import type { Knowing } from './write-rows.ts'

/** An indicator and who says what of it. */
export interface Known {
  readonly indicator: Indicator
  readonly sample: boolean
  readonly said: readonly { readonly source: string; readonly tlp: Tlp; readonly statement: Statement }[]
}

export const readKnown = async ({ database, sources }: Knowing, key: IndicatorKey): Promise<Known | null> => {
  const [row] = await database.query<{ type: number; value: string; sample: boolean }>(
    `select type, value, sample from indicator where key = $1`,
    [key],
  )
  if (!row) return null
  const assertions = await database.query<{ source: number; statement: string }>(
    `select source, statement from assertion where indicator = $1 order by source`,
    [key],
  )
  return {
    indicator: { type: typeCodes.name(row.type), value: row.value },
    sample: row.sample,
    said: assertions.flatMap(assertion => {
      const source = sources.get(assertion.source)
      if (!source) return []
      const statement = JSON.parse(assertion.statement) as Statement
      return [{ source: source.profile.id, tlp: statement.tlp ?? source.tlp, statement }]
    }),
  }
}

export const KeptAnswer = z.object({
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  statement: Statement.nullable(),
  related: z.array(z.object({ type: IndicatorType, value: z.string() })),
})
export type KeptAnswer = z.infer<typeof KeptAnswer>

export interface KeptEnrichment {
  readonly enricher: string
  readonly at: number
  readonly expiresAt: number
  /** Null when the provider does not know the indicator. */
  readonly answer: KeptAnswer | null
}

/** The last answer of each enricher; those of a form that is no longer read are left out. */
export const readEnrichments = async (database: Database, key: IndicatorKey): Promise<KeptEnrichment[]> => {
  const rows = await database.query<{ enricher: string; at: string; expires_at: string; found: boolean; answer: string }>(
    `select enricher, at, expires_at, found, answer from enrichment where indicator = $1`,
    [key],
  )
  return rows.flatMap(({ enricher, at, expires_at, found, answer }) => {
    const kept = found ? KeptAnswer.safeParse(JSON.parse(answer)) : null
    if (kept?.success === false) return []
    return [{ enricher, at: Date.parse(at), expiresAt: Date.parse(expires_at), answer: kept?.data ?? null }]
  })
}

export const keepEnrichment = async (database: Database, key: IndicatorKey, kept: KeptEnrichment): Promise<void> => {
  await database.query(
    `insert into enrichment (indicator, enricher, at, expires_at, found, answer) values ($1, $2, $3, $4, $5, $6)
     on conflict (indicator, enricher) do update
       set at = excluded.at, expires_at = excluded.expires_at, found = excluded.found, answer = excluded.answer`,
    [
      key,
      kept.enricher,
      new Date(kept.at).toISOString(),
      new Date(kept.expiresAt).toISOString(),
      kept.answer !== null,
      kept.answer === null ? '' : JSON.stringify(kept.answer),
    ],
  )
  await database.query(`insert into link_backlog (keys) select array[key] from indicator where key = $1::uuid`, [key])
}

/** Which of these indicators are in the store. */
export const amongKnown = async (database: Database, keys: readonly IndicatorKey[]): Promise<ReadonlySet<string>> => {
  if (keys.length === 0) return new Set()
  const rows = await database.query<{ key: string }>(
    `select replace(key::text, '-', '') as key from indicator where key = any($1::uuid[])`,
    [keys],
  )
  return new Set(rows.map(({ key }) => key))
}

/** Counts one question of the day; false, and not counted, when there have been `most` already. `key` names an enricher and its key. */
export const countQuestion = async (database: Database, key: string, day: string, most: number): Promise<boolean> => {
  const rows = await database.query(
    `insert into enricher_use (enricher, day, asked) values ($1, $2, 1)
     on conflict (enricher, day) do update set asked = enricher_use.asked + 1 where enricher_use.asked < $3
     returning asked`,
    [key, day, most],
  )
  return rows.length > 0
}

export const questionsOf = async (database: Database, day: string): Promise<ReadonlyMap<string, number>> => {
  const rows = await database.query<{ enricher: string; asked: number }>(
    `select enricher, asked from enricher_use where day = $1`,
    [day],
  )
  return new Map(rows.map(({ enricher, asked }) => [enricher, asked]))
}

/** Answers that stopped holding before `before` have nothing more to say, nor have counts of days before it. */
export const forgetEnrichments = async (database: Database, before: number): Promise<void> => {
  const time = new Date(before).toISOString()
  await database.query(`delete from enrichment where expires_at < $1`, [time])
  await database.query(`delete from enricher_use where day < $1`, [time.slice(0, 10)])
}
