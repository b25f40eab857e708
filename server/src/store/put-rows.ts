/** One row of each of the big tables as the bytes of COPY: the order of the fields is that of the columns named here. */
import type { IndicatorKey, Statement } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import type { Fused } from '../intelligence/fusion.ts'
import type { BatchRun } from './arrivals.ts'
import { threatCodes, typeCodes } from './codes.ts'
import { CopyRows } from './copy-rows.ts'
import type { Judged } from './judged.ts'
import type { StandingAssertion, StandingObservation } from './standing.ts'

const INDICATOR =
  'indicator (key, rank, first_seen, last_seen, added_at, expires_at, type, threat, class, tlp, sample, terms, suppressed_by, value)'
const ASSERTION =
  'assertion (indicator, source, threat, confidence, reports, run, sample, active_at, first_reported, last_reported, withdrawn_at, statement)'
const OBSERVATION = 'observation (indicator, at, run, source, statement, earlier, raw)'

/** What a row takes, about, with its texts. */
const BYTES = { indicator: 260, assertion: 340, observation: 240 } as const

/** Rows for the three tables, about `expected` of each. */
export class PutRows {
  readonly #run: BatchRun
  readonly #indicators: CopyRows
  readonly #assertions: CopyRows
  readonly #observations: CopyRows

  constructor(run: BatchRun, expected: number) {
    this.#run = run
    this.#indicators = new CopyRows(14, expected * BYTES.indicator)
    this.#assertions = new CopyRows(12, expected * BYTES.assertion)
    this.#observations = new CopyRows(7, expected * BYTES.observation)
  }

  indicator(
    {
      key,
      type,
      value,
      firstSeen,
      lastSeen,
      suppressedBy,
    }: Pick<Judged, 'key' | 'type' | 'value' | 'firstSeen' | 'lastSeen' | 'suppressedBy'>,
    addedAt: number,
    { rank, expiresAt, threat, decayClass }: Fused,
    tlp: number,
    sample: boolean,
    terms: readonly number[],
  ): void {
    const rows = this.#indicators
    rows.row(value.length + (suppressedBy?.length ?? 0) + terms.length * 8)
    rows.uuid(key)
    rows.float8(rank)
    rows.time(firstSeen)
    rows.time(lastSeen)
    rows.time(addedAt)
    rows.time(expiresAt)
    rows.int2(typeCodes.code(type))
    rows.int2(threatCodes.code(threat))
    rows.int2(decayClass)
    rows.int2(tlp)
    rows.boolean(sample)
    rows.int4s(terms)
    rows.text(suppressedBy)
    rows.text(value)
  }

  /** A first report: reported now. */
  assertion(
    key: IndicatorKey,
    source: number,
    { threat, confidence }: Statement,
    { reports, run, sample, activeAt, text }: Pick<StandingAssertion, 'reports' | 'run' | 'sample' | 'activeAt' | 'text'>,
  ): void {
    const rows = this.#assertions
    rows.row(text.length)
    rows.uuid(key)
    rows.int2(source)
    rows.int2(threatCodes.code(threat ?? 'unknown'))
    rows.int2(confidence === undefined ? null : Math.round(confidence))
    rows.int4(reports)
    rows.int4(run)
    rows.boolean(sample)
    rows.time(activeAt)
    rows.time(this.#run.at)
    rows.time(this.#run.at)
    rows.time(null)
    rows.text(text)
  }

  observation(key: IndicatorKey, { source, text, earlier, raw }: StandingObservation): void {
    const rows = this.#observations
    rows.row((text?.length ?? 0) + (earlier?.length ?? 0) + raw.length)
    rows.uuid(key)
    rows.time(this.#run.at)
    rows.int4(this.#run.id)
    rows.int2(source)
    rows.text(text)
    rows.text(earlier)
    rows.text(raw)
  }

  /** Neighbours in the indexes are written one after the other; for rows of which each has one indicator, one assertion and one observation. */
  arrange(order: ArrayLike<number>): void {
    for (const rows of [this.#indicators, this.#assertions, this.#observations]) rows.arrange(order)
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

/** Indicators that search has to catch up with. */
export const putBacklog = async (transaction: Transaction, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return
  const rows = new CopyRows(1)
  rows.row(keys.length * 20)
  rows.uuids(keys)
  await copyInto(transaction, 'indicator_text_backlog (keys)', rows)
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
