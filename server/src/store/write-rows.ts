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

const shardsOf = (writer: number, writers: number): number[] =>
  Array.from({ length: SHARDS }, (_, shard) => shard).filter(shard => shard % writers === writer)

const TOP = 5

/** Returns when every row is committed. A row's log entry is committed with the row itself. */
export const writeRows = async (knowing: Knowing, rows: Rows): Promise<BatchResult> => {
  const { database, dictionary } = knowing
  await dictionary.learn(names(rows.judged))
  const results = await Promise.all(
    Array.from({ length: database.writers }, (_, writer) => {
      const shards = shardsOf(writer, database.writers)
      const mine = database.writers === 1 ? rows.judged : rows.judged.filter(({ key }) => shards.includes(shardOf(key)))
      const entries =
        database.writers === 1
          ? rows.entries
          : rows.entries.filter(({ key }) => (key === null ? writer === 0 : shards.includes(shardOf(key))))
      const refusals = writer === 0 ? rows.refusals : []
      if (mine.length === 0 && entries.length === 0 && refusals.length === 0) return NOTHING
      return database.transaction(async transaction => {
        const result = await writeBatch(transaction, { ...rows, rows: mine, entries, shards }, knowing)
        if (refusals.length > 0) {
          await quarantine(transaction, { source: rows.source.num, run: rows.run.id, part: rows.part, at: rows.run.at }, refusals)
        }
        return result
      })
    }),
  )
  return results.reduce(sum)
}

const NOTHING: BatchResult = { new: 0, changed: 0, unchanged: 0, duplicate: 0, top: [] }

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
