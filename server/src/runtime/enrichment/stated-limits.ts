/** What providers said last of how often they may still be asked. Kept in memory: the next answer says it again. */
import type { EnricherCard, StatedLimit } from '@keysguard/model'

/** An account is asked for again no sooner. */
const ACCOUNT_EVERY_MS = 900_000

export class StatedLimits {
  readonly #said = new Map<string, { readonly at: number; readonly limits: readonly StatedLimit[] }>()
  readonly #askedAt = new Map<string, number>()

  hear(id: string, limits: readonly StatedLimit[], at: number): void {
    if (limits.length > 0) this.#said.set(id, { at, limits })
  }

  /** Whether it is time to ask for the account; it is then taken for asked. */
  isDue(id: string, now: number): boolean {
    if (now - (this.#askedAt.get(id) ?? Number.NEGATIVE_INFINITY) < ACCOUNT_EVERY_MS) return false
    this.#askedAt.set(id, now)
    return true
  }

  /** Another key has other limits. */
  forget(id: string): void {
    this.#said.delete(id)
    this.#askedAt.delete(id)
  }

  of(id: string): EnricherCard['stated'] {
    const said = this.#said.get(id)
    return said === undefined ? null : { at: new Date(said.at).toISOString(), limits: [...said.limits] }
  }
}
