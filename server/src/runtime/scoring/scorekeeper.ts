/** Keeps the figures that scores are made with: learns them on a schedule, takes what people set, goes back, and scores anew what is left behind. */
import { setImmediate as turn } from 'node:timers/promises'
import type { ScoringReport, ScoringSettings } from '@keysguard/model'
import { effectiveScoring, type ScoringParts } from '../../intelligence/effective-scoring.ts'
import { learnInSteps } from '../../intelligence/learning/learn.ts'
import type { Scoring } from '../../intelligence/scoring.ts'
import { Problem } from '../../problem.ts'
import { readCube, total } from '../../store/cube.ts'
import { readCases } from '../../store/learning-cases.ts'
import { lastVersions, leftBehind, putScoring, readScoring, type ScoringVersion } from '../../store/scoring.ts'
import type { Knowing } from '../../store/write-rows.ts'
import { reportOf } from './report.ts'
import { Rescoring } from './rescoring.ts'

const LEARN_EVERY_MS = 24 * 3_600_000
const LOOK_EVERY_MS = 60_000
/** A sample of so many indicators, however many there are: some tens of megabytes while it is learnt from. */
const SAMPLE = 20_000
/** Of fewer that two sources or more speak of, nothing is learnt: it is their agreement that tells. */
const LEAST_SHARED = 500
const VERSIONS_SHOWN = 20

export interface ScorekeeperOptions {
  readonly knowing: Knowing
  /** What `knowing.scoring` is. */
  readonly inForce: { current: Scoring }
  readonly now: () => number
  /** Hears why nothing could be learnt by itself; the next time is a day later. */
  readonly onError: (error: unknown) => void
}

export class Scorekeeper {
  readonly #knowing: Knowing
  /** The knowing's own, that everybody reads. */
  readonly #inForce: { current: Scoring }
  readonly #now: () => number
  readonly #onError: (error: unknown) => void
  #version: ScoringVersion
  #before: ScoringVersion | null
  /** What is being learnt now; whoever asks meanwhile waits for the same. */
  #learning: Promise<boolean> | null = null
  #nextLearningAt: number
  #nextLookAt = 0
  #rescoring: Rescoring | null = null
  #stopped = false

  private constructor(options: ScorekeeperOptions, version: ScoringVersion, before: ScoringVersion | null) {
    const { knowing, inForce, now, onError } = options
    this.#knowing = knowing
    this.#inForce = inForce
    this.#now = now
    this.#onError = onError
    this.#version = version
    this.#before = before
    const learntAt = version.parts.learnt?.at
    this.#nextLearningAt = learntAt === undefined ? now() + LOOK_EVERY_MS : Date.parse(learntAt) + LEARN_EVERY_MS
    inForce.current = effectiveScoring(version.version, version.parts)
  }

  /** Brings the version that the store holds into force. */
  static async load(options: ScorekeeperOptions): Promise<Scorekeeper> {
    const { current, before } = await readScoring(options.knowing.database)
    return new Scorekeeper(options, current, before)
  }

  async report(): Promise<ScoringReport> {
    const { database, sources } = this.#knowing
    const scoring = this.#inForce.current
    return reportOf({
      version: this.#version,
      versions: await lastVersions(database, VERSIONS_SHOWN),
      scoring,
      profiles: [...sources.values()].map(({ profile }) => profile),
      left: await leftBehind(database, scoring),
    })
  }

  async configure(settings: ScoringSettings, by: string): Promise<void> {
    this.#refuseUnknown(settings)
    const { learnt, ids } = this.#version.parts
    await this.#put({ settings, learnt, ids, held: false }, by, 'settings changed', 'new ids')
  }

  /** What was set before may have gone since; what is new must be there. */
  #refuseUnknown({ halfLives, shares, reliability }: ScoringSettings): void {
    const before = this.#version.parts.settings
    const isClass = (id: string): boolean => this.#inForce.current.classes.some(entry => entry && String(entry.base) === id)
    const sources = new Set([...this.#knowing.sources.values()].map(({ profile }) => profile.id))
    const unknown = [...Object.keys(halfLives), ...Object.keys(shares)].find(id => !isClass(id))
    if (unknown !== undefined)
      throw new Problem('bad-request', `There is no decay class "${unknown}".`, {
        todo: 'Read which there are from /api/v1/scoring.',
      })
    const stranger = Object.keys(reliability).find(id => !sources.has(id) && before.reliability[id] === undefined)
    if (stranger !== undefined)
      throw new Problem('bad-request', `There is no source "${stranger}".`, {
        todo: 'Read which there are from /api/v1/sources.',
      })
  }

  /** Back to the version before. Nothing is learnt by itself from then on, until somebody learns or sets something. */
  async back(by: string): Promise<void> {
    if (this.#before === null)
      throw new Problem('conflict', 'There is no earlier version of the scoring.', { todo: 'Change the settings instead.' })
    const { parts, version } = this.#before
    await this.#put({ ...parts, held: true }, by, `back to version ${version}`, 'own ids')
  }

  /** Learns now; false where too little is known. */
  learn(by: string): Promise<boolean> {
    this.#learning ??= this.#learn(by).finally(() => {
      this.#learning = null
    })
    return this.#learning
  }

  async #learn(by: string): Promise<boolean> {
    const { database, sources } = this.#knowing
    const now = this.#now()
    this.#nextLearningAt = now + LEARN_EVERY_MS
    const indicators = total(await readCube(database))
    const cases = await readCases(database, sources, { total: indicators, most: SAMPLE, at: (now % 997) / 997, now })
    if (cases.filter(({ reports }) => reports.length > 1).length < LEAST_SHARED) return false
    const steps = learnInSteps(cases, now)
    for (;;) {
      const step = steps.next()
      if (step.done) {
        const { settings, ids } = this.#version.parts
        await this.#put(
          { settings, learnt: step.value, ids, held: false },
          by,
          `learnt from ${cases.length} indicators`,
          'new ids',
        )
        return true
      }
      if (this.#stopped) return false
      await turn()
    }
  }

  /** Begins to learn when it is time; a chore of housekeeping. */
  async look(): Promise<void> {
    if (this.#now() < this.#nextLearningAt || !this.#version.parts.settings.learning || this.#version.parts.held) return
    this.#nextLearningAt = this.#now() + LEARN_EVERY_MS
    this.learn('learning').catch(this.#onError)
  }

  /** Scores the next piece of what is left behind anew; returns how many that were. */
  async rescore(): Promise<number> {
    const now = this.#now()
    if (this.#rescoring === null) {
      if (now < this.#nextLookAt) return 0
      this.#nextLookAt = now + LOOK_EVERY_MS
      const { classes } = await leftBehind(this.#knowing.database, this.#inForce.current)
      if (classes.length === 0) return 0
      this.#rescoring = new Rescoring(this.#knowing, classes)
    }
    const rescoring = this.#rescoring
    const rescored = await rescoring.work()
    if (rescored === 0 && this.#rescoring === rescoring) this.#rescoring = null
    return rescored
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled([this.#learning])
  }

  async #put(parts: ScoringParts, by: string, why: string, ids: 'new ids' | 'own ids'): Promise<void> {
    const { database } = this.#knowing
    const made = await database.transaction(transaction =>
      putScoring(transaction, this.#inForce.current, { at: this.#now(), by, why, parts }, ids),
    )
    this.#before = this.#version
    this.#version = made
    this.#inForce.current = effectiveScoring(made.version, made.parts)
    this.#rescoring = null
    this.#nextLookAt = 0
  }
}
