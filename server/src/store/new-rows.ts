/**
 * Indicators that are new for sure, written as they are read: scored by their one source and put down at once as the bytes of COPY, so
 * that nothing of them is kept while a batch fills up. Everything else goes the long way of write-batch.ts.
 */
import type { Transaction } from '../engines/database/database.ts'
import { fuse, riskAt } from '../intelligence/fusion.ts'
import type { Scoring } from '../intelligence/scoring.ts'
import type { RawRow } from '../kit/rows.ts'
import { type Arrived, arrival, type BatchRun, keepTop } from './arrivals.ts'
import { threatCodes, tlpCodes, typeCodes } from './codes.ts'
import { CounterChanges } from './counters.ts'
import type { Dictionary } from './dictionary.ts'
import { statementText } from './fold.ts'
import { hexNumber } from './hex.ts'
import type { Judged } from './judged.ts'
import { PutRows } from './put-rows.ts'
import { SearchBacklog } from './search-backlog.ts'
import { type StoredSource, termsOfOne } from './standing.ts'

export class NewRows {
  readonly #source: StoredSource
  readonly #run: BatchRun
  readonly #dictionary: Dictionary
  readonly #scoring: Scoring
  readonly #put: PutRows
  readonly #counters = new CounterChanges()
  readonly #backlog = new SearchBacklog()
  readonly #rows: RawRow<unknown>[] = []
  readonly top: Arrived[] = []

  constructor(source: StoredSource, run: BatchRun, dictionary: Dictionary, scoring: Scoring, expected: number) {
    this.#source = source
    this.#run = run
    this.#dictionary = dictionary
    this.#scoring = scoring
    this.#put = new PutRows(expected)
  }

  get size(): number {
    return this.#backlog.size
  }

  /** The rows they stood in, for when one of them turns out not to be new. */
  get rows(): ReadonlySet<RawRow<unknown>> {
    return new Set(this.#rows)
  }

  get keys(): ReadonlySet<string> {
    return new Set(this.#backlog.keys)
  }

  /** False when a name in it has not been learnt: then nothing is taken. */
  add(judged: Judged, row: RawRow<unknown>): boolean {
    const { key, type, value, statement, activeAt, suppressedBy } = judged
    const { num, profile, tlp } = this.#source
    const { id, at, sample } = this.#run
    const terms = termsOfOne(this.#source, statement, this.#dictionary)
    if (terms === null) return false
    const { threat = 'unknown', confidence = null } = statement
    const suppressed = suppressedBy !== null
    const fused = fuse(type, [{ source: profile, threat, confidence, activeAt, listed: true }], suppressed, this.#scoring)
    const addedAt = arrival(judged, this.#run)
    this.#put.indicator(
      { judged, addedAt, fused, tlp: tlpCodes.code(statement.tlp ?? tlp), sample, terms },
      {
        source: num,
        run: id,
        at,
        confidence: statement.confidence,
        activeAt,
        withdrawnAt: null,
        text: statementText(statement),
        raw: judged.raw,
      },
    )
    this.#counters.count(
      {
        type: typeCodes.code(type),
        threat: threatCodes.code(fused.threat),
        decayClass: fused.decayClass,
        suppressed,
        sample,
        terms,
        sources: [this.#dictionary.id('source', profile.id) ?? 0],
      },
      1,
    )
    const risk = suppressed ? 0 : riskAt(fused, at)
    const severity = this.#counters.arrive(risk, addedAt)
    keepTop(this.top, { key, type, value, severity, risk, threat: fused.threat })
    this.#backlog.add(key, typeCodes.code(type), value, this.#dictionary.family(statement.malware), suppressedBy)
    this.#rows.push(row)
    return true
  }

  /** Numbers of the rows, ordered by the first half of their key: 32 bits of it above 20 of the number, exact in a double. */
  #byKey(): Uint32Array {
    const { keys } = this.#backlog
    const marked = new Float64Array(keys.length)
    for (let row = 0; row < marked.length; row += 1) marked[row] = hexNumber(keys[row]!, 0, 8) * 2 ** 20 + row
    marked.sort()
    const order = new Uint32Array(marked.length)
    for (let place = 0; place < order.length; place += 1) order[place] = marked[place]! % 2 ** 20
    return order
  }

  /** Throws a unique violation when another process has written one of them. */
  async write(transaction: Transaction, shard: number): Promise<void> {
    this.#put.arrange(this.#byKey())
    await this.#put.write(transaction)
    await this.#backlog.write(transaction)
    await this.#counters.write(transaction, shard, this.#source.num)
  }
}
