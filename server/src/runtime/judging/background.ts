/** Judges again, a little at a time, what a change may have hit. Nothing is lost when it is cut: the queue is in the store. */
import { typeCodes } from '../../store/codes.ts'
import { finishJobs, rejudgeBatch } from '../../store/rejudge.ts'
import { resolveEntries } from '../../store/rejudge-queue.ts'
import type { Attention } from './attend.ts'
import type { Judging } from './judging.ts'

/** Work gives way to what else waits for the store, so often. */
const TURN_MS = 150
const BATCH = { embedded: 200, server: 500 } as const
/** Another process may have put something into the queue. */
const LOOK_ANYWAY_MS = 30_000
const EXPIRY_EVERY_MS = 60_000
/** EPSS moves daily: what is reported of a vulnerability is appraised anew so often. */
const SWEEP_EVERY_MS = 6 * 3_600_000

export class Rejudging {
  readonly #judging: Judging
  readonly #attention: Attention
  #lookedAt = Number.NEGATIVE_INFINITY
  #expiredAt = Number.NEGATIVE_INFINITY
  #sweptAt: number

  constructor(judging: Judging, attention: Attention) {
    this.#judging = judging
    this.#attention = attention
    this.#sweptAt = judging.options.now()
  }

  /** A chore of housekeeping: does a turn's work, or finds that there is none. */
  async work(): Promise<void> {
    const now = this.#judging.options.now()
    if (now - this.#expiredAt >= EXPIRY_EVERY_MS) await this.#endVerdicts(now)
    if (now - this.#sweptAt >= SWEEP_EVERY_MS) await this.#sweep(now)
    if (!this.#judging.pending && now - this.#lookedAt < LOOK_ANYWAY_MS) return
    this.#lookedAt = now
    const until = performance.now() + TURN_MS
    while (performance.now() < until) if (!(await this.#step())) return
  }

  /** Works until nothing is left. */
  async settle(): Promise<void> {
    while (await this.#step());
  }

  /** Waits until little is left to do, for those who look at the result. */
  async settleSoon(ms: number): Promise<void> {
    const until = performance.now() + ms
    while (performance.now() < until) if (!(await this.#step())) return
  }

  /** One chunk of entries, or one batch of indicators; false when there is neither. */
  #step(): Promise<boolean> {
    const { options } = this.#judging
    const { knowing, now, publish } = options
    const { database } = knowing
    return this.#judging.inTurn(async () => {
      const resolved = await database.transaction(transaction =>
        resolveEntries(transaction, (_transaction, rows) => this.#attention.chooseAnew(transaction, rows)),
      )
      if (resolved) return true
      if ((await rejudgeBatch(knowing, this.#judging, BATCH[database.kind], now())) > 0) return true
      this.#judging.pending = false
      for (const job of await finishJobs(database, now())) publish({ kind: 'rejudged', at: new Date(now()).toISOString(), job })
      return false
    })
  }

  /** Verdicts that have ended count no more. */
  async #endVerdicts(now: number): Promise<void> {
    this.#expiredAt = now
    const { database } = this.#judging.options.knowing
    const ended = await database.query<{ n: number }>(
      `with ended as (
         insert into rejudge (indicator, job) select indicator, null from appraisal where verdict_until <= $1
         on conflict (indicator) do nothing returning 1)
       select count(*)::int as n from ended`,
      [new Date(now).toISOString()],
    )
    if ((ended[0]?.n ?? 0) === 0) return
    await this.#judging.refreshVerdicts(null)
    this.#judging.pending = true
  }

  async #sweep(now: number): Promise<void> {
    this.#sweptAt = now
    await this.#judging.options.knowing.database.query(
      `insert into rejudge (indicator, job) select distinct i.key, null::bigint from indicator i join assertion a on a.indicator = i.key
       where i.type = $1 and a.confidence is distinct from 0 on conflict (indicator) do nothing`,
      [typeCodes.code('cve')],
    )
    this.#judging.pending = true
  }
}
