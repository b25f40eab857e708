/** Writes judged rows over as many transactions as the store has writers: each takes its share of the shards. */
import type { Database } from '../engines/database/database.ts'
import type { Dictionary } from './dictionary.ts'
import type { Judged } from './judged.ts'
import type { Entry } from './known-rows.ts'
import { quarantine, type Refusal } from './quarantine.ts'
import { SHARDS, shardOf } from './shards.ts'
import type { StoredSource } from './standing.ts'
import { type Arrived, type BatchResult, type BatchRun, writeBatch } from './write-batch.ts'

export interface Knowing {
  readonly database: Database
  readonly dictionary: Dictionary
  readonly sources: Map<number, StoredSource>
}

export interface Rows {
  readonly source: StoredSource
  readonly run: BatchRun
  readonly part: string
  readonly judged: readonly Judged[]
  readonly entries: readonly Entry[]
  readonly refusals: readonly Refusal[]
}

const TOP = 5
const NOTHING: BatchResult = { new: 0, changed: 0, unchanged: 0, duplicate: 0, top: [] }

/** Returns when every row is committed. A row's log entry is committed with the row itself. */
export const writeRows = async (knowing: Knowing, rows: Rows): Promise<BatchResult> => {
  let result = NOTHING
  const writing = new Writing(knowing, part => {
    result = sum(result, part)
  })
  await writing.write(rows)
  await writing.end()
  return result
}

/** Writes batch after batch. Each writer has its share of the shards and its own pace: at most one batch waits for it. */
export class Writing {
  readonly #knowing: Knowing
  readonly #onWritten: (result: BatchResult) => void
  readonly #shards: readonly (readonly number[])[]
  readonly #running: Promise<void>[]
  readonly #waiting: Promise<void>[]
  #failure: { readonly error: unknown } | null = null

  constructor(knowing: Knowing, onWritten: (result: BatchResult) => void) {
    const { writers } = knowing.database
    this.#knowing = knowing
    this.#onWritten = onWritten
    this.#shards = Array.from({ length: writers }, (_, writer) =>
      Array.from({ length: SHARDS }, (_, shard) => shard).filter(shard => shard % writers === writer),
    )
    this.#running = this.#shards.map(() => Promise.resolve())
    this.#waiting = this.#shards.map(() => Promise.resolve())
  }

  /** Takes a batch as soon as there is room for it. Throws what went wrong with an earlier one. */
  async write(rows: Rows): Promise<void> {
    await this.#knowing.dictionary.learn(names(rows.judged))
    await Promise.all(this.#running)
    this.#rethrow()
    for (const [writer, share] of this.#split(rows).entries()) {
      const before = this.#waiting[writer]
      this.#running[writer] = before ?? Promise.resolve()
      this.#waiting[writer] = Promise.resolve(before).then(() => this.#commit(share, this.#shards[writer] ?? []))
    }
  }

  /** Returns when all is committed. */
  async end(): Promise<void> {
    await Promise.all(this.#waiting)
    this.#rethrow()
  }

  #rethrow(): void {
    if (this.#failure) throw this.#failure.error
  }

  async #commit(share: Rows, shards: readonly number[]): Promise<void> {
    const { judged, entries, refusals, source, run, part } = share
    if (this.#failure || (judged.length === 0 && entries.length === 0 && refusals.length === 0)) return
    try {
      const result = await this.#knowing.database.transaction(async transaction => {
        const written = await writeBatch(transaction, { ...share, rows: judged, shards }, this.#knowing)
        if (refusals.length > 0) await quarantine(transaction, { source: source.num, run: run.id, part, at: run.at }, refusals)
        return written
      })
      this.#onWritten(result)
    } catch (error) {
      this.#failure ??= { error }
    }
  }

  /** Each row to the writer of its shard; what has no key to the first. */
  #split(rows: Rows): Rows[] {
    const writers = this.#shards.length
    if (writers === 1) return [rows]
    const shares = this.#shards.map((): { judged: Judged[]; entries: Entry[] } => ({ judged: [], entries: [] }))
    for (const row of rows.judged) shares[shardOf(row.key) % writers]!.judged.push(row)
    for (const entry of rows.entries) shares[entry.key === null ? 0 : shardOf(entry.key) % writers]!.entries.push(entry)
    return shares.map((share, writer) => ({ ...rows, ...share, refusals: writer === 0 ? rows.refusals : [] }))
  }
}

const sum = (a: BatchResult, b: BatchResult): BatchResult => ({
  new: a.new + b.new,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  duplicate: a.duplicate + b.duplicate,
  top: mergeTop(a.top, b.top),
})

const mergeTop = (a: readonly Arrived[], b: readonly Arrived[]): readonly Arrived[] =>
  [...a, ...b].sort((x, y) => y.risk - x.risk).slice(0, TOP)

function* names(judged: readonly Judged[]): Generator<{ readonly kind: 'malware' | 'tag'; readonly name: string }> {
  for (const { statement } of judged) {
    if (statement.malware !== undefined) yield { kind: 'malware', name: statement.malware }
    if (statement.tags) for (const name of statement.tags) yield { kind: 'tag', name }
  }
}
