/** Versions of what scores are made with, and the decay classes that ranks were written under. */
import type { Queries, Transaction } from '../engines/database/database.ts'
import { type DecayClass, decayClass, enterDecayClasses, freeClassId, knownDecayClasses } from '../intelligence/decay.ts'
import { changedClasses, effectiveScoring, type ScoringParts, SHIPPED_SCORING } from '../intelligence/effective-scoring.ts'
import type { Scoring } from '../intelligence/scoring.ts'

export interface ScoringVersion {
  readonly version: number
  readonly madeAt: string | null
  readonly madeBy: string
  readonly why: string
  readonly parts: ScoringParts
}

const SHIPPED: ScoringVersion = { version: 0, madeAt: null, madeBy: '', why: 'as shipped', parts: SHIPPED_SCORING }

/** The version in force, and what it came after; the one that ships where none was made. Makes the classes of the store known. */
export const readScoring = async (
  queries: Queries,
): Promise<{ readonly current: ScoringVersion; readonly before: ScoringVersion | null }> => {
  const classes = await queries.query<{ id: number; base: number; half_life_days: number; s0: number }>(
    `select id, base, half_life_days, s0 from decay_class`,
  )
  enterDecayClasses(
    classes.map(
      ({ id, base, half_life_days, s0 }): DecayClass => ({
        id,
        base,
        name: decayClass(base).name,
        halfLifeDays: half_life_days,
        s0,
      }),
    ),
  )
  const rows = await queries.query<{ version: number; made_at: string; made_by: string; why: string; parameters: string }>(
    `select version, made_at, made_by, why, parameters from scoring_version order by version desc limit 2`,
  )
  const [current, before] = rows.map(
    (row): ScoringVersion => ({
      version: row.version,
      madeAt: row.made_at,
      madeBy: row.made_by,
      why: row.why,
      parts: JSON.parse(row.parameters) as ScoringParts,
    }),
  )
  return { current: current ?? SHIPPED, before: before ?? (current ? SHIPPED : null) }
}

/** A version without its figures. */
export interface VersionNote {
  readonly version: number
  readonly madeAt: string | null
  readonly madeBy: string
  readonly why: string
}

/** The last versions, the newest first, down to what ships. */
export const lastVersions = async (queries: Queries, most: number): Promise<VersionNote[]> => {
  const rows = await queries.query<{ version: number; made_at: string; made_by: string; why: string }>(
    `select version, made_at, made_by, why from scoring_version order by version desc limit $1`,
    [most],
  )
  const { version, madeAt, madeBy, why } = SHIPPED
  const made = rows.map(row => ({ version: row.version, madeAt: row.made_at, madeBy: row.made_by, why: row.why }))
  return made.length < most ? [...made, { version, madeAt, madeBy, why }] : made
}

export interface NewScoring {
  readonly at: number
  readonly by: string
  readonly why: string
  readonly parts: ScoringParts
}

/** Makes a version. Classes that come out otherwise than in `before` get new ids, unless `keepIds` (a version taken back has its own). */
export const putScoring = async (
  transaction: Transaction,
  before: Scoring,
  { at, by, why, parts }: NewScoring,
  keepIds: 'new ids' | 'own ids',
): Promise<ScoringVersion> => {
  const ids = keepIds === 'own ids' ? parts.ids : await idsFor(transaction, before, effectiveScoring(0, parts))
  const [row] = await transaction.query<{ version: number; made_at: string }>(
    `insert into scoring_version (made_at, made_by, why, parameters) values ($1, $2, $3, $4) returning version, made_at`,
    [new Date(at).toISOString(), by, why, JSON.stringify({ ...parts, ids })],
  )
  if (!row) throw new Error('a version of the scoring could not be written')
  return { version: row.version, madeAt: row.made_at, madeBy: by, why, parts: { ...parts, ids } }
}

const idsFor = async (transaction: Transaction, before: Scoring, after: Scoring): Promise<Readonly<Record<string, number>>> => {
  const stored = await transaction.query<{ id: number }>(`select id from decay_class`)
  const taken = new Set([...knownDecayClasses(), ...stored].map(({ id }) => id))
  const changed = new Set(changedClasses(before, after))
  const fresh: DecayClass[] = []
  const ids: Record<string, number> = {}
  for (const entry of after.classes) {
    if (!entry) continue
    const id = changed.has(entry.base) ? freeClassId(entry.base, taken) : (before.classes[entry.base]?.id ?? entry.base)
    ids[entry.base] = id
    if (changed.has(entry.base)) fresh.push({ ...entry, id })
  }
  await transaction.query(
    `insert into decay_class (id, base, half_life_days, s0)
     select * from unnest($1::smallint[], $2::smallint[], $3::text[]::double precision[], $4::text[]::double precision[])`,
    [
      fresh.map(({ id }) => id),
      fresh.map(({ base }) => base),
      fresh.map(({ halfLifeDays }) => String(halfLifeDays)),
      fresh.map(({ s0 }) => String(s0)),
    ],
  )
  enterDecayClasses(fresh)
  return ids
}

export interface Left {
  /** Classes that indicators still stand under although they are not in force, and how many those are. */
  readonly classes: readonly number[]
  readonly indicators: number
  /** How many stand under each class, in force or not. */
  readonly standing: ReadonlyMap<number, number>
}

export const leftBehind = async (queries: Queries, { classes }: Scoring): Promise<Left> => {
  const inForce = new Set(classes.flatMap(entry => (entry ? [entry.id] : [])))
  const rows = await queries.query<{ class: number; n: string }>(
    `select class, sum(n)::bigint as n from indicator_count group by class having sum(n) > 0`,
  )
  const left = rows.filter(row => !inForce.has(row.class))
  return {
    classes: left.map(row => row.class),
    indicators: left.reduce((sum, { n }) => sum + Number(n), 0),
    standing: new Map(rows.map(row => [row.class, Number(row.n)])),
  }
}
