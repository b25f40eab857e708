/** Speaks to the server that holds the data folder; where none runs, opens the store for this one command. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { ProblemDetails } from '@keysguard/model'
import type { Config } from '../config.ts'
import { isAnswering, socketPath } from '../engines/folder-lock.ts'
import { PROBLEMS, Problem, type ProblemCode } from '../problem.ts'

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below /api/v1, with its query. */
  readonly path: string
  readonly json?: unknown
  readonly body?: AsyncIterable<Uint8Array>
}

export interface Operator {
  ask<T>(ask: Ask): Promise<T>
  /** The answer as it comes. */
  stream(ask: Ask): Promise<AsyncIterable<Uint8Array>>
  /** Where no server runs: works off now what one would do in the background. */
  catchUp(): Promise<void>
  close(): Promise<void>
}

/** Connects, or opens the store in this process behind the same socket. */
export const connectOperator = async (config: Config): Promise<Operator> => {
  const path = socketPath(config.folder)
  if (await isAnswering(path)) return { ...over(path), catchUp: async () => undefined, close: async () => undefined }
  const { compose, serveLocally } = await import('../main.ts')
  const { createLog } = await import('../log.ts')
  const log = createLog(config.logLevel)
  const running = await compose(config, log)
  await serveLocally(running, log)
  /** What was asked for is done and kept: what follows it (search, links, threats, scores) goes on with the next start where it cannot now. */
  const followUp = (): Promise<void> =>
    running.housekeeping
      .catchUp()
      .catch(error => log.error({ error }, 'what follows the rows has not caught up; the next start goes on'))
  await followUp()
  return {
    ...over(path),
    catchUp: followUp,
    close: async () => {
      await followUp()
      await running.close()
    },
  }
}

const over = (socket: string): Omit<Operator, 'catchUp' | 'close'> => {
  const send = ({ method, path, json, body }: Ask): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          socketPath: socket,
          method,
          path: `/api/v1${path}`,
          headers: { host: 'localhost', ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
        },
        resolve,
      )
      request.on('error', reject)
      if (body)
        Readable.from(body)
          .on('error', error => request.destroy(error))
          .pipe(request)
      else request.end(json === undefined ? undefined : JSON.stringify(json))
    })
  const answer = async (ask: Ask): Promise<IncomingMessage> => {
    const response = await send(ask)
    if ((response.statusCode ?? 500) < 400) return response
    throw problemOf(await textOf(response))
  }
  return {
    ask: async <T>(ask: Ask) => JSON.parse(await textOf(await answer(ask))) as T,
    stream: answer,
  }
}

const textOf = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const problemOf = (body: string): Problem => {
  const unreadable = new Problem('store-unavailable', 'Another command is using the data folder, or the server is starting.', {
    todo: 'Try again in a moment.',
  })
  try {
    const { code, detail, todo } = ProblemDetails.parse(JSON.parse(body))
    return new Problem(code in PROBLEMS ? (code as ProblemCode) : 'internal', detail, { todo })
  } catch {
    return unreadable
  }
}
