/** What has been found so far in a text, so that nothing is found twice: the first to claim a stretch keeps it. */
import type { ExtractedIndicator, IndicatorType } from '@keysguard/model'
import { canonicalise } from './canonicalise.ts'
import type { Normalised } from './normalise.ts'

export class Findings {
  readonly text: string
  readonly #original: string
  readonly #normalised: Normalised
  readonly #claimed: Uint8Array
  readonly #found: ExtractedIndicator[] = []
  /** Where the last version number ended, or 0: what is listed behind one is one too. */
  lastVersion = 0

  constructor(original: string, normalised: Normalised) {
    this.text = normalised.text
    this.#original = original
    this.#normalised = normalised
    this.#claimed = new Uint8Array(normalised.text.length)
  }

  isFree(from: number, to: number): boolean {
    return this.#claimed[from] === 0 && this.#claimed[to - 1] === 0
  }

  /** Whether all of `[from, to)` belongs to one thing already. */
  isTaken(from: number, to: number): boolean {
    return this.#claimed[from] === 1 && this.#claimed[to - 1] === 1
  }

  isDefanged(from: number, to: number): boolean {
    return this.#normalised.isDefanged(from, to)
  }

  /** Keeps `[from, to)` from later finders. */
  claim(from: number, to: number): void {
    this.#claimed.fill(1, from, to)
  }

  /** Adds what `[from, to)` is as `type`, if it is that. `value` where it differs from the text there. */
  add(type: IndicatorType, from: number, to: number, value = this.text.slice(from, to)): boolean {
    if (from >= to || !this.isFree(from, to)) return false
    const canonical = canonicalise(type, value)
    if (!canonical.ok) return false
    const start = this.#normalised.start(from)
    const end = this.#normalised.end(to)
    this.#found.push({ ...canonical.indicator, raw: this.#original.slice(start, end), start, end })
    this.claim(from, to)
    return true
  }

  inOrder(): ExtractedIndicator[] {
    return this.#found.sort((a, b) => a.start - b.start)
  }
}
