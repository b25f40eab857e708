/** Counts techniques and families of the store behind the answers: when somebody looks, and not again for a while. */
import type { Queries } from '../../engines/database/database.ts'
import type { Counts } from '../../intelligence/attack/matrix.ts'
import { countFamilies, countTechniques } from '../../store/technique-use.ts'
import { settledWithin } from '../settled-within.ts'

const FRESH_MS = 10 * 60_000
/** A first look waits for the count so long. */
const FIRST_WAIT_MS = 2_000

export class TechniqueCounter {
  readonly #queries: Queries
  readonly #now: () => number
  #techniques: ReadonlyMap<string, number> = new Map()
  #countedAt: number | null = null
  #counting: Promise<void> | null = null

  constructor(queries: Queries, now: () => number) {
    this.#queries = queries
    this.#now = now
  }

  /** What was counted last; a count that is old is begun anew. */
  async counts(): Promise<Counts & { readonly countedAt: number | null }> {
    if (this.#countedAt === null || this.#now() - this.#countedAt > FRESH_MS) this.#counting ??= this.#count()
    if (this.#countedAt === null && this.#counting !== null) await settledWithin(this.#counting, FIRST_WAIT_MS)
    return { techniques: this.#techniques, families: await countFamilies(this.#queries), countedAt: this.#countedAt }
  }

  /** Resolves when nothing is being counted. */
  async settled(): Promise<void> {
    await this.#counting
  }

  async #count(): Promise<void> {
    const at = this.#now()
    try {
      this.#techniques = await countTechniques(this.#queries)
      this.#countedAt = at
    } catch {
      // The store may be closing, or busy: whoever looks next begins anew.
    } finally {
      this.#counting = null
    }
  }
}
