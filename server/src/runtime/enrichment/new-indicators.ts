/** The rule "ask about new indicators from this risk on": a short queue beside the work, which holds nothing up. What does not fit is left for the page. */
import type { IndicatorKey } from '@keysguard/model'
import { search } from '../../store/search.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { Enrichers } from './enrichers.ts'

const LOOK_EVERY_MS = 30_000
const MOST_WAITING = 200
const MOST_A_LOOK = 100

interface Arrival {
  readonly key: IndicatorKey
  readonly risk: number
}

export class NewIndicators {
  readonly #knowing: Knowing
  readonly #enrichers: Enrichers
  readonly #now: () => number
  readonly #waiting: Arrival[] = []
  /** What came in later is new. */
  #since: number
  #draining: Promise<void> | null = null

  constructor(knowing: Knowing, enrichers: Enrichers, now: () => number) {
    this.#knowing = knowing
    this.#enrichers = enrichers
    this.#now = now
    this.#since = now()
  }

  /** Looks for new indicators, at most every half minute, and begins to ask; the asking goes on by itself. */
  async look(): Promise<void> {
    const now = this.#now()
    if (now - this.#since < LOOK_EVERY_MS) return
    const since = this.#since
    this.#since = now
    const risk = await this.#enrichers.newFromRisk()
    if (risk === null) return
    const { items } = await search(
      this.#knowing,
      {
        kind: 'and',
        parts: [
          { kind: 'is', condition: { field: 'added', range: { from: since } } },
          { kind: 'is', condition: { field: 'risk', range: { from: risk } } },
          { kind: 'is', condition: { field: 'sample', yes: false } },
        ],
      },
      { sort: 'newest', limit: MOST_A_LOOK, now },
    )
    this.#waiting.push(...items.map(item => ({ key: item.id as IndicatorKey, risk: item.risk })))
    this.#waiting.splice(0, this.#waiting.length - MOST_WAITING)
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = null
    })
  }

  /** Resolves when nothing more is being asked. */
  async settled(): Promise<void> {
    await this.#draining
  }

  /** One after the other, the newest first; when a budget is spent the rest waits for the next look. */
  async #drain(): Promise<void> {
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      if (await this.#enrichers.askNew(next.key, next.risk)) continue
      this.#waiting.push(next)
      return
    }
  }
}
