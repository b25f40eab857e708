/** Serves the sample day on this machine as the providers would: content types, validators, compression, keys and pages, and on demand their faults. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { enrichers } from '../enrichers/index.ts'
import type { Values } from '../kit/settings.ts'
import { sources } from '../sources/index.ts'
import { type Fault, type FaultOptions, serveFault } from './faults.ts'
import type { ReplayAnswer } from './provider.ts'
import { protocols } from './providers/index.ts'
import { type Player, play, playerAt, replayValues, type Stage } from './replay.ts'

export interface Replay {
  readonly url: string
  /** Settings that point every source and enricher here, by id. */
  readonly config: Readonly<Record<string, Values>>
  /** What a source's server does wrong from now on; null for nothing. */
  fault(source: string, fault: Fault | null, options?: FaultOptions): void
  /** How often a source's server was asked since its fault was last set. */
  asked(source: string): number
  close(): Promise<void>
}

export interface ReplayOptions {
  readonly port?: number
  /** The day the sample is moved to. */
  readonly now?: number
  readonly players?: readonly Player[]
}

const LARGEST_BODY = 1 << 20

/** Everything that asks a provider over HTTP. */
const PLAYERS: readonly Player[] = [...sources, ...enrichers.flatMap(enricher => (enricher.kind === 'asks' ? [enricher] : []))]

/** Without what stays as declared. */
const changed = ({ config }: Player, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== config[key]?.value))

export const startReplay = async ({ port = 0, now = Date.now(), players = PLAYERS }: ReplayOptions = {}): Promise<Replay> => {
  const faults = new Map<string, { readonly fault: Fault; readonly options: FaultOptions }>()
  const asked = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const stage: Stage = { players, protocols, origin: `http://${request.headers.host}`, now }
    const player = playerAt(stage, request.url ?? '/')
    const before = (player && asked.get(player.id)) ?? 0
    if (player) asked.set(player.id, before + 1)
    const wrong = player && faults.get(player.id)
    const answered = play(stage, {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: single(request),
      body: await bodyOf(request),
    })
    if (wrong && answered.status !== 404 && before >= (wrong.options.after ?? 0))
      serveFault(wrong.fault, answered.body, wrong.options, request, response)
    else serve(answered, new Date(now), request, response)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    config: Object.fromEntries(players.map(player => [player.id, changed(player, replayValues(player, url))])),
    fault: (source, fault, options = {}) => {
      asked.delete(source)
      if (fault === null) faults.delete(source)
      else faults.set(source, { fault, options })
    },
    asked: source => asked.get(source) ?? 0,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const single = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]))

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length
    if (bytes > LARGEST_BODY) break
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const typeOf = (path: string): string =>
  path.endsWith('.json') ? 'application/json' : path.endsWith('.csv') ? 'text/csv' : 'text/plain; charset=utf-8'

const serve = (
  { status, headers = {}, body }: ReplayAnswer,
  changed: Date,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
  const validated = status === 200 && request.method !== 'POST'
  if (validated && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  const zipped = body.length > 0 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const sent = zipped ? gzipSync(body) : body
  response.writeHead(status, {
    'content-type': typeOf(new URL(request.url ?? '/', 'http://replay').pathname),
    'content-length': sent.length,
    ...(validated ? { etag, 'last-modified': changed.toUTCString() } : {}),
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : sent)
}
