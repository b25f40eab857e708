/**
 * Writes judged rows of indicators that may be known: looks up what the store holds of them, folds and fuses in code, copies what is
 * new and updates what changed. The lock on the batch's shards is what makes plain COPY safe.
 */
import type { Transaction } from '../engines/database/database.ts'
import { type Fused, riskAt } from '../intelligence/fusion.ts'
import type { Scoring } from '../intelligence/scoring.ts'
import { type Arrived, arrival, type BatchRun, keepTop } from './arrivals.ts'
import { typeCodes } from './codes.ts'
import { CounterChanges } from './counters.ts'
import type { Dictionary } from './dictionary.ts'
import type { Judged, WriteCounts } from './judged.ts'
import { type PutReport, PutRows } from './put-rows.ts'
import { readStandings } from './read-standings.ts'
import { SearchBacklog } from './search-backlog.ts'
import { apply, countedAs, fuseStanding, isSole, type Standing, type StoredSource, termsOf, tlpOf } from './standing.ts'
import { updateAssertions, updateIndicators } from './update-standings.ts'

export interface Batch {
  readonly rows: readonly Judged[]
  readonly source: StoredSource
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

/** The figures that scores are made with now; they may change while batches are written. */
export interface CurrentScoring {
  readonly current: Scoring
}

interface Scored {
  readonly dictionary: Dictionary
  readonly scoring: CurrentScoring
}

/** The store takes one slice in while the next is put together. */
const SLICE = 2_000

/** Runs inside `transaction`, which holds the locks of `shards`; names in the rows' statements must have been learnt by the dictionary. */
export const writeBatch = async (
  transaction: Transaction,
  batch: Batch,
  context: Scored & { readonly sources: ReadonlyMap<number, StoredSource> },
): Promise<BatchResult> => {
  const { source, run } = batch
  const rows = byKeyRange(batch.rows)
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
  const top = await writeStandings(transaction, changed, batch, context)
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
  sole: null,
})

/** Fuses and writes standings: new ones, those whose assertions changed, and those of which something else follows now. `source` is who spoke, if anybody did. */
export const writeStandings = async (
  transaction: Transaction,
  standings: readonly Standing[],
  batch: Pick<Batch, 'run' | 'shards'> & { readonly source: StoredSource | null },
  { dictionary, scoring }: Scored,
): Promise<readonly Arrived[]> => {
  if (standings.length === 0) return []
  const { run, source } = batch
  const counters = new CounterChanges()
  const known: Written[] = []
  const top: Arrived[] = []
  const added = new SearchBacklog()
  let copying: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < standings.length; from += SLICE) {
    const slice = standings.slice(from, from + SLICE)
    const put = new PutRows(slice.length)
    for (const standing of slice) {
      const fused = fuseStanding(standing, scoring.current)
      const terms = termsOf(standing, dictionary)
      counters.count(countedAs(standing, fused, terms, dictionary), 1)
      if (standing.before) {
        counters.count(standing.before, -1)
        if (!isSole(standing)) putReports(put, standing, run)
        known.push({ standing, fused, terms })
        continue
      }
      const { key, type, value, suppressedBy, addedAt, assertions } = standing
      const sole = soleReport(standing)
      if (sole === null) putReports(put, standing, run)
      const sample = assertions.every(one => one.sample)
      put.indicator({ judged: standing, addedAt, fused, tlp: tlpOf(standing), sample, terms }, sole)
      added.add(key, typeCodes.code(type), value, dictionary.family(assertions[0]?.statement.malware), suppressedBy)
      const risk = suppressedBy === null ? riskAt(fused, run.at) : 0
      keepTop(top, { key, type, value, severity: counters.arrive(risk, addedAt), risk, threat: fused.threat })
    }
    copying = Promise.all([copying, put.write(transaction)])
  }
  await copying
  await added.write(transaction)
  if (known.length > 0) {
    await updateIndicators(transaction, known)
    await updateAssertions(transaction, known)
  }
  await counters.write(transaction, batch.shards[0] ?? 0, source?.num ?? null)
  return top
}

/** The one report of a new indicator; null when there are several. */
const soleReport = (standing: Standing): PutReport | null => {
  const [assertion] = standing.assertions
  const [observation] = standing.observations
  if (!isSole(standing) || assertion === undefined || observation === undefined) return null
  const { source, statement, run, firstReported, activeAt, withdrawnAt, text } = assertion
  const { confidence } = statement
  return { source: source.num, run, at: firstReported, confidence, activeAt, withdrawnAt, text, raw: observation.raw }
}

/** What has no row of its own yet; a report that was the only one until now gets its rows too. */
const putReports = (put: PutRows, { key, assertions, observations, sole }: Standing, run: BatchRun): void => {
  for (const assertion of assertions) if (!assertion.stored && (assertion.changed || sole !== null)) put.assertion(key, assertion)
  const [first] = assertions
  if (sole !== null && first !== undefined)
    put.observation(key, { source: first.source.num, text: null, earlier: null, raw: sole.raw }, sole)
  for (const observation of observations) put.observation(key, observation, run)
}
