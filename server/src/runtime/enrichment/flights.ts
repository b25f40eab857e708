/** Questions under way: never the same one twice, never many at once. */

/** More would only fight over the same line. */
const AT_ONCE = 6

export class Flights {
  readonly #flying = new Map<string, Promise<void>>()
  readonly #waiting: (() => void)[] = []
  #outside = 0

  has(name: string): boolean {
    return this.#flying.has(name)
  }

  /** Runs `work` unless a question of this name is under way already, and gives its end. `outside` counts against how many go out at once. */
  start(name: string, outside: boolean, work: () => Promise<void>): Promise<void> {
    const flying = this.#flying.get(name)
    if (flying) return flying
    const flight = (outside ? this.#inTurn(work) : work()).finally(() => this.#flying.delete(name))
    this.#flying.set(name, flight)
    return flight
  }

  /** Resolves when nothing is under way. */
  async landed(): Promise<void> {
    await Promise.allSettled(this.#flying.values())
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    if (this.#outside >= AT_ONCE) await new Promise<void>(go => this.#waiting.push(go))
    else this.#outside += 1
    try {
      await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#outside -= 1
    }
  }
}
