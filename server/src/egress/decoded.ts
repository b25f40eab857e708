/** A body without its compression, never more of it than allowed. */
import { Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Problem } from '../problem.ts'

const decompressor = (encoding: string, first: Uint8Array): Transform | null => {
  if (first[0] === 0x1f && first[1] === 0x8b) return createGunzip()
  switch (encoding.toLowerCase().trim()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return null
  }
}

const cutShort = (cause: unknown): Problem =>
  new Problem('truncated', 'The transfer ended before the feed was complete.', {
    todo: 'It is fetched again at the next run; what came in before is kept.',
    cause,
  })

/** Chunks of the decoded body. Ends with a Problem 'truncated' when the transfer or the compression breaks off, 'too-large' beyond `maxBytes`. */
export async function* decoded(body: Readable, encoding: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of plain(body, encoding)) {
      bytes += chunk.length
      if (bytes > maxBytes) {
        throw new Problem('too-large', `The feed is larger than ${Math.round(maxBytes / (1 << 20))} MiB.`, {
          todo: 'Use a smaller export of the same provider.',
        })
      }
      yield chunk
    }
  } catch (error) {
    throw error instanceof Problem ? error : cutShort(error)
  } finally {
    body.destroy()
  }
}

async function* plain(body: Readable, encoding: string): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done) return
  const all = rejoined(first.value as Uint8Array, chunks)
  const transform = decompressor(encoding, first.value as Uint8Array)
  if (transform === null) yield* all
  else
    yield* Readable.from(all)
      .on('error', error => transform.destroy(error))
      .pipe(transform)
}

async function* rejoined(first: Uint8Array, rest: AsyncIterator<unknown>): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value as Uint8Array
}
