/** Asks enrichers: answers are kept, budgets held, keys and closed markings never leave, and nobody waits who did not ask. */
import type { EnricherCard, Enrichment, Indicator, IndicatorKey } from '@keysguard/model'
import { keyOf } from '../../indicators/index.ts'
import type { Enricher } from '../../kit/enricher.ts'
import type { Enriching, EnrichRequest } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import { type Known, readEnrichments, readKnown } from '../../store/enrichments.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { UnitSettings } from '../unit-settings.ts'
import { Budgets } from './budget.ts'
import { keptInside } from './may-leave.ts'
import type { Outside } from './put-question.ts'
import { Questions } from './questions.ts'
import { type Readiness, Readinesses } from './readiness.ts'
import { type Beside, cardOf, enrichmentsOf } from './views.ts'

export interface EnrichersOptions {
  readonly knowing: Knowing
  readonly outside: Outside
  readonly registry: readonly Enricher[]
  readonly settings: UnitSettings
  readonly now: () => number
  /** Never ask anybody outside. */
  readonly offline?: boolean
}

/** How long a page's answer waits for what is looked up on this machine. */
const LOCAL_WITHIN_MS = 200

/** An indicator, what is known of it, and how each enricher stands to it. */
interface Case {
  readonly key: IndicatorKey
  readonly known: Known
  readonly all: readonly Readiness[]
}

export class Enrichers implements Enriching {
  readonly #options: EnrichersOptions
  readonly #readiness: Readinesses
  readonly #questions: Questions

  constructor(options: EnrichersOptions) {
    this.#options = options
    const budgets = new Budgets(options.knowing.database)
    this.#readiness = new Readinesses(options.settings, budgets, options.offline ?? false)
    this.#questions = new Questions({ ...options, budgets, readiness: this.#readiness })
  }

  counts(): ReadonlyMap<string, EnricherCard['counts']> {
    return this.#questions.counts
  }

