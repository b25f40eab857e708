/** Verdicts of analysts: given by key, never deleted, undone by marking them so. */
import type { Indicator, IndicatorKey, Tlp, VerdictEntry, VerdictWord } from '@keysguard/model'
import type { Queries, Transaction } from '../engines/database/database.ts'
import type { GivenVerdict } from '../intelligence/appraise.ts'
import type { StandingVerdict } from '../intelligence/firewall.ts'
import { tlpCodes, typeCodes } from './codes.ts'

const WORDS: readonly VerdictWord[] = ['malicious', 'benign', 'none']
const codeOf = (word: VerdictWord): number => WORDS.indexOf(word) + 1

export interface NewVerdict {
  readonly verdict: VerdictWord
  readonly reason: string
  readonly author: string
  readonly at: number
  readonly expiresAt: number | null
  readonly tlp: Tlp
  readonly batch: string
}

export const giveVerdicts = async (
  transaction: Transaction,
  subjects: readonly { readonly key: IndicatorKey; readonly indicator: Indicator }[],
  { verdict, reason, author, at, expiresAt, tlp, batch }: NewVerdict,
): Promise<void> => {
  await transaction.query(
    `insert into verdict (indicator, type, value, verdict, reason, author, at, expires_at, tlp, batch)
     select x.indicator, x.type, x.value, $4, $5, $6, $7, $8, $9, $10
     from unnest($1::uuid[], $2::smallint[], $3::text[]) as x (indicator, type, value)`,
    [
      subjects.map(({ key }) => key),
      subjects.map(({ indicator }) => typeCodes.code(indicator.type)),
      subjects.map(({ indicator }) => indicator.value),
      codeOf(verdict),
      reason,
      author,
      new Date(at).toISOString(),
      expiresAt === null ? null : new Date(expiresAt).toISOString(),
      tlpCodes.code(tlp),
      batch,
    ],
  )
}

/** Takes the verdicts of a batch back; returns whose they were. */
export const undoVerdicts = async (
  transaction: Transaction,
  batch: string,
  by: string,
  at: number,
): Promise<readonly IndicatorKey[]> => {
  const rows = await transaction.query<{ key: string }>(
    `update verdict set undone_at = $2, undone_by = $3 where batch = $1 and undone_at is null returning replace(indicator::text, '-', '') as key`,
    [batch, new Date(at).toISOString(), by],
  )
  return rows.map(({ key }) => key as IndicatorKey)
}

/** The newest that is neither undone nor expired, by indicator; `none` counts as none. `$1` is the moment. */
const STANDING = `select distinct on (v.indicator) v.id, v.indicator, v.verdict, v.at, v.expires_at from verdict v
  where v.undone_at is null and (v.expires_at is null or v.expires_at > $1)`

interface StandingRow {
  readonly key: string
  readonly verdict: number
  readonly at: string
  readonly expires_at: string | null
}

/** Verdicts that count at `now`; of all indicators, or of `keys`. */
export const standingVerdicts = async (
  queries: Queries,
  now: number,
  keys: readonly IndicatorKey[] | null = null,
): Promise<Map<IndicatorKey, GivenVerdict>> => {
  const rows = await queries.query<StandingRow>(
    `select replace(indicator::text, '-', '') as key, verdict, at, expires_at
     from (${STANDING}${keys === null ? '' : ' and v.indicator = any($2::uuid[])'} order by v.indicator, v.id desc) as s where verdict < 3`,
    keys === null ? [new Date(now).toISOString()] : [new Date(now).toISOString(), keys],
  )
  return new Map(
    rows.map(({ key, verdict, at, expires_at }) => [
      key as IndicatorKey,
      {
        verdict: WORDS[verdict - 1] as StandingVerdict,
        at: Date.parse(at),
        until: expires_at === null ? null : Date.parse(expires_at),
      },
    ]),
  )
}

interface EntryRow {
  readonly id: string
  readonly key: string
  readonly type: number
  readonly value: string
  readonly verdict: number
  readonly reason: string
  readonly author: string
  readonly at: string
  readonly expires_at: string | null
  readonly tlp: number
  readonly batch: string
  readonly undone_at: string | null
  readonly undone_by: string | null
  readonly counts: boolean
}

/** The newest first; of one indicator, or of all before an id. */
export const listVerdicts = async (
  queries: Queries,
  {
    key,
    before,
    limit,
    now,
  }: { readonly key: IndicatorKey | null; readonly before: number | null; readonly limit: number; readonly now: number },
): Promise<VerdictEntry[]> => {
  const rows = await queries.query<EntryRow>(
    `select v.id, replace(v.indicator::text, '-', '') as key, v.type, v.value, v.verdict, v.reason, v.author, v.at, v.expires_at, v.tlp,
       v.batch::text as batch, v.undone_at, v.undone_by,
       v.undone_at is null and (v.expires_at is null or v.expires_at > $1) and not exists (
         select 1 from verdict n where n.indicator = v.indicator and n.id > v.id and n.undone_at is null and (n.expires_at is null or n.expires_at > $1)
       ) as counts
     from verdict v where ($2::text is null or v.indicator = $2::text::uuid) and ($3::text is null or v.id < $3::text::bigint)
     order by v.id desc limit $4`,
    [new Date(now).toISOString(), key, before === null ? null : String(before), limit],
  )
  return rows.map(row => ({
    id: Number(row.id),
    indicator: row.key,
    type: typeCodes.name(row.type),
    value: row.value,
    verdict: WORDS[row.verdict - 1] ?? 'none',
    reason: row.reason,
    author: row.author,
    at: row.at,
    expiresAt: row.expires_at,
    tlp: tlpCodes.name(row.tlp),
    batch: row.batch,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
    counts: row.counts,
  }))
}
