/** What can be wrong with a feed, each as a server would do it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { createGzip, gzipSync } from 'node:zlib'

export const FAULTS = [
  'status-500',
  'status-401',
  'status-429',
  'reset',
  'truncated',
  'truncated-gzip',
  'html',
  'empty',
  'shrunk',
  'future-dates',
  'invalid-utf8',
  'nul',
  'bom',
  'long-line',
  'zero-bomb',
  'schema-drift',
] as const
export type Fault = (typeof FAULTS)[number]

const HTML = '<!doctype html>\n<html><head><title>Sign in</title></head><body><form>Please sign in</form></body></html>\n'
/** Of this decade, since 1970. */
const SECONDS = /\b1[7-8]\d{8}\b/g
const BOMB_BYTES = 256 << 20

const ok = (response: ServerResponse, body: Buffer | string, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(body)
}

const lines = (body: Buffer): string[] => body.toString('utf8').split('\n')

/** A tenth of the data; JSON documents lose rows, not brackets. */
const shrunk = (body: Buffer): string => {
  const text = body.toString('utf8')
  if (!text.startsWith('[') && !text.startsWith('{\n')) {
    const all = lines(body)
    const comments = all.filter(line => line.startsWith('#'))
    const rows = all.filter(line => line !== '' && !line.startsWith('#'))
    return `${[...comments, ...rows.slice(0, Math.ceil(rows.length / 10))].join('\n')}\n`
  }
  const document: unknown = JSON.parse(text)
  const cut = (value: unknown): unknown => (Array.isArray(value) ? value.slice(0, Math.ceil(value.length / 10)) : value)
  return JSON.stringify(
    Array.isArray(document)
      ? cut(document)
      : Object.fromEntries(Object.entries(document as object).map(([name, value]) => [name, cut(value)])),
  )
}

/** Puts `bytes` into the middle of the third data line. */
const spoiled = (body: Buffer, bytes: Buffer): Buffer => {
  const text = body.toString('latin1')
  const rows = text.split('\n')
  const at = rows.findIndex((row, index) => index > 2 && row.length > 8 && !row.startsWith('#') && /\d/.test(row))
  const row = rows[at] ?? ''
  rows[at] = `${row.slice(0, 6)}${bytes.toString('latin1')}${row.slice(6)}`
  return Buffer.from(rows.join('\n'), 'latin1')
}

async function* zeros(): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(1 << 20)
  for (let sent = 0; sent < BOMB_BYTES; sent += block.length) yield block
}

export const serveFault = (fault: Fault, body: Buffer, request: IncomingMessage, response: ServerResponse): void => {
  switch (fault) {
    case 'status-500':
      response.writeHead(500).end('broken\n')
      return
    case 'status-401':
      response.writeHead(401).end('{"error":"Unauthorized"}\n')
      return
    case 'status-429':
      response.writeHead(429, { 'retry-after': '120' }).end()
      return
    case 'reset':
      request.socket.destroy()
      return
    case 'truncated':
      response.writeHead(200, { 'content-length': body.length })
      response.write(body.subarray(0, body.length >> 1), () => request.socket.destroy())
      return
    case 'truncated-gzip': {
      const zipped = gzipSync(body)
      ok(response, zipped.subarray(0, zipped.length >> 1), { 'content-encoding': 'gzip' })
      return
    }
    case 'html':
      ok(response, HTML, { 'content-type': 'text/html' })
      return
    case 'empty':
      ok(response, '')
      return
    case 'shrunk':
      ok(response, shrunk(body))
      return
    case 'future-dates':
      ok(
        response,
        body
          .toString('utf8')
          .replace(/\b20\d\d-(\d\d-\d\d)/g, '2099-$1')
          .replace(SECONDS, '4070908800'),
      )
      return
    case 'invalid-utf8':
      ok(response, spoiled(body, Buffer.from([0xff, 0xfe])))
      return
    case 'nul':
      ok(response, spoiled(body, Buffer.from([0])))
      return
    case 'bom':
      ok(response, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]))
      return
    case 'long-line':
      ok(response, Buffer.concat([body, Buffer.from(`${'a'.repeat(16 << 20)}\n`)]))
      return
    case 'zero-bomb':
      response.writeHead(200, { 'content-encoding': 'gzip' })
      Readable.from(zeros())
        .pipe(createGzip({ level: 1 }))
        .pipe(response)
      return
    case 'schema-drift':
      ok(response, body.toString('utf8').replace(/ioc_value|dateadded|ip_address|cveID|cidr|"asn"/g, 'renamed'))
  }
}
