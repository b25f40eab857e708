/** Appraisals: what fusion does not know of an indicator, in a row only where there is something. */

import type { ThreatType } from '@keysguard/model'
import { type IndicatorKey, RiskTerm } from '@keysguard/model'
import { z } from 'zod'
import type { Queries, Transaction } from '../engines/database/database.ts'
import { type Appraisal, weightOf } from '../intelligence/appraise.ts'
import type { StandingVerdict } from '../intelligence/firewall.ts'
import { NEUTRAL_RELEVANCE } from '../intelligence/risk.ts'

export const VERDICT_CODES: Readonly<Record<StandingVerdict, number>> = { malicious: 1, benign: 2 }

export interface AppraisalRow {
  readonly p_verdict: number | null
  readonly p_verdict_at: string | null
  readonly p_verdict_until: string | null
  /** Null where there is no appraisal. */
  readonly p_benign: number | null
  readonly p_severity: number | null
  readonly p_relevance: number | null
  readonly p_terms: string | null
}

/** Of `appraisal p`. */
export const APPRAISAL_COLUMNS = `p.verdict as p_verdict, p.verdict_at as p_verdict_at, p.verdict_until as p_verdict_until, p.benign as p_benign,
  p.severity as p_severity, p.relevance as p_relevance, p.terms as p_terms`

const Terms = z.array(RiskTerm)

export const appraisalOf = (row: AppraisalRow): Appraisal | null => {
  if (row.p_benign === null) return null
  return {
    verdict:
      row.p_verdict === null || row.p_verdict_at === null
        ? null
        : {
            verdict: row.p_verdict === VERDICT_CODES.malicious ? 'malicious' : 'benign',
            at: Date.parse(row.p_verdict_at),
            until: row.p_verdict_until === null ? null : Date.parse(row.p_verdict_until),
          },
    benign: row.p_benign,
    severity: row.p_severity,
    relevance: row.p_relevance ?? NEUTRAL_RELEVANCE,
    terms: Terms.parse(JSON.parse(row.p_terms ?? '[]')),
  }
}

/** What is kept of one indicator; `since` is when it came to be suppressed, if that was not on its arrival. */
export interface Kept {
  readonly key: IndicatorKey
  readonly threat: ThreatType
  readonly appraisal: Appraisal | null
  readonly since: number | null
}

const NOTHING: Appraisal = { verdict: null, benign: 0, severity: null, relevance: NEUTRAL_RELEVANCE, terms: [] }

const iso = (ms: number | null | undefined): string | null => (ms == null ? null : new Date(ms).toISOString())

/** Puts what there is to keep in the place of what was kept. */
export const keepAppraisals = async (transaction: Transaction, all: readonly Kept[]): Promise<void> => {
  await transaction.query(`delete from appraisal where indicator = any($1::uuid[])`, [all.map(({ key }) => key)])
  const kept = all.filter(({ appraisal, since }) => appraisal !== null || since !== null)
  if (kept.length === 0) return
  const rows = kept.map(({ key, threat, appraisal, since }) => {
    const { verdict, benign, severity, relevance, terms } = appraisal ?? NOTHING
    return {
      indicator: key,
      verdict: verdict === null ? null : VERDICT_CODES[verdict.verdict],
      verdict_at: iso(verdict?.at),
      verdict_until: iso(verdict?.until),
      benign,
      severity,
      relevance,
      weight: weightOf({ severity, relevance }, threat),
      suppressed_since: iso(since),
      terms: JSON.stringify(terms),
    }
  })
  await transaction.query(
    `insert into appraisal (indicator, verdict, verdict_at, verdict_until, benign, severity, relevance, weight, suppressed_since, terms)
     select * from jsonb_to_recordset($1::text::jsonb) as x (indicator uuid, verdict smallint, verdict_at timestamptz, verdict_until timestamptz,
       benign double precision, severity double precision, relevance double precision, weight double precision,
       suppressed_since timestamptz, terms text)`,
    [JSON.stringify(rows)],
  )
}

/** The appraisal of one indicator, and since when it has been suppressed where that was not on its arrival. */
export const readAppraisal = async (
  queries: Queries,
  key: IndicatorKey,
): Promise<{ readonly appraisal: Appraisal | null; readonly since: string | null }> => {
  const [row] = await queries.query<AppraisalRow & { readonly since: string | null }>(
    `select ${APPRAISAL_COLUMNS}, p.suppressed_since as since from appraisal p where p.indicator = $1`,
    [key],
  )
  return { appraisal: row ? appraisalOf(row) : null, since: row?.since ?? null }
}
