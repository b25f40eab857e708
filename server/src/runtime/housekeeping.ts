/** What goes on behind the answers: search and links that trail the writes, statistics for the planner, room for next month. */
import type { Database } from '../engines/database/database.ts'
import { forgetEnrichments } from '../store/enrichments.ts'
import { ensurePartitions } from '../store/partitions.ts'
import { type Attend, orderIndexes, trailSearch } from '../store/search-text.ts'

const IDLE_MS = 500
const PARTITION_CHECK_MS = 6 * 3_600_000
/** The embedded store has no autovacuum: statistics and visibility are refreshed after this many new rows. */
const ANALYSE_AFTER_ROWS = 100_000
/** Finding by facet reads what is not yet in order. */
const ORDER_AFTER_ROWS = 20_000
/** Answers of enrichers that stopped holding are shown, with their age, for so long. */
const KEEP_ENRICHMENTS_MS = 30 * 86_400_000

export interface HousekeepingOptions {
  readonly database: Database
  readonly now: () => number
  readonly onError: (error: unknown) => void
  /** Short: each begins something or finds that it is not time. */
  readonly chores: readonly (() => Promise<void>)[]
  /** Trail behind search: each does a piece and says how much it was. */
  readonly followers: readonly (() => Promise<number>)[]
  /** Is told of every new indicator. */
  readonly attend: Attend
}

export class Housekeeping {
  readonly #options: HousekeepingOptions
  #timer: NodeJS.Timeout | null = null
  #working: Promise<void> = Promise.resolve()
  #stopped = false
  #sinceAnalyse = 0
  #sinceOrdered = 0
  #partitionsAt = Number.NEGATIVE_INFINITY

  constructor(options: HousekeepingOptions) {
    this.#options = options
  }

  start(): void {
    const tick = async (): Promise<void> => {
      this.#working = this.#work().catch(this.#options.onError)
      await this.#working
      if (!this.#stopped) this.#timer = setTimeout(tick, IDLE_MS)
    }
    void tick()
  }

  /** Works until search and what follows it have caught up. */
  async catchUp(): Promise<void> {
    await this.#followUp(() => false)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#working
  }

  async #work(): Promise<void> {
    const { database, now, chores } = this.#options
    if (now() - this.#partitionsAt > PARTITION_CHECK_MS) {
      await ensurePartitions(database, now())
      await forgetEnrichments(database, now() - KEEP_ENRICHMENTS_MS)
      this.#partitionsAt = now()
    }
    for (const chore of chores) await chore()
    await this.#followUp(() => this.#stopped)
  }

  /** Search first, then what follows it, until nothing is behind. */
  async #followUp(stopped: () => boolean): Promise<void> {
    do await this.#trail(stopped)
    while (!stopped() && (await this.#follow()))
  }

  /** As many side by side as the store has writers. */
  async #trail(stopped: () => boolean): Promise<void> {
    const { database, attend } = this.#options
    const each = async (): Promise<void> => {
      while (!stopped()) {
        const indexed = await trailSearch(database, 1, attend)
        if (indexed === 0) return
        await this.#analyse(indexed)
      }
    }
    await Promise.all(Array.from({ length: database.writers }, each))
    if (this.#sinceOrdered > 0) await this.#order()
  }

  /** One piece of what follows; false when nothing is behind. */
  async #follow(): Promise<boolean> {
    for (const follower of this.#options.followers) if ((await follower()) > 0) return true
    return false
  }

  async #order(): Promise<void> {
    this.#sinceOrdered = 0
    await orderIndexes(this.#options.database)
  }

  async #analyse(rows: number): Promise<void> {
    this.#sinceOrdered += rows
    if (this.#sinceOrdered >= ORDER_AFTER_ROWS) await this.#order()
    this.#sinceAnalyse += rows
    const { database } = this.#options
    if (database.kind === 'server' || this.#sinceAnalyse < ANALYSE_AFTER_ROWS) return
    this.#sinceAnalyse = 0
    await database.script('analyze indicator; analyze assertion_row; analyze indicator_text')
  }
}
