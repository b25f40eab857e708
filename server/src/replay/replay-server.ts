/** Serves the sample day on this machine as the providers would: content types, validators, compression, and on demand their faults. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { sources } from '../sources/index.ts'
import { type Fault, serveFault } from './faults.ts'
import { sampleFeed } from './sample-day.ts'

export interface Replay {
  readonly url: string
  /** Configuration of every source that points it here. */
  readonly config: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What a source's server does wrong from now on; null for nothing. */
  fault(source: string, fault: Fault | null): void
  close(): Promise<void>
}

export interface ReplayOptions {
  readonly port?: number
  /** The day the sample is moved to. */
  readonly now?: number
}

interface Resource {
  readonly source: string
  readonly body: Buffer
  readonly etag: string
}

export const startReplay = async ({ port = 0, now = Date.now() }: ReplayOptions = {}): Promise<Replay> => {
  const resources = new Map<string, Resource>()
  for (const { id, samples } of sources) {
    for (const [key, file] of Object.entries(samples)) {
      const body = sampleFeed(id, file, now)
      resources.set(`/${id}/${key}/${file}`, {
        source: id,
        body,
        etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`,
      })
    }
  }
  const faults = new Map<string, Fault>()
  const server = createServer((request, response) => {
    const resource = resources.get(request.url ?? '')
    const fault = resource && faults.get(resource.source)
    if (!resource) response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such feed.\n')
    else if (fault) serveFault(fault, resource.body, request, response)
    else serveFeed(resource, new Date(now), request, response)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    config: Object.fromEntries(
      sources.map(({ id, samples }) => [
        id,
        Object.fromEntries(Object.entries(samples).map(([key, file]) => [key, `${url}/${id}/${key}/${file}`])),
      ]),
    ),
    fault: (source, fault) => {
      if (fault === null) faults.delete(source)
      else faults.set(source, fault)
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const typeOf = (path: string): string =>
  path.endsWith('.json') ? 'application/json' : path.endsWith('.csv') ? 'text/csv' : 'text/plain; charset=utf-8'

const serveFeed = ({ body, etag }: Resource, changed: Date, request: IncomingMessage, response: ServerResponse): void => {
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const sent = zipped ? gzipSync(body) : body
  response.writeHead(200, {
    'content-type': typeOf(request.url ?? ''),
    'content-length': sent.length,
    etag,
    'last-modified': changed.toUTCString(),
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : sent)
}
