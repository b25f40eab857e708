/** Whether each enricher can be asked: switched on, with its key, not told to wait, with budget left. */
import type { EnricherState, Quota } from '@keysguard/model'
import type { Enricher } from '../../kit/enricher.ts'
import type { Values } from '../../kit/settings.ts'
import { asProblem, type Problem } from '../../problem.ts'
import type { UnitSettings } from '../unit-settings.ts'
import type { Budgets } from './budget.ts'

export interface Readiness {
  readonly enricher: Enricher
  readonly values: Values
  readonly state: EnricherState
  /** A sentence; null when it is ready. */
  readonly reason: string | null
  readonly quota: Quota | null
}

/** A server that says nothing of how long to wait is left alone for so long. */
const PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 86_400_000

export class Readinesses {
  readonly #settings: UnitSettings
  readonly #budgets: Budgets
  readonly #offline: boolean
  /** Until when providers asked to be left alone, by id. */
  readonly #pauses = new Map<string, number>()
  /** What went wrong the last time, by id. */
  readonly #problems = new Map<string, Problem>()

  /** `offline`: nobody outside is asked. */
  constructor(settings: UnitSettings, budgets: Budgets, offline: boolean) {
    this.#settings = settings
    this.#offline = offline
    this.#budgets = budgets
  }

  async of(enrichers: readonly Enricher[], now: number): Promise<Readiness[]> {
    const set = enrichers.map(enricher => [enricher, this.#valuesOf(enricher)] as const)
    const quotas = await this.#budgets.left(
      set.flatMap(([enricher, values]) => ('code' in values ? [] : [[enricher, values] as const])),
      now,
    )
    return set.map(([enricher, values]) => {
      if ('code' in values) return { enricher, values: {}, state: 'needs-key', reason: values.message, quota: null }
      const quota = quotas.get(enricher.id) ?? null
      return { enricher, values, quota, ...this.#stateOf(enricher, values, quota, now) }
    })
  }

  /** After an answer. */
  wentWell(id: string): void {
    this.#problems.delete(id)
    this.#pauses.delete(id)
  }

  /** After a failure. */
  wentWrong(id: string, problem: Problem, now: number): void {
    this.#problems.set(id, problem)
    if (problem.code === 'rate-limited')
      this.#pauses.set(id, now + Math.min(LONGEST_PAUSE_MS, Math.max(problem.retryAfterMs ?? 0, PAUSE_MS)))
  }

  /** Its settings are other ones now: what was wrong may be right. */
  changed(id: string): void {
    this.wentWell(id)
  }

  problemOf(id: string): Problem | null {
    return this.#problems.get(id) ?? null
  }

  #valuesOf(enricher: Enricher): Values | Problem {
    try {
      return this.#settings.values(enricher)
    } catch (error) {
      return asProblem(error)
    }
  }

  #stateOf(
    enricher: Enricher,
    values: Values,
    quota: Quota | null,
    now: number,
  ): { readonly state: EnricherState; readonly reason: string | null } {
    if (this.#offline && enricher.tells !== 'nobody')
      return { state: 'refused', reason: 'KeysGuard runs offline: nobody outside is asked.' }
    const missing = this.#settings.missing(enricher)
    if (missing.length > 0) return { state: 'needs-key', reason: `It needs: ${missing.join('; ')}.` }
    if (values.enabled !== 'yes') return { state: 'off', reason: 'It is switched off.' }
    const until = this.#pauses.get(enricher.id) ?? 0
    if (until > now) return { state: 'waiting', reason: `The provider asks to wait until ${timeOf(until)}.` }
    if (quota?.leftToday === 0) return { state: 'waiting', reason: `All ${quota.perDay} questions of today are asked.` }
    if (quota?.leftThisMinute === 0)
      return { state: 'waiting', reason: `All ${quota.perMinute} questions of this minute are asked.` }
    return { state: 'ready', reason: null }
  }
}

const timeOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
