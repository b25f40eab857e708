/** Puts questions: each once at a time, within its budget and its time; answers are kept, failures remembered for a while. */
import type { EnricherCard, IndicatorKey, StatedLimit } from '@keysguard/model'
import type { Enricher } from '../../kit/enricher.ts'
import type { Values } from '../../kit/settings.ts'
import { asProblem, Problem } from '../../problem.ts'
import { type Known, keepEnrichment } from '../../store/enrichments.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { Budgets } from './budget.ts'
import { Failures } from './failures.ts'
import { Flights } from './flights.ts'
import { askLimits, type Outside, putQuestion } from './put-question.ts'
import type { Readiness, Readinesses } from './readiness.ts'
import { StatedLimits } from './stated-limits.ts'

export interface QuestionsOptions {
  readonly knowing: Knowing
  readonly outside: Outside
  readonly registry: readonly Enricher[]
  readonly budgets: Budgets
  readonly readiness: Readinesses
  readonly now: () => number
}

type Counts = { -readonly [Kind in keyof EnricherCard['counts']]: number }

const ANSWER_WITHIN_MS = 15_000

export class Questions {
  readonly failures = new Failures()
  readonly limits = new StatedLimits()
  readonly #options: QuestionsOptions
  readonly #flights = new Flights()
  readonly #counts: ReadonlyMap<string, Counts>
  readonly #stopping = new AbortController()

  constructor(options: QuestionsOptions) {
    this.#options = options
    this.#counts = new Map(options.registry.map(({ id }) => [id, { asked: 0, answered: 0, cached: 0, failed: 0 }]))
  }

  /** Since this process started. */
  get counts(): ReadonlyMap<string, Counts> {
    return this.#counts
  }

  countsOf(id: string): Counts {
    const counts = this.#counts.get(id)
    if (!counts) throw new Error(`enricher ${id} is not registered`)
    return counts
  }

  isAsking({ id }: Enricher, key: IndicatorKey): boolean {
    return this.#flights.has(flight(id, key))
  }

  /** Puts a question and gives its end, which is never a failure; null when the enricher is not ready. One that is under way is not put again. */
  start(key: IndicatorKey, known: Known, readiness: Readiness): Promise<void> | null {
    const { enricher, state } = readiness
    if (state !== 'ready' || this.#stopping.signal.aborted) return null
    return this.#flights.start(flight(enricher.id, key), enricher.tells !== 'nobody', () => this.#put(key, known, readiness))
  }

  /** Lets nothing more begin, breaks off what is under way and waits for its end. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('KeysGuard stops'))
    await this.#flights.landed()
  }

  async #put(key: IndicatorKey, known: Known, { enricher, values }: Readiness): Promise<void> {
    const { knowing, outside, budgets, readiness, now } = this.#options
    const counts = this.countsOf(enricher.id)
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)])
    try {
      await budgets.take(enricher, values, now())
      counts.asked += 1
      const subject = { ...known.indicator, said: known.said }
      // The account says more than the headers of one answer.
      const onLimits = (limits: readonly StatedLimit[]): void =>
        hasAccount(enricher) ? undefined : this.limits.hear(enricher.id, limits, now())
      const answer = await putQuestion({ enricher, subject, values, signal, now: now(), onLimits }, outside)
      const at = now()
      const expiresAt = at + Number(values.holds) * 1_000
      await keepEnrichment(knowing.database, key, { enricher: enricher.id, at, expiresAt, answer })
      counts.answered += 1
      this.failures.forget(enricher.id, key)
      readiness.wentWell(enricher.id)
      await this.#askLimits(enricher, values, signal)
    } catch (error) {
      const problem = error instanceof Problem || !signal.aborted ? asProblem(error) : tooSlow(enricher, error)
      if (problem.code !== 'too-many') counts.failed += 1
      this.failures.note(enricher.id, key, problem.message, now())
      readiness.wentWrong(enricher.id, problem, now())
    }
  }

  /** Beside an answer, now and then; it is only for people to read, so that it may fail. */
  async #askLimits(enricher: Enricher, values: Values, signal: AbortSignal): Promise<void> {
    const { outside, now } = this.#options
    if (!hasAccount(enricher) || !this.limits.isDue(enricher.id, now())) return
    const limits = await askLimits(enricher, values, signal, outside).catch(() => [])
    this.limits.hear(enricher.id, limits, now())
  }
}

const hasAccount = (enricher: Enricher): boolean => enricher.kind === 'asks' && enricher.account !== undefined

const flight = (id: string, key: IndicatorKey): string => `${id} ${key}`

const tooSlow = ({ name }: Enricher, cause: unknown): Problem =>
  new Problem('unreachable', `${name} did not answer within ${ANSWER_WITHIN_MS / 1_000} seconds.`, {
    todo: 'Ask again later.',
    cause,
  })
