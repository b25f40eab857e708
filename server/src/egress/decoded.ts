/** A body without its compression, never more of it than allowed. */
import { Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { Problem } from '../problem.ts'

const decompressor = (encoding: string, first: Uint8Array): Transform | null => {
  if (first[0] === 0x1f && first[1] === 0x8b) return createGunzip()
  switch (encoding.toLowerCase().trim()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      // RFC 9110 means zlib's format; some servers send the bare stream.
      return isZlib(first) ? createInflate() : createInflateRaw()
    case 'br':
      return createBrotliDecompress()
    default:
      return null
  }
}

/** RFC 1950: method 8, and the first two bytes are a multiple of 31. */
const isZlib = ([method = 0, flags = 0]: Uint8Array): boolean => (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0

const TODO = 'It is fetched again at the next run; what came in before is kept.'

const cutShort = (cause: unknown, signal: AbortSignal | undefined): Problem =>
  signal?.aborted && signal.reason instanceof Problem
    ? signal.reason
    : cause instanceof Error && 'code' in cause && cause.code === 'UND_ERR_BODY_TIMEOUT'
      ? new Problem('unreachable', 'The source stopped sending in the middle of the feed.', { todo: TODO, cause })
      : new Problem('truncated', 'The transfer ended before the feed was complete.', { todo: TODO, cause })

export const tooLarge = (maxBytes: number): Problem =>
  new Problem('too-large', `The feed is larger than ${Math.round(maxBytes / (1 << 20))} MiB.`, {
    todo: 'Use a smaller export of the same provider.',
  })

/** Chunks of the decoded body. Ends with a Problem 'truncated' when the transfer or the compression breaks off, 'unreachable' when nothing more comes, 'too-large' beyond `maxBytes`. */
export async function* decoded(
  body: Readable,
  encoding: string,
  maxBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of plain(body, encoding, maxBytes)) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  } catch (error) {
    throw error instanceof Problem ? error : cutShort(error, signal)
  } finally {
    body.destroy()
  }
}

async function* plain(body: Readable, encoding: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done) return
  const all = rejoined(first.value as Uint8Array, chunks, maxBytes)
  const transform = decompressor(encoding, first.value as Uint8Array)
  if (transform === null) yield* all
  else
    yield* Readable.from(all)
      .on('error', error => transform.destroy(error))
      .pipe(transform)
}

/** Compressed bytes are capped too: a stream of empty blocks never grows. */
async function* rejoined(first: Uint8Array, rest: AsyncIterator<unknown>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = first.length
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    const chunk = next.value as Uint8Array
    bytes += chunk.length
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    yield chunk
  }
}