  async cards(): Promise<EnricherCard[]> {
    const { registry, settings, now } = this.#options
    const all = await this.#readiness.of(registry, now())
    return all.map(readiness => {
      const { id } = readiness.enricher
      return cardOf(readiness, settings, {
        problem: this.#readiness.problemOf(id)?.message ?? null,
        stated: this.#questions.limits.of(id),
        counts: { ...this.#questions.countsOf(id) },
      })
    })
  }

  async configure(id: string, { enabled, settings = {} }: Parameters<Enriching['configure']>[1]): Promise<void> {
    const switched = enabled === undefined ? {} : { enabled: enabled ? 'yes' : 'no' }
    await this.#options.settings.set(this.#enricher(id), { ...settings, ...switched })
    this.#readiness.changed(id)
    this.#questions.limits.forget(id)
  }

  async of(key: IndicatorKey): Promise<Enrichment[] | null> {
    const { knowing, now } = this.#options
    const known = await readKnown(knowing, key)
    if (known === null) return null
    const found = await this.#caseOf(key, known)
    const held = await this.#held(key)
    const started = found.all
      .filter(({ enricher, values }) => values.when !== 'by-hand' && !held.has(enricher.id))
      .filter(({ enricher }) => !this.#questions.failures.isRecent(enricher.id, key, now()))
      .filter(({ enricher }) => this.#readiness.problemOf(enricher.id)?.code !== 'unauthorised')
      .flatMap(readiness => this.#questions.start(found.key, found.known, readiness) ?? [])
    if (started.length > 0) await within(LOCAL_WITHIN_MS, started)
    return this.#view(found)
  }

  async ask(key: IndicatorKey, request: EnrichRequest): Promise<Enrichment[] | null> {
    const known = await readKnown(this.#options.knowing, key)
    return known === null ? null : this.#ask(await this.#caseOf(key, known), request)
  }

  async askAbout(indicator: Indicator, request: EnrichRequest): Promise<Enrichment[]> {
    const key = keyOf(indicator)
    const known = await readKnown(this.#options.knowing, key)
    return this.#ask(await this.#caseOf(key, known ?? { indicator, sample: false, said: [] }), request)
  }

  /** Asks those that the rule for new indicators names; false when one of them has to wait and it should be tried again. */
  async askNew(key: IndicatorKey, risk: number): Promise<boolean> {
    const known = await readKnown(this.#options.knowing, key)
    if (known === null) return true
    const found = await this.#caseOf(key, known)
    const held = await this.#held(key)
    const meant = found.all.filter(
      ({ enricher, values }) => isForNew(values) && risk >= Number(values.risk) && !held.has(enricher.id),
    )
    await Promise.all(meant.map(readiness => this.#questions.start(found.key, found.known, readiness)))
    return meant.every(({ state }) => state !== 'waiting')
  }

  /** The lowest risk from which some enricher is asked about new indicators; null when none is. */
  async newFromRisk(): Promise<number | null> {
    const all = await this.#readiness.of(this.#options.registry, this.#options.now())
    const risks = all
      .filter(({ state, values }) => (state === 'ready' || state === 'waiting') && isForNew(values))
      .map(({ values }) => Number(values.risk))
    return risks.length === 0 ? null : Math.min(...risks)
  }

  /** Breaks off what is under way. */
  stop(): Promise<void> {
    return this.#questions.stop()
  }

  async #ask(found: Case, { enricher: id, fresh }: EnrichRequest): Promise<Enrichment[]> {
    const held = await this.#held(found.key)
    const asked = found.all.filter(readiness => (id === null ? isAskedWithOthers(readiness) : readiness.enricher.id === id))
    if (id !== null) this.#demand(this.#enricher(id), asked[0], !fresh && held.has(id))
    await Promise.all(
      asked.map(readiness => {
        if (fresh || !held.has(readiness.enricher.id)) return this.#questions.start(found.key, found.known, readiness)
        this.#questions.countsOf(readiness.enricher.id).cached += 1
        return undefined
      }),
    )
    return (await this.#view(await this.#caseOf(found.key, found.known))).filter(({ enricher }) => id === null || enricher === id)
  }

  /** Throws unless the enricher has an answer already, or can be asked. */
  #demand({ name }: Enricher, readiness: Readiness | undefined, answered: boolean): void {
    if (readiness === undefined)
      throw new Problem('bad-request', `${name} says nothing of such an indicator.`, { todo: 'Ask another enricher.' })
    if (answered || readiness.state === 'ready' || readiness.state === 'asking') return
    throw new Problem(
      readiness.state === 'waiting' ? 'too-many' : 'conflict',
      `${name} was not asked. ${readiness.reason ?? ''}`,
      {
        todo: 'Its settings are on the enrichers page, or in `keysguard enrichers`.',
      },
    )
  }

  async #caseOf(key: IndicatorKey, known: Known): Promise<Case> {
    const { registry, now } = this.#options
    const inside = keptInside(known)
    const all = await this.#readiness.of(
      registry.filter(({ accepts }) => accepts.includes(known.indicator.type)),
      now(),
    )
    return {
      key,
      known,
      all: all.map(readiness =>
        inside === null || readiness.enricher.tells === 'nobody' ? readiness : { ...readiness, state: 'refused', reason: inside },
      ),
    }
  }

  /** Ids of enrichers with an answer that still holds. */
  async #held(key: IndicatorKey): Promise<ReadonlySet<string>> {
    const kept = await readEnrichments(this.#options.knowing.database, key)
    const now = this.#options.now()
    return new Set(kept.filter(({ expiresAt }) => expiresAt > now).map(({ enricher }) => enricher))
  }

  async #view({ key, all }: Case): Promise<Enrichment[]> {
    const kept = await readEnrichments(this.#options.knowing.database, key)
    const beside = all.map((readiness): Beside => {
      const { id } = readiness.enricher
      return {
        readiness: this.#questions.isAsking(readiness.enricher, key)
          ? { ...readiness, state: 'asking', reason: null }
          : readiness,
        kept: kept.find(({ enricher }) => enricher === id),
        failure: this.#questions.failures.of(id, key),
      }
    })
    return enrichmentsOf(this.#options.knowing.database, key, beside)
  }

  #enricher(id: string): Enricher {
    const found = this.#options.registry.find(enricher => enricher.id === id)
    if (found) return found
    throw new Problem('not-found', `There is no enricher called ${id}.`, { todo: 'List them with `keysguard enrichers`.' })
  }
}

/** What contacts the indicator itself is asked by its name only, unless somebody has set it otherwise. */
const isAskedWithOthers = ({ enricher, values }: Readiness): boolean => enricher.tells !== 'subject' || values.when !== 'by-hand'

const isForNew = ({ when }: Readiness['values']): boolean => when === 'page-and-new'

const within = async (ms: number, work: readonly Promise<void>[]): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([Promise.all(work), new Promise(done => (timer = setTimeout(done, ms)))])
  clearTimeout(timer)
}
