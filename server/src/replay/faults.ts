/** What can be wrong with a feed, each as a server would do it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { createGzip, gzipSync } from 'node:zlib'
import { type Alteration, altered, drifted, enveloped, inTheFuture, SKEW_MS, shrunk, skewed, spoiled } from './alter.ts'

export const FAULTS = [
  'status-500',
  'status-401',
  'status-404',
  'status-429',
  'status-503-retry',
  'reset',
  'reset-body',
  'hang',
  'hang-body',
  'slow',
  'truncated',
  'truncated-gzip',
  'html',
  'login-page',
  'wrong-content',
  'empty',
  'shrunk',
  'schema-drift',
  'envelope-drift',
  'future-dates',
  'clock-skew',
  'invalid-utf8',
  'nul',
  'bom',
  'long-line',
  'zero-bomb',
] as const
export type Fault = (typeof FAULTS)[number]

export interface FaultOptions {
  /** Requests that are answered well before it begins: a fault on a later page. */
  readonly after?: number
  /** The text that 'invalid-utf8' and 'nul' are put into. */
  readonly within?: string
}

const HTML = '<!doctype html>\n<html><head><title>Moved</title></head><body><p>This page has moved.</p></body></html>\n'
const LOGIN =
  '\n<!-- single sign-on -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html><body><form action="/login" method="post">Please sign in</form></body></html>\n'
const OTHER_CONTENT = '{\n  "message": "Welcome to our new service",\n  "status": "active"\n}\n'
const BOMB_BYTES = 256 << 20
const LONG_LINE = 16 << 20
const RETRY_AFTER_MS = 600_000
const DRIP_MS = 40

const ALTERATIONS: Readonly<Partial<Record<Fault, (within: string) => Alteration>>> = {
  shrunk: () => shrunk,
  'schema-drift': () => drifted,
  'envelope-drift': () => enveloped,
  'future-dates': () => inTheFuture,
  'clock-skew': () => skewed,
  'invalid-utf8': within => spoiled(Buffer.from([0xff, 0xfe]), within),
  nul: within => spoiled(Buffer.from([0]), within),
  bom: () => plain => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]),
  'long-line': () => plain => Buffer.concat([plain, Buffer.from(`${'a'.repeat(LONG_LINE)}\n`)]),
}

/** The payload as the fault leaves it, for faults of the content. */
export const faulty = (fault: Fault, body: Buffer, within = ''): Buffer | null => {
  const alteration = ALTERATIONS[fault]
  return alteration === undefined ? null : altered(body, alteration(within))
}

async function* zeros(): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(1 << 20)
  for (let sent = 0; sent < BOMB_BYTES; sent += block.length) yield block
}

/** A byte now and then, for ever. */
async function* drops(body: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += 1) {
    yield body.subarray(at, at + 1)
    await new Promise(resolve => setTimeout(resolve, DRIP_MS))
  }
}

const half = (body: Buffer): Buffer => body.subarray(0, body.length >> 1)

export const serveFault = (
  fault: Fault,
  body: Buffer,
  { within }: FaultOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const ok = (content: Buffer | string, headers: Record<string, string> = {}): void => {
    response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(content)
  }
  switch (fault) {
    case 'status-500':
      response.writeHead(500).end('broken\n')
      return
    case 'status-401':
      response.writeHead(401).end('{"error":"Unauthorized"}\n')
      return
    case 'status-404':
      response.writeHead(404).end('not found\n')
      return
    case 'status-429':
      response.writeHead(429, { 'retry-after': '120' }).end()
      return
    case 'status-503-retry':
      response.writeHead(503, { 'retry-after': new Date(Date.now() + RETRY_AFTER_MS).toUTCString() }).end('maintenance\n')
      return
    case 'reset':
      request.socket.destroy()
      return
    case 'reset-body':
      response.writeHead(200)
      response.write(half(body), () => request.socket.resetAndDestroy())
      return
    case 'hang':
      return
    case 'hang-body':
      response.writeHead(200)
      response.write(half(body))
      return
    case 'slow':
      response.writeHead(200)
      Readable.from(drops(body)).pipe(response)
      return
    case 'truncated':
      response.writeHead(200, { 'content-length': body.length })
      response.write(half(body), () => request.socket.destroy())
      return
    case 'truncated-gzip':
      ok(half(gzipSync(body)), { 'content-encoding': 'gzip' })
      return
    case 'html':
      ok(HTML, { 'content-type': 'text/html' })
      return
    case 'login-page':
      ok(LOGIN, { 'content-type': 'text/html; charset=utf-8' })
      return
    case 'wrong-content':
      ok(OTHER_CONTENT, { 'content-type': 'application/json' })
      return
    case 'empty':
      ok('')
      return
    case 'zero-bomb':
      response.writeHead(200, { 'content-encoding': 'gzip' })
      Readable.from(zeros())
        .pipe(createGzip({ level: 1 }))
        .pipe(response)
      return
    case 'clock-skew':
      response.setHeader('date', new Date(Date.now() + SKEW_MS).toUTCString())
      ok(faulty(fault, body) ?? body)
      return
    default:
      ok(faulty(fault, body, within) ?? body)
  }
}
