/** A stream of bytes that can be read by count, by chunk, and given back. */
import { Problem } from '../../problem.ts'

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Exactly `count` bytes; fewer only at the end of the stream. */
  async upTo(count: number): Promise<Buffer> {
    const pieces: Uint8Array[] = []
    let missing = count
    while (missing > 0) {
      const chunk = await this.#next()
      if (chunk === null) break
      pieces.push(chunk.subarray(0, missing))
      if (chunk.length > missing) this.giveBack(chunk.subarray(missing))
      missing -= Math.min(missing, chunk.length)
    }
    return Buffer.concat(pieces)
  }

  /** Exactly `count` bytes; throws a Problem 'truncated' when the stream ends before. */
  async take(count: number): Promise<Buffer> {
    const bytes = await this.upTo(count)
    if (bytes.length < count) throw cutShort()
    return bytes
  }

  /** The next `count` bytes, as they come; throws like `take`. */
  async *slice(count: number): AsyncGenerator<Uint8Array> {
    for (let missing = count; missing > 0; ) {
      const chunk = await this.#next()
      if (chunk === null) throw cutShort()
      if (chunk.length > missing) this.giveBack(chunk.subarray(missing))
      const piece = chunk.subarray(0, missing)
      missing -= piece.length
      yield piece
    }
  }

  /** All that is left, as it comes. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (let chunk = await this.#next(); chunk !== null; chunk = await this.#next()) yield chunk
  }

  /** Puts bytes in front of what is still to be read. */
  giveBack(bytes: Uint8Array): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([bytes, this.#held])
  }

  /** Nothing more is wanted. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  async #next(): Promise<Uint8Array | null> {
    const held = this.#held
    if (held.length > 0) {
      this.#held = new Uint8Array(0)
      return held
    }
    for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next())
      if (next.value.length > 0) return next.value
    return null
  }
}

/** A stream that ends in the middle of something. */
export const cutShort = (cause?: unknown): Problem =>
  new Problem('truncated', 'The archive ends, or is damaged, before the feed in it is complete.', {
    todo: 'It is fetched again at the next run; what came in before is kept.',
    ...(cause === undefined ? {} : { cause }),
  })
