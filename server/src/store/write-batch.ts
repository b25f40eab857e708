/**
 * Writes a batch of judged rows in one transaction: looks up what is known of their indicators, folds and fuses in code, copies what
 * is new straight into the tables and updates what changed. The lock on the batch's shards is what makes plain COPY safe.
 */
import type { IndicatorKey, Severity } from '@keysguard/model'
import type { Transaction } from '../engines/database/database.ts'
import { type Fused, riskAt } from '../intelligence/fusion.ts'
import { threatCodes, typeCodes } from './codes.ts'
import { CopyRows } from './copy-rows.ts'
import { CounterChanges } from './counters.ts'
import type { Dictionary } from './dictionary.ts'
import type { Judged, WriteCounts } from './judged.ts'
import { type Entry, encodeEntries } from './known-rows.ts'
import { readStandings } from './read-standings.ts'
import { lockShards } from './shards.ts'
import { apply, countedAs, fuseStanding, type Standing, type StoredSource, termsOf, tlpOf } from './standing.ts'
import { updateAssertions, updateIndicators } from './update-standings.ts'

export interface BatchRun {
  readonly id: number
  readonly at: number
  readonly sample: boolean
}

export interface Arrived {
  readonly key: IndicatorKey
  readonly type: string
  readonly value: string
  readonly severity: Severity
  readonly risk: number
  readonly threat: string
}

export interface Batch {
  readonly rows: readonly Judged[]
  readonly source: StoredSource
  readonly part: string
  readonly entries: readonly Entry[]
  readonly run: BatchRun
  readonly shards: readonly number[]
}

export interface BatchResult extends WriteCounts {
  /** The most severe of the new indicators, at most five. */
  readonly top: readonly Arrived[]
}

export interface Written {
  readonly standing: Standing
  readonly fused: Fused
  readonly terms: readonly number[]
}

const TOP = 5
/** The store takes one slice in while the next is put together. */
const SLICE = 2_000

/** Runs inside `transaction`; names in the rows' statements must have been learnt by the dictionary. */
export const writeBatch = async (
  transaction: Transaction,
  batch: Batch,
  context: { readonly dictionary: Dictionary; readonly sources: ReadonlyMap<number, StoredSource> },
): Promise<BatchResult> => {
  const { source, run } = batch
  const rows = byKeyRange(batch.rows)
  await lockShards(transaction, batch.shards)
  const standings = await readStandings(transaction, rows, context.sources)
  const counts: WriteCounts = { new: 0, changed: 0, unchanged: 0, duplicate: 0 }
  const touched = new Set<Standing>()
  for (const row of rows) {
    let standing = standings.get(row.key)
    if (!standing) {
      standing = fresh(row, run)
      standings.set(row.key, standing)
    }
    const applied = apply(standing, row, source, run)
    counts[applied] += 1
    if (applied !== 'unchanged') touched.add(standing)
  }
  const changed = [...touched].filter(({ assertions }) => assertions.some(({ changed }) => changed))
  const top = await writeStandings(transaction, changed, batch, context.dictionary)
  if (batch.entries.length > 0) {
    const log = encodeEntries(batch.entries)
    const pieces = new CopyRows(3)
    pieces.row(batch.part.length + log.length)
    pieces.int2(source.num)
    pieces.text(batch.part)
    pieces.blob(log)
    await copy(transaction, 'feed_rows (source, part, log)', pieces)
  }
  return { ...counts, top }
}

const RANGES = 4_096
const digit = (code: number): number => (code < 58 ? code - 48 : code - 87)

/** Neighbours in the indexes are written one after the other: a quarter more rows a second. By the first three digits of the key, without comparing. */
const byKeyRange = (rows: readonly Judged[]): readonly Judged[] => {
  const ranges: Judged[][] = Array.from({ length: RANGES }, () => [])
  for (const row of rows) {
    const { key } = row
    ranges[(digit(key.charCodeAt(0)) << 8) | (digit(key.charCodeAt(1)) << 4) | digit(key.charCodeAt(2))]!.push(row)
  }
  return ranges.flat()
}

const DAY_MS = 86_400_000

/** The sample day comes in at once but is shown as it would have come: spread over the day before, by its key. */
const arrival = (row: Judged, { at, sample }: BatchRun): number =>
  sample ? at - Math.floor((Number.parseInt(row.key.slice(0, 8), 16) / 2 ** 32) * DAY_MS) : at

const fresh = (row: Judged, run: BatchRun): Standing => ({
  key: row.key,
  type: row.type,
  value: row.value,
  firstSeen: row.firstSeen,
  lastSeen: row.lastSeen,
  addedAt: arrival(row, run),
  suppressedBy: row.suppressedBy,
  assertions: [],
  before: null,
  observations: [],
})

