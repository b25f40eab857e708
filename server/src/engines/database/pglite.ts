/** The embedded store: PGlite in a worker thread, its data in a folder. One connection; the folder must be locked by the caller. */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../problem.ts'
import type { Database, SqlValue, Transaction } from './database.ts'
import type { WorkerReply, WorkerRequest } from './pglite-worker.ts'
import { Turns } from './turns.ts'

/** A read waits for the batch in front of it, so batches are short while somebody is reading. */
const QUIET_BATCH_ROWS = 5_000
const READING_BATCH_ROWS = 100
const READING_WITHIN_MS = 2_000

type Unnumbered<R> = R extends { id: number } ? Omit<R, 'id'> : never

class PgliteThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve: (rows: readonly unknown[]) => void; reject: (error: Error) => void }>()
  #sequence = 0
  #gone: Problem | null = null

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  static async open(folder: string): Promise<PgliteThread> {
    const worker = startWorker(folder)
    const thread = new PgliteThread(worker)
    worker.on('message', (reply: WorkerReply) => thread.#settle(reply))
    worker.on('error', error => thread.#end(error))
    worker.on('exit', () => thread.#end(null))
    await new Promise<void>((resolve, reject) => thread.#waiting.set(0, { resolve: () => resolve(), reject }))
    return thread
  }

  /** `given` changes hands instead of being copied. */
  ask(request: Unnumbered<WorkerRequest>, given: readonly ArrayBuffer[] = []): Promise<readonly unknown[]> {
    if (this.#gone) return Promise.reject(this.#gone)
    this.#sequence += 1
    const id = this.#sequence
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ ...request, id }, given)
    })
  }

  async close(): Promise<void> {
    if (!this.#gone) await this.ask({ kind: 'close' })
    await this.#worker.terminate()
  }

  #settle(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('rows' in reply) waiting?.resolve(reply.rows)
    else waiting?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }))
  }

  #end(cause: Error | null): void {
    this.#gone ??= new Problem('store-unavailable', 'The embedded store has stopped.', {
      todo: 'Restart KeysGuard; if it happens again, run `keysguard doctor`.',
      cause,
    })
    for (const { reject } of this.#waiting.values()) reject(cause ?? this.#gone)
    this.#waiting.clear()
  }
}

/** A worker cannot be TypeScript: from sources (tests, benches) the built one runs, which `npm test` and `npm run bench` make first. */
const startWorker = (folder: string): Worker => {
  const isBuilt = import.meta.url.endsWith('.js')
  const url = new URL(isBuilt ? './pglite-worker.js' : '../../../dist/engines/database/pglite-worker.js', import.meta.url)
  return new Worker(url, { workerData: { folder } })
}

/** Opens (and on a first start creates) the store in `folder`. */
export const openPglite = async (folder: string): Promise<Database> => {
  // Creating a cluster leaves 200 MB behind in the thread that did it; that thread ends here.
  if (!existsSync(`${folder}/PG_VERSION`)) await (await PgliteThread.open(folder)).close()
  const thread = await PgliteThread.open(folder)
  const turns = new Turns()

  const query = async <Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> =>
    (await thread.ask({ kind: 'query', sql, parameters })) as Row[]
  const run = async (sql: string): Promise<void> => {
    await thread.ask({ kind: 'script', sql })
  }
  const inside: Transaction = {
    query,
    copy: async (target, rows) => {
      await thread.ask({ kind: 'copy', target, rows }, typeof rows === 'string' ? [] : [rows.buffer])
    },
  }

  const [version] = await query<{ server_version: string }>('show server_version')
  return {
    kind: 'embedded',
    description: `embedded PostgreSQL ${version?.server_version ?? ''} (PGlite)`,
    writers: 1,
    batchRows: () => (turns.isRead(READING_WITHIN_MS) ? READING_BATCH_ROWS : QUIET_BATCH_ROWS),
    query: (sql, parameters) => turns.take('reader', () => query(sql, parameters)),
    transaction: work =>
      turns.take('writer', async () => {
        await run('begin')
        try {
          const result = await work(inside)
          await run('commit')
          return result
        } catch (error) {
          await run('rollback')
          throw error
        }
      }),
    script: sql => turns.take('writer', () => run(sql)),
    close: () => turns.take('writer', () => thread.close()),
  }
}
