/** Tells listeners in this process what happened. */
import type { LiveEvent } from '@keysguard/model'

export class Events {
  readonly #listeners = new Set<(event: LiveEvent) => void>()

  publish(event: LiveEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** Returns the way to stop listening. */
  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
