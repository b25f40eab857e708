/** Writes rows over as many transactions as the store has writers: each takes its share of the shards. */
import type { Database } from '../engines/database/database.ts'
import type { RawRow } from '../kit/rows.ts'
import { type BatchRun, mergeTop } from './arrivals.ts'
import type { Dictionary } from './dictionary.ts'
import type { Judged } from './judged.ts'
import type { KnownKeys } from './known-keys.ts'
import { EntryLog } from './known-rows.ts'
import { NewRows } from './new-rows.ts'
import { putLog } from './put-rows.ts'
import { quarantine, type Refusal } from './quarantine.ts'
import { lockShards, SHARDS, shardOf } from './shards.ts'
import type { StoredSource } from './standing.ts'
import { type BatchResult, type CurrentScoring, writeBatch } from './write-batch.ts'

export interface Knowing {
  readonly database: Database
  readonly dictionary: Dictionary
  readonly sources: Map<number, StoredSource>
  readonly keys: KnownKeys
  readonly scoring: CurrentScoring
}

export interface WriteOrder {
  readonly source: StoredSource
  readonly run: BatchRun
  readonly part: string
  /** Judges a row again: its indicators were taken for new, and one of them is not. */
  readonly again: (row: RawRow<unknown>) => readonly Judged[]
  readonly onWritten: (result: BatchResult) => void
}

const NOTHING: BatchResult = { new: 0, changed: 0, unchanged: 0, duplicate: 0, top: [] }
/** PostgreSQL's unique_violation. */
const UNIQUE_VIOLATION = '23505'

/** What one writer writes next. */
class Share {
  readonly fresh: NewRows
  readonly judged: Judged[] = []
  readonly log = new EntryLog()
  readonly refusals: Refusal[] = []

  constructor(fresh: NewRows) {
    this.fresh = fresh
  }

  get isEmpty(): boolean {
    return this.fresh.size === 0 && this.judged.length === 0 && this.log.isEmpty && this.refusals.length === 0
  }
}

/** Collects rows and writes them batch after batch. Each writer has its share of the shards and its own pace: at most one batch waits for it. A row's log entry is committed with the row itself. */
export class Writing {
  readonly #knowing: Knowing
  readonly #order: WriteOrder
  readonly #shards: readonly (readonly number[])[]
  readonly #running: Promise<void>[]
  readonly #waiting: Promise<void>[]
  #shares: Share[]
  #rows = 0
  #failure: { readonly error: unknown } | null = null

  constructor(knowing: Knowing, order: WriteOrder) {
    const { writers } = knowing.database
    this.#knowing = knowing
    this.#order = order
    this.#shards = Array.from({ length: writers }, (_, writer) =>
      Array.from({ length: SHARDS }, (_, shard) => shard).filter(shard => shard % writers === writer),
    )
    this.#running = this.#shards.map(() => Promise.resolve())
    this.#waiting = this.#shards.map(() => Promise.resolve())
    this.#shares = this.#freshShares()
    knowing.keys.prepare()
  }

  /** Whether a batch is full. */
  get isFull(): boolean {
    return this.#rows >= this.#knowing.database.batchRows() * this.#shards.length
  }

  /** Takes one indicator of `row`. */
  take(judged: Judged, row: RawRow<unknown>): void {
    this.#rows += 1
    const share = this.#shareOf(judged.key)
    if (this.#knowing.keys.meet(judged.key) !== 'new' || !share.fresh.add(judged, row)) share.judged.push(judged)
  }

  /** Takes indicators whose rows are not at hand. */
  put(judged: readonly Judged[]): void {
    this.#rows += judged.length
    for (const one of judged) {
      this.#knowing.keys.meet(one.key)
      this.#shareOf(one.key).judged.push(one)
    }
  }

  /** Remembers a row of the feed; `key` is null when it speaks of nothing. */
  remember(low: number, high: number, key: string | null, count: number): void {
    this.#shareOf(key).log.add(low, high, key, count)
  }

  refuse(refusal: Refusal): void {
    this.#rows += 1
    this.#shareOf(null).refusals.push(refusal)
  }

  /** Hands over what was collected as soon as there is room for it. Throws what went wrong with an earlier batch. */
  async flush(): Promise<void> {
    const shares = this.#shares
    this.#shares = this.#freshShares()
    this.#rows = 0
    for (const { judged } of shares) await this.#knowing.dictionary.learn(names(judged))
    await Promise.all(this.#running)
    this.#rethrow()
    for (const [writer, share] of shares.entries()) {
      const before = this.#waiting[writer]
      this.#running[writer] = before ?? Promise.resolve()
      this.#waiting[writer] = Promise.resolve(before).then(() => this.#commit(share, this.#shards[writer] ?? []))
    }
  }

  /** Returns when all that was handed over is committed. */
  async end(): Promise<void> {
    await Promise.all(this.#waiting)
    this.#rethrow()
  }

  #rethrow(): void {
    if (this.#failure) throw this.#failure.error
  }

  #freshShares(): Share[] {
    const { database, dictionary, scoring } = this.#knowing
    const { source, run } = this.#order
    return this.#shards.map(() => new Share(new NewRows(source, run, dictionary, scoring.current, database.batchRows())))
  }

  /** The writer of its shard; what has no key goes to the first. */
  #shareOf(key: string | null): Share {
    return this.#shares[key === null ? 0 : shardOf(key) % this.#shares.length]!
  }

  async #commit(share: Share, shards: readonly number[]): Promise<void> {
    if (this.#failure || share.isEmpty) return
    try {
      this.#order.onWritten(await this.#write(share, shards))
    } catch (error) {
      this.#failure ??= { error }
    }
  }

  async #write(share: Share, shards: readonly number[]): Promise<BatchResult> {
    try {
      return await this.#transact(share, shards)
    } catch (error) {
      if (share.fresh.size === 0 || !isUniqueViolation(error)) throw error
      this.#knowing.keys.distrust()
      return this.#transact(this.#lookedUp(share), shards)
    }
  }

  /** The same rows without the belief that any is new. */
  #lookedUp(share: Share): Share {
    const { fresh, judged, log, refusals } = share
    const { source, run, again } = this.#order
    const keys = fresh.keys
    const rows = [...fresh.rows].flatMap(row => again(row).filter(({ key }) => keys.has(key)))
    return Object.assign(new Share(new NewRows(source, run, this.#knowing.dictionary, this.#knowing.scoring.current, 0)), {
      judged: [...rows, ...judged],
      log,
      refusals,
    })
  }

  #transact({ fresh, judged, log, refusals }: Share, shards: readonly number[]): Promise<BatchResult> {
    const { source, run, part } = this.#order
    return this.#knowing.database.transaction(async transaction => {
      await lockShards(transaction, shards)
      if (fresh.size > 0) await fresh.write(transaction, shards[0] ?? 0)
      const written =
        judged.length === 0 ? NOTHING : await writeBatch(transaction, { rows: judged, source, run, shards }, this.#knowing)
      if (!log.isEmpty) await putLog(transaction, source.num, part, log.bytes)
      if (refusals.length > 0) await quarantine(transaction, { source: source.num, run: run.id, part, at: run.at }, refusals)
      return { ...written, new: written.new + fresh.size, top: mergeTop(written.top, fresh.top) }
    })
  }
}

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION

function* names(judged: readonly Judged[]): Generator<{ readonly kind: 'malware' | 'tag'; readonly name: string }> {
  for (const { statement } of judged) {
    if (statement.malware !== undefined) yield { kind: 'malware', name: statement.malware }
    if (statement.tags) for (const name of statement.tags) yield { kind: 'tag', name }
  }
}
