/** Runs PGlite off the main thread: one request at a time, in the order they come. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import type { SqlValue } from './database.ts'

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'query'; readonly sql: string; readonly parameters: readonly SqlValue[] }
  | { readonly id: number; readonly kind: 'script'; readonly sql: string }
  | { readonly id: number; readonly kind: 'copy'; readonly target: string; readonly rows: string | Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly kind: 'close' }

export type WorkerReply =
  | { readonly id: number; readonly rows: readonly unknown[] }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string | undefined } }

const { folder } = workerData as { folder: string }

/** One shape of values for both engines: see Queries. */
const parsers = {
  [types.TIMESTAMPTZ]: (text: string) => new Date(text.includes('+') ? text : `${text}+00`).toISOString(),
  [types.INT8]: (text: string) => text,
  [types.NUMERIC]: (text: string) => text,
}

const database = await PGlite.create({ dataDir: folder, extensions: { pg_trgm }, parsers })

const handle = async (request: WorkerRequest): Promise<readonly unknown[]> => {
  switch (request.kind) {
    case 'query':
      return (await database.query(request.sql, [...request.parameters])).rows
    case 'script':
      await database.exec(request.sql)
      return []
    case 'copy':
      await database.query(
        `copy ${request.target} from '/dev/blob' (format ${typeof request.rows === 'string' ? 'text' : 'binary'})`,
        [],
        { blob: new Blob([request.rows]) },
      )
      return []
    case 'close':
      await database.close()
      return []
  }
}

const reply = (message: WorkerReply): void => parentPort?.postMessage(message)

let turn: Promise<void> = Promise.resolve()
parentPort?.on('message', (request: WorkerRequest) => {
  turn = turn.then(async () => {
    try {
      reply({ id: request.id, rows: await handle(request) })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
      reply({ id: request.id, error: { message: error instanceof Error ? error.message : String(error), code } })
    }
  })
})
reply({ id: 0, rows: [] })
