/** How often an enricher may still be asked: minutes are counted here, days in the store, so that a restart does not give a second day. */
import { createHash } from 'node:crypto'
import type { Quota } from '@keysguard/model'
import type { Database } from '../../engines/database/database.ts'
import type { Budget, Enricher } from '../../kit/enricher.ts'
import type { Values } from '../../kit/settings.ts'
import { Problem } from '../../problem.ts'
import { countQuestion, questionsOf } from '../../store/enrichments.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

/** Null where nobody counts. */
export const budgetOf = (enricher: Enricher, values: Values): Budget | null =>
  enricher.budget === null ? null : { perMinute: Number(values.minute), perDay: Number(values.day) }

/** Another key has a budget of its own. */
const purse = ({ id, config }: Enricher, values: Values): string => {
  const secrets = Object.entries(config).flatMap(([key, { kind }]) => (kind === 'secret' && values[key] ? [values[key]] : []))
  if (secrets.length === 0) return id
  return `${id}#${createHash('sha256').update(JSON.stringify(secrets)).digest('hex').slice(0, 8)}`
}

export class Budgets {
  readonly #database: Database
  /** Times of the questions of the last minute. */
  readonly #minutes = new Map<string, number[]>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Takes one question out. Throws 'too-many' when none is left, saying when there will be. */
  async take(enricher: Enricher, values: Values, now: number): Promise<void> {
    const budget = budgetOf(enricher, values)
    if (budget === null) return
    const key = purse(enricher, values)
    const lately = this.#lately(key, now)
    const [oldest] = lately
    if (oldest !== undefined && lately.length >= budget.perMinute)
      throw spent(`${enricher.name} is asked ${budget.perMinute} times a minute at most.`, oldest + MINUTE_MS - now)
    lately.push(now)
    if (await countQuestion(this.#database, key, dayOf(now), budget.perDay)) return
    throw spent(`${enricher.name} is asked ${budget.perDay} times a day at most.`, DAY_MS - (now % DAY_MS))
  }

  /** What is left of each, by id. */
  async left(enrichers: readonly (readonly [Enricher, Values])[], now: number): Promise<ReadonlyMap<string, Quota>> {
    const today = await questionsOf(this.#database, dayOf(now))
    return new Map(
      enrichers.flatMap(([enricher, values]) => {
        const budget = budgetOf(enricher, values)
        if (budget === null) return []
        const key = purse(enricher, values)
        const quota: Quota = {
          ...budget,
          leftThisMinute: Math.max(0, budget.perMinute - this.#lately(key, now).length),
          leftToday: Math.max(0, budget.perDay - (today.get(key) ?? 0)),
        }
        return [[enricher.id, quota] as const]
      }),
    )
  }

  #lately(key: string, now: number): number[] {
    const lately = (this.#minutes.get(key) ?? []).filter(at => at > now - MINUTE_MS)
    this.#minutes.set(key, lately)
    return lately
  }
}

const spent = (message: string, retryAfterMs: number): Problem =>
  new Problem('too-many', message, {
    todo: 'Wait, or raise the number in its settings if your key allows more.',
    retryAfterMs,
  })