/** Fuses and writes standings whose assertions changed. Used for new rows and for withdrawals alike. */
export const writeStandings = async (
  transaction: Transaction,
  standings: readonly Standing[],
  batch: Pick<Batch, 'run' | 'shards' | 'source'>,
  dictionary: Dictionary,
): Promise<readonly Arrived[]> => {
  if (standings.length === 0) return []
  const { run, source } = batch
  const counters = new CounterChanges()
  const known: Written[] = []
  const top: Arrived[] = []
  const added: IndicatorKey[] = []
  let copying: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < standings.length; from += SLICE) {
    const slice = standings.slice(from, from + SLICE)
    const fresh: Written[] = []
    for (const standing of slice) {
      const fused = fuseStanding(standing)
      const terms = termsOf(standing, dictionary)
      counters.count(countedAs(standing, fused, terms, dictionary), 1)
      if (standing.before) {
        counters.count(standing.before, -1)
        known.push({ standing, fused, terms })
        continue
      }
      fresh.push({ standing, fused, terms })
      added.push(standing.key)
      const { key, type, value, suppressedBy, addedAt } = standing
      const risk = suppressedBy === null ? riskAt(fused, run.at) : 0
      keepTop(top, { key, type, value, severity: counters.arrive(risk, addedAt), risk, threat: fused.threat })
    }
    copying = Promise.all([copying, copyIndicators(transaction, fresh), ...copyAssertions(transaction, slice, run)])
  }
  await copying
  if (added.length > 0) {
    const backlog = new CopyRows(1)
    backlog.row(added.length * 20)
    backlog.uuids(added)
    await copy(transaction, 'indicator_text_backlog (keys)', backlog)
  }
  if (known.length > 0) {
    await updateIndicators(transaction, known)
    await updateAssertions(transaction, known)
  }
  await counters.write(transaction, batch.shards[0] ?? 0, source.num)
  return top
}

const keepTop = (top: Arrived[], arrived: Arrived): void => {
  if (top.length === TOP && arrived.risk <= top[TOP - 1]!.risk) return
  top.push(arrived)
  top.sort((a, b) => b.risk - a.risk)
  if (top.length > TOP) top.pop()
}

const copyIndicators = async (transaction: Transaction, fresh: readonly Written[]): Promise<void> => {
  const rows = new CopyRows(14)
  for (const { standing: s, fused: f, terms } of fresh) {
    rows.row(s.value.length + (s.suppressedBy?.length ?? 0) + terms.length * 8)
    rows.uuid(s.key)
    rows.float8(f.rank)
    rows.time(s.firstSeen)
    rows.time(s.lastSeen)
    rows.time(s.addedAt)
    rows.time(f.expiresAt)
    rows.int2(typeCodes.code(s.type))
    rows.int2(threatCodes.code(f.threat))
    rows.int2(f.decayClass)
    rows.int2(tlpOf(s))
    rows.boolean(s.assertions.every(assertion => assertion.sample))
    rows.int4s(terms)
    rows.text(s.suppressedBy)
    rows.text(s.value)
  }
  await copy(
    transaction,
    'indicator (key, rank, first_seen, last_seen, added_at, expires_at, type, threat, class, tlp, sample, terms, suppressed_by, value)',
    rows,
  )
}

const copyAssertions = (transaction: Transaction, standings: readonly Standing[], run: BatchRun): Promise<void>[] => {
  const assertions = new CopyRows(12)
  const observations = new CopyRows(7)
  for (const { key, assertions: all, observations: said } of standings) {
    for (const a of all) {
      if (!a.changed || a.stored) continue
      assertions.row(a.text.length)
      assertions.uuid(key)
      assertions.int2(a.source.num)
      assertions.int2(threatCodes.code(a.statement.threat ?? 'unknown'))
      assertions.int2(a.statement.confidence === undefined ? null : Math.round(a.statement.confidence))
      assertions.int4(a.reports)
      assertions.int4(a.run)
      assertions.boolean(a.sample)
      assertions.time(a.activeAt)
      assertions.time(run.at)
      assertions.time(run.at)
      assertions.time(null)
      assertions.text(a.text)
    }
    for (const o of said) {
      observations.row((o.text?.length ?? 0) + (o.earlier?.length ?? 0) + o.raw.length)
      observations.uuid(key)
      observations.time(run.at)
      observations.int4(run.id)
      observations.int2(o.source)
      observations.text(o.text)
      observations.text(o.earlier)
      observations.text(o.raw)
    }
  }
  return [
    copy(
      transaction,
      'assertion (indicator, source, threat, confidence, reports, run, sample, active_at, first_reported, last_reported, withdrawn_at, statement)',
      assertions,
    ),
    copy(transaction, 'observation (indicator, at, run, source, statement, earlier, raw)', observations),
  ]
}

const copy = async (transaction: Transaction, target: string, rows: CopyRows): Promise<void> => {
  if (!rows.isEmpty) await transaction.copy(target, rows.bytes)
}
