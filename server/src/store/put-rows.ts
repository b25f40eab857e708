/** Rows of the big tables as the bytes of COPY: the order of the fields is that of the columns named here. */
import type { IndicatorKey } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import type { Fused } from '../intelligence/fusion.ts'
import type { BatchRun } from './arrivals.ts'
import { threatCodes, typeCodes } from './codes.ts'
import { CopyRows } from './copy-rows.ts'
import type { Judged } from './judged.ts'
import type { StandingAssertion, StandingObservation } from './standing.ts'

const INDICATOR =
  'indicator (key, rank, first_seen, last_seen, added_at, expires_at, type, threat, class, tlp, sample, terms, suppressed_by, value, sole_source, sole_run, sole_confidence, sole_active_at, sole_reported_at, sole_withdrawn_at, sole_statement, sole_raw)'
const ASSERTION =
  'assertion_row (indicator, source, threat, confidence, reports, run, sample, active_at, first_reported, last_reported, withdrawn_at, statement)'
const OBSERVATION = 'observation_row (indicator, at, run, source, statement, earlier, raw)'

/** What a new indicator takes, about, with its texts. */
const ROW_BYTES = 1_440

/** An indicator as its row holds it. */
export interface PutIndicator {
  readonly judged: Pick<Judged, 'key' | 'type' | 'value' | 'firstSeen' | 'lastSeen' | 'suppressedBy'>
  readonly addedAt: number
  readonly fused: Fused
  readonly tlp: number
  readonly sample: boolean
  readonly terms: readonly number[]
}

/** The only report of an indicator, in its own row. */
export interface PutReport {
  readonly source: number
  readonly run: number
  readonly at: number
  readonly confidence: number | undefined
  readonly activeAt: number
  readonly withdrawnAt: number | null
  readonly text: string
  readonly raw: string
}

/** Rows for the three tables; about `expected` new indicators of one report each. */
export class PutRows {
  readonly #indicators: CopyRows
  readonly #assertions = new CopyRows(12)
  readonly #observations = new CopyRows(7)

  constructor(expected: number) {
    this.#indicators = new CopyRows(22, expected * ROW_BYTES)
  }

  indicator({ judged, addedAt, fused, tlp, sample, terms }: PutIndicator, sole: PutReport | null): void {
    const { key, type, value, firstSeen, lastSeen, suppressedBy } = judged
    const rows = this.#indicators
    rows.row(
      value.length + (suppressedBy?.length ?? 0) + terms.length * 8 + (sole === null ? 0 : sole.text.length + sole.raw.length),
    )
    rows.uuid(key)
    rows.float8(fused.rank)
    rows.time(firstSeen)
    rows.time(lastSeen)
    rows.time(addedAt)
    rows.time(fused.expiresAt)
    rows.int2(typeCodes.code(type))
    rows.int2(threatCodes.code(fused.threat))
    rows.int2(fused.decayClass)
    rows.int2(tlp)
    rows.boolean(sample)
    rows.int4s(terms)
    rows.text(suppressedBy)
    rows.text(value)
    if (sole === null) for (let column = 0; column < 8; column += 1) rows.none()
    else this.#sole(sole)
  }

  #sole({ source, run, at, confidence, activeAt, withdrawnAt, text, raw }: PutReport): void {
    const rows = this.#indicators
    rows.int2(source)
    rows.int4(run)
    rows.int2(confidence === undefined ? null : Math.round(confidence))
    rows.time(activeAt)
    rows.time(at)
    rows.time(withdrawnAt)
    rows.text(text)
    rows.text(raw)
  }

  assertion(key: IndicatorKey, assertion: StandingAssertion): void {
    const { source, statement, text } = assertion
    const { threat, confidence } = statement
    const rows = this.#assertions
    rows.row(text.length)
    rows.uuid(key)
    rows.int2(source.num)
    rows.int2(threatCodes.code(threat ?? 'unknown'))
    rows.int2(confidence === undefined ? null : Math.round(confidence))
    rows.int4(assertion.reports)
    rows.int4(assertion.run)
    rows.boolean(assertion.sample)
    rows.time(assertion.activeAt)
    rows.time(assertion.firstReported)
    rows.time(assertion.lastReported)
    rows.time(assertion.withdrawnAt)
    rows.text(text)
  }

  /** What was reported in the run `id`, which began `at`. */
  observation(
    key: IndicatorKey,
    { source, text, earlier, raw }: StandingObservation,
    { id, at }: Pick<BatchRun, 'id' | 'at'>,
  ): void {
    const rows = this.#observations
    rows.row((text?.length ?? 0) + (earlier?.length ?? 0) + raw.length)
    rows.uuid(key)
    rows.time(at)
    rows.int4(id)
    rows.int2(source)
    rows.text(text)
    rows.text(earlier)
    rows.text(raw)
  }

  /** Neighbours in the index are written one after the other: `order` has the numbers of the indicators. */
  arrange(order: ArrayLike<number>): void {
    this.#indicators.arrange(order)
  }

  /** Writes them; nothing can be put afterwards. */
  async write(transaction: Transaction): Promise<void> {
    await Promise.all([
      copyInto(transaction, INDICATOR, this.#indicators),
      copyInto(transaction, ASSERTION, this.#assertions),
      copyInto(transaction, OBSERVATION, this.#observations),
    ])
  }
}

/** What is known of a feed's rows, written with them. */
export const putLog = async (transaction: Transaction, source: number, part: string, log: Uint8Array): Promise<void> => {
  const rows = new CopyRows(3)
  rows.row(part.length + log.length)
  rows.int2(source)
  rows.text(part)
  rows.blob(log)
  await copyInto(transaction, 'feed_rows (source, part, log)', rows)
}

const copyInto = async (transaction: Transaction, target: string, rows: CopyRows): Promise<void> => {
  if (!rows.isEmpty) await transaction.copy(target, rows.bytes)
}
