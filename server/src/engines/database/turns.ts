/** Whose turn it is on a single connection: people waiting for an answer go before batches of writing. */

type Waiting = () => void

export class Turns {
  #busy = false
  readonly #readers: Waiting[] = []
  readonly #writers: Waiting[] = []
  #lastReadAt = Number.NEGATIVE_INFINITY

  /** Runs `work` alone; readers overtake waiting writers. */
  async take<T>(who: 'reader' | 'writer', work: () => Promise<T>): Promise<T> {
    if (who === 'reader') this.#lastReadAt = performance.now()
    if (this.#busy) await new Promise<void>(go => (who === 'reader' ? this.#readers : this.#writers).push(go))
    this.#busy = true
    try {
      return await work()
    } finally {
      const next = this.#readers.shift() ?? this.#writers.shift()
      if (next) next()
      else this.#busy = false
    }
  }

  /** Whether somebody asked for something in the last `withinMs` milliseconds. */
  isRead(withinMs: number): boolean {
    return this.#readers.length > 0 || performance.now() - this.#lastReadAt < withinMs
  }
}
