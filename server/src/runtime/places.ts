/**
 * Room for runs that work. A run that waits for its provider holds no place: it lends it out, and takes one again when there is something to
 * read. So a provider that hangs or drips delays nobody.
 */
import type { Fetched } from '../kit/rows.ts'
import type { Open } from '../pipeline/run-source.ts'

/** A wait this long is the provider's; a shorter one is not worth the change of hands. */
const LENT_AFTER_MS = 500

export class Places {
  #free: number
  readonly #queue: (() => void)[] = []

  constructor(places: number) {
    this.#free = places
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>(resolve => this.#queue.push(resolve))
  }

  leave(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#free += 1
  }
}

/** One run's claim on a place. */
export class Seat {
  readonly #places: Places
  #seated = false

  constructor(places: Places) {
    this.#places = places
  }

  async take(): Promise<void> {
    if (this.#seated) return
    await this.#places.take()
    this.#seated = true
  }

  leave(): void {
    if (!this.#seated) return
    this.#seated = false
    this.#places.leave()
  }

  /** Asks without holding a place; what comes is read on one. */
  opening(open: Open): Open {
    return async (ask, validators, signal): Promise<Fetched> => {
      this.leave()
      const fetched = await open(ask, validators, signal)
      await this.take()
      return fetched.unchanged ? fetched : { ...fetched, body: this.#reading(fetched.body) }
    }
  }

  async *#reading(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const chunks = body[Symbol.asyncIterator]()
    try {
      for (;;) {
        const lend = setTimeout(() => this.leave(), LENT_AFTER_MS)
        const next = await chunks.next().finally(() => clearTimeout(lend))
        if (next.done) return
        await this.take()
        yield next.value
      }
    } finally {
      await chunks.return?.()
    }
  }
}
