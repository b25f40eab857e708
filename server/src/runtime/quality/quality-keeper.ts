/** Measures the sources in the background, once an hour or when somebody asks, and keeps what was measured, so that it is there at once. */
import type { QualityReport } from '@keysguard/model'
import { shareBeside } from '../../intelligence/evidence.ts'
import { Measuring } from '../../intelligence/quality/measuring.ts'
import { type MeasuredSource, reportOf } from '../../intelligence/quality/report.ts'
import { countBy, readCube } from '../../store/cube.ts'
import { readReports } from '../../store/quality.ts'
import { putQuality, readLedgers, readQuality } from '../../store/quality-report.ts'
import type { StoredSource } from '../../store/standing.ts'
import type { Knowing } from '../../store/write-rows.ts'

const MEASURE_EVERY_MS = 3_600_000
/** The first rows have come in by then. */
const FIRST_AFTER_MS = 120_000
/** Costs are those of so many days. */
const COST_DAYS = 30
/** Whoever looks before anything was measured waits so long. */
const FIRST_WAIT_MS = 3_000

const NOT_YET: QualityReport = { at: null, tookMs: 0, indicators: 0, reports: 0, sample: false, sources: [], pairs: [] }
const NOTHING_SPENT = { days: COST_DAYS, runs: 0, bytes: 0, seconds: 0, requests: null }

export interface QualityKeeperOptions {
  readonly knowing: Knowing
  /** How often a source is read on its schedule; 0 for what has none. */
  readonly everyMinutes: (id: string) => number
  readonly now: () => number
  /** Hears why nothing could be measured by itself; the next time is an hour later. */
  readonly onError: (error: unknown) => void
}

export class QualityKeeper {
  readonly #options: QualityKeeperOptions
  #report: QualityReport | null
  /** What is being measured now; whoever asks meanwhile waits for the same. */
  #measuring: Promise<QualityReport> | null = null
  #nextAt: number

  private constructor(options: QualityKeeperOptions, report: QualityReport | null) {
    this.#options = options
    this.#report = report
    this.#nextAt = report?.at == null ? options.now() + FIRST_AFTER_MS : Date.parse(report.at) + MEASURE_EVERY_MS
  }

  static async load(options: QualityKeeperOptions): Promise<QualityKeeper> {
    return new QualityKeeper(options, await readQuality(options.knowing.database))
  }

  /** What was measured last. The first look begins to measure, and has `at: null` where that takes long. */
  async report(): Promise<QualityReport> {
    if (this.#report !== null) return this.#report
    const measured = this.measure()
    measured.catch(this.#options.onError)
    return soon(measured, FIRST_WAIT_MS, NOT_YET)
  }

  /** Measures now. */
  measure(): Promise<QualityReport> {
    this.#measuring ??= this.#measure().finally(() => {
      this.#measuring = null
    })
    return this.#measuring
  }

  /** Begins to measure when it is time; a chore of housekeeping. */
  async look(): Promise<void> {
    if (this.#options.now() < this.#nextAt) return
    this.measure().catch(this.#options.onError)
  }

  /** Resolves when nothing is being measured. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.#measuring])
  }

  async #measure(): Promise<QualityReport> {
    const { knowing, now: clock } = this.#options
    const now = clock()
    const started = performance.now()
    this.#nextAt = now + MEASURE_EVERY_MS
    const cells = await readCube(knowing.database)
    const sample = cells.length > 0 && cells.every(cell => cell.sample)
    const ledgers = await readLedgers(knowing.database, now, COST_DAYS, sample)
    const volumes = new Map(
      countBy(cells, cell => cell.sources).map(({ value, count }) => [knowing.dictionary.term(value)?.name, count]),
    )
    const stored = [...knowing.sources.values()]
      .filter(({ num, profile }) => volumes.has(profile.id) || ledgers.has(num))
      .sort((a, b) => (volumes.get(b.profile.id) ?? 0) - (volumes.get(a.profile.id) ?? 0) || a.num - b.num)
    const sources = stored.map(one => this.#measured(one, ledgers.get(one.num)?.spent ?? NOTHING_SPENT))
    const watched = stored.map(({ num }, place) => {
      const { everyMinutes } = sources[place]!
      const since = ledgers.get(num)?.since ?? null
      return { since: since === null || everyMinutes === 0 ? null : since / 1_000, every: everyMinutes * 60 }
    })
    const related = relationsOf(stored, knowing)
    const measuring = new Measuring({ watched, related, now: now / 1_000 })
    await readReports(
      knowing.database,
      {
        reports: [...volumes.values()].reduce((sum, volume) => sum + volume, 0),
        sample,
        places: new Map(stored.map(({ num }, place) => [num, place])),
        now,
      },
      measuring,
    )
    const tookMs = Math.round(performance.now() - started)
    const report = reportOf({ sources, watched, related, measuring, sample, now, tookMs })
    await putQuality(knowing.database, report)
    this.#report = report
    return report
  }

  #measured({ profile, tlp }: StoredSource, spent: MeasuredSource['spent']): MeasuredSource {
    const { id, name, reliability, dates } = profile
    return { id, name, reliability, tlp, dates, everyMinutes: this.#options.everyMinutes(id), spent }
  }
}

/** Asked for every pair of every indicator: worked out once. */
const relationsOf = (stored: readonly StoredSource[], { scoring }: Knowing): ((a: number, b: number) => boolean) => {
  const related = stored.map(one => stored.map(other => shareBeside(one.profile, other.profile, scoring.current) < 1))
  return (a, b) => related[a]![b]!
}

const soon = <T>(work: Promise<T>, waitMs: number, otherwise: T): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(otherwise), waitMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
