/** Brings indicators and assertions that are stored up to date: one statement each, whatever the number. */
import type { Transaction } from '../engines/database/database.ts'
import { threatCodes } from './codes.ts'
import { integers, time } from './copy-text.ts'
import { isSole, type Standing, type StandingAssertion, tlpOf } from './standing.ts'
import type { Written } from './write-batch.ts'

/** Columns as text arrays: PostgreSQL casts them, both engines send them alike. */
const column = <T>(items: readonly T[], read: (item: T) => string | null): string[] => items.map(read) as string[]

/** Links of these are looked at again after the commit. */
export const queueLinks = async (transaction: Transaction, keys: readonly string[]): Promise<void> => {
  if (keys.length > 0) await transaction.query(`insert into link_backlog (keys) values ($1::uuid[])`, [keys])
}

/** Only what sources say makes links: those of which merely the score changes keep theirs. */
export const updateIndicators = async (transaction: Transaction, known: readonly Written[]): Promise<void> => {
  await queueLinks(
    transaction,
    known.flatMap(({ standing: { key, assertions } }) => (assertions.some(({ changed }) => changed) ? [key] : [])),
  )
  await transaction.query(
    `update indicator i set rank = x.rank, first_seen = x.first_seen, last_seen = x.last_seen, expires_at = x.expires_at, threat = x.threat,
       class = x.class, tlp = x.tlp, sample = x.sample, terms = x.terms::int[], suppressed_by = x.suppressed_by,
       sole_active_at = x.sole_active_at, sole_withdrawn_at = x.sole_withdrawn_at,
       sole_source = case when x.sole_active_at is not null then i.sole_source end,
       sole_run = case when x.sole_active_at is not null then i.sole_run end,
       sole_confidence = case when x.sole_active_at is not null then i.sole_confidence end,
       sole_reported_at = case when x.sole_active_at is not null then i.sole_reported_at end,
       sole_statement = case when x.sole_active_at is not null then i.sole_statement end,
       sole_raw = case when x.sole_active_at is not null then i.sole_raw end
     from unnest($1::uuid[], $2::text[]::double precision[], $3::text[]::timestamptz[], $4::text[]::timestamptz[], $5::text[]::timestamptz[],
       $6::smallint[], $7::smallint[], $8::smallint[], $9::text[]::boolean[], $10::text[], $11::text[],
       $12::text[]::timestamptz[], $13::text[]::timestamptz[])
       as x (key, rank, first_seen, last_seen, expires_at, threat, class, tlp, sample, terms, suppressed_by, sole_active_at, sole_withdrawn_at)
     where i.key = x.key`,
    [
      column(known, ({ standing }) => standing.key),
      column(known, ({ fused }) => String(fused.rank)),
      column(known, ({ standing }) => time(standing.firstSeen)),
      column(known, ({ standing }) => time(standing.lastSeen)),
      column(known, ({ fused }) => (fused.expiresAt === null ? null : time(fused.expiresAt))),
      known.map(({ fused }) => threatCodes.code(fused.threat)),
      known.map(({ fused }) => fused.decayClass),
      known.map(({ standing }) => tlpOf(standing)),
      column(known, ({ standing }) => String(standing.assertions.every(({ sample }) => sample))),
      column(known, ({ terms }) => integers(terms)),
      column(known, ({ standing }) => standing.suppressedBy),
      column(known, ({ standing }) => soleTime(standing, ({ activeAt }) => activeAt)),
      column(known, ({ standing }) => soleTime(standing, ({ withdrawnAt }) => withdrawnAt)),
    ],
  )
}

/** A time of the only report; null where there are more, which have rows of their own. */
const soleTime = (standing: Standing, read: (assertion: StandingAssertion) => number | null): string | null => {
  const [assertion] = standing.assertions
  const ms = isSole(standing) && assertion !== undefined ? read(assertion) : null
  return ms === null ? null : time(ms)
}

export const updateAssertions = async (transaction: Transaction, known: readonly Written[]): Promise<void> => {
  const changed = known.flatMap(({ standing }) =>
    standing.assertions.filter(a => a.changed && a.stored).map(assertion => ({ key: standing.key, a: assertion })),
  )
  if (changed.length === 0) return
  await transaction.query(
    `update assertion_row a set threat = x.threat, confidence = x.confidence, reports = x.reports, run = x.run, sample = x.sample,
       active_at = x.active_at, last_reported = x.last_reported, withdrawn_at = x.withdrawn_at, statement = x.statement
     from unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::text[]::smallint[], $5::int[], $6::int[], $7::text[]::boolean[],
       $8::text[]::timestamptz[], $9::text[]::timestamptz[], $10::text[]::timestamptz[], $11::text[])
       as x (indicator, source, threat, confidence, reports, run, sample, active_at, last_reported, withdrawn_at, statement)
     where a.indicator = x.indicator and a.source = x.source`,
    [
      column(changed, ({ key }) => key),
      changed.map(({ a }) => a.source.num),
      changed.map(({ a }) => threatCodes.code(a.statement.threat ?? 'unknown')),
      column(changed, ({ a }) => (a.statement.confidence === undefined ? null : String(Math.round(a.statement.confidence)))),
      changed.map(({ a }) => a.reports),
      changed.map(({ a }) => a.run),
      column(changed, ({ a }) => String(a.sample)),
      column(changed, ({ a }) => time(a.activeAt)),
      column(changed, ({ a }) => time(a.lastReported)),
      column(changed, ({ a }) => (a.withdrawnAt === null ? null : time(a.withdrawnAt))),
      column(changed, ({ a }) => a.text),
    ],
  )
}
