/**
 * Follows what is committed, behind everything else. A span of time is looked at once every run that began in it has ended: then it is
 * complete, and the order in which rows came makes no difference. How far it has come is written together with what was found, so a kill
 * in between repeats a span and finds the same. What rules remember is rebuilt by reading their past again.
 */
import { Correlator, type Dropped, type Rule } from '../../intelligence/rules/index.ts'
import { type Found, forgetDetections, readOpenFinds, writeDetections } from '../../store/detections.ts'
import { type RuleRun, runsFrom } from '../../store/rule-runs.ts'
import { type RulePosition, readPosition, writePosition } from '../../store/rules.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { RuleBook } from './rule-book.ts'
import { type Pages, type Place, readEvents } from './rule-events.ts'

const LOOK_MS = 5_000
/** It works a twentieth of the time at most. */
const REST = 19
/** A run that goes on for longer does not hold the others up; what it wrote before that is late. */
const LATENESS_MS = 3_600_000
/** A run that has just begun may not be seen yet. */
const MARGIN_MS = 5_000
/** What is looked at in one piece, after it was off. */
const SLICE_MS = 6 * 3_600_000
/** How far back the first look of all goes. */
const FIRST_LOOK_MS = 3_600_000
const KEEP_DETECTIONS_MS = 180 * 86_400_000
const FORGET_EVERY_MS = 86_400_000

export interface RuleRunnerOptions {
  readonly knowing: Knowing
  readonly book: RuleBook
  readonly place: Place
  readonly now: () => number
  readonly onFound: (found: readonly Found[]) => void
  readonly onError: (error: unknown) => void
}

export interface RuleCounts {
  readonly events: number
  readonly picked: number
  readonly found: number
  readonly remembered: number
  readonly lagMs: number
  readonly dropped: ReadonlyMap<string, Dropped>
}

interface Running {
  readonly rule: Rule
  readonly correlator: Correlator
}

export class RuleRunner {
  readonly #options: RuleRunnerOptions
  #running: readonly Running[] | null = null
  #revision = -1
  #pages: Pages = new Map()
  #at = Number.NaN
  #forgotAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | null = null
  #looking: Promise<unknown> = Promise.resolve()
  #stopped = false
  #events = 0
  #picked = 0
  #found = 0
  readonly #dropped = new Map<string, Dropped>()

  constructor(options: RuleRunnerOptions) {
    this.#options = options
  }

  start(): void {
    const tick = async (): Promise<void> => {
      const began = performance.now()
      this.#looking = this.look().catch(this.#options.onError)
      await this.#looking
      const took = performance.now() - began
      if (!this.#stopped) this.#timer = setTimeout(tick, Math.max(LOOK_MS, took * REST))
    }
    void tick()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#looking
  }

  counts(): RuleCounts {
    const remembered = (this.#running ?? []).reduce((sum, { correlator }) => sum + correlator.size.events, 0)
    return {
      events: this.#events,
      picked: this.#picked,
      found: this.#found,
      remembered,
      lagMs: Number.isNaN(this.#at) ? 0 : Math.max(0, this.#options.now() - this.#at),
      dropped: this.#dropped,
    }
  }

  /** Looks at everything that is complete. */
  async look(): Promise<void> {
    const { database } = this.#options.knowing
    let position = (await readPosition(database)) ?? { at: this.#options.now() - FIRST_LOOK_MS, run: 0 }
    for (;;) {
      const runs = await runsFrom(database, position.run)
      const to = this.#completeUntil(runs, position)
      if (to <= position.at || this.#stopped) break
      const next = {
        at: to,
        run: runs.find(({ at, isOpen }) => isOpen || at >= to)?.id ?? (runs.at(-1)?.id ?? position.run - 1) + 1,
      }
      await this.#lookAt(position, next, runs)
      position = next
    }
    this.#at = position.at
    await this.#forget()
  }

  #completeUntil(runs: readonly RuleRun[], { at }: RulePosition): number {
    const now = this.#options.now()
    const open = runs.filter(run => run.isOpen && run.at > now - LATENESS_MS).map(run => run.at)
    return Math.min(at + SLICE_MS, now - MARGIN_MS, ...open)
  }

  async #lookAt(position: RulePosition, next: RulePosition, runs: readonly RuleRun[]): Promise<void> {
    const { knowing, onFound } = this.#options
    const isEmpty = runs.every(({ at, said, withdrawn }) => at < position.at || at >= next.at || said + withdrawn === 0)
    try {
      const running = await this.#ready(position)
      if (!isEmpty && running.length > 0) await this.#read(running, position.at, next.at, this.#pages)
      const found: Found[] = []
      for (const { rule, correlator } of running) {
        correlator.advance(next.at)
        found.push(...correlator.take().map(find => ({ rule: rule.name, find })))
      }
      if (found.length === 0 && isEmpty && next.at - position.at < LATENESS_MS && next.run === position.run) return
      await knowing.database.transaction(async transaction => {
        await writeDetections(transaction, found)
        await writePosition(transaction, next)
      })
      this.#found += found.length
      if (found.length > 0) onFound(found)
    } catch (error) {
      // What the rules remember is ahead of what is written: it is built anew.
      this.#running = null
      throw error
    }
  }

  /** The rules that are on, with what they remember at the position. */
  async #ready(position: RulePosition): Promise<readonly Running[]> {
    const { book, knowing } = this.#options
    if (this.#running !== null && this.#revision === book.revision) return this.#running
    this.#revision = book.revision
    this.#pages = new Map()
    const running: Running[] = []
    for (const rule of book.running) {
      const resume = await readOpenFinds(knowing.database, rule.name, position.at - 2 * rule.memoryMs)
      running.push({ rule, correlator: new Correlator(rule, { silentBefore: position.at, resume }) })
    }
    for (const name of [...this.#dropped.keys()]) if (!running.some(({ rule }) => rule.name === name)) this.#dropped.delete(name)
    for (const { rule, correlator } of running) this.#dropped.set(rule.name, correlator.dropped)
    const memory = Math.max(0, ...running.map(({ rule }) => rule.memoryMs))
    if (running.length > 0) await this.#remember(running, position.at - memory, position.at)
    this.#running = running
    return running
  }

  /** A day at a time, so that what waits stays small. */
  async #remember(running: readonly Running[], from: number, to: number): Promise<void> {
    const pages: Pages = new Map()
    for (let at = from; at < to; at += FORGET_EVERY_MS) {
      const end = Math.min(to, at + FORGET_EVERY_MS)
      await this.#read(running, at, end, pages)
      for (const { correlator } of running) correlator.advance(end)
    }
  }

  async #read(running: readonly Running[], from: number, to: number, pages: Pages): Promise<void> {
    const { knowing, place } = this.#options
    const withdrawals = running.some(({ rule }) => rule.wantsWithdrawals)
    const { events } = await readEvents(
      knowing,
      place,
      { from, to, withdrawals },
      {
        pages,
        onEvent: event => {
          for (const { correlator } of running) if (correlator.put(event)) this.#picked += 1
        },
      },
    )
    this.#events += events
  }

  async #forget(): Promise<void> {
    const now = this.#options.now()
    if (now - this.#forgotAt < FORGET_EVERY_MS) return
    this.#forgotAt = now
    await forgetDetections(this.#options.knowing.database, now - KEEP_DETECTIONS_MS)
  }
}
