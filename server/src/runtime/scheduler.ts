/** Runs what is due, as soon as it is due: one sick source never delays another. How many work at once is for the runner to say. */
import type { SourceRunner } from './source-runner.ts'

const TICK_MS = 5_000
/** Runs under way, most of which wait for their providers: a bound for sockets, well above the number of sources. */
const UNDER_WAY = 128

export interface SchedulerOptions {
  readonly runner: Pick<SourceRunner, 'run' | 'isRunning'>
  /** Ids of sources that are due now, the longest due first. */
  readonly due: () => Promise<readonly string[]>
  readonly onError: (id: string, error: unknown) => void
}

export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #runs = new Map<string, Promise<void>>()
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(options: SchedulerOptions) {
    this.#options = options
  }

  /** Looks now, then every few seconds. */
  start(): void {
    const tick = async (): Promise<void> => {
      try {
        await this.look()
      } catch (error) {
        this.#options.onError('scheduler', error)
      }
      if (!this.#stopped) this.#timer = setTimeout(tick, TICK_MS)
    }
    void tick()
  }

  /** Starts what is due and there is room for. */
  async look(): Promise<void> {
    for (const id of await this.#options.due()) {
      if (this.#stopped || this.#runs.size >= UNDER_WAY) return
      if (this.#runs.has(id) || this.#options.runner.isRunning(id)) continue
      const run = this.#options.runner
        .run(id, 'schedule')
        .then(
          () => undefined,
          error => this.#options.onError(id, error),
        )
        .finally(() => this.#runs.delete(id))
        .then(() => (this.#stopped ? undefined : this.look()))
      this.#runs.set(id, run)
    }
  }

  /** Resolves when nothing is due and nothing runs. */
  async settled(): Promise<void> {
    await this.look()
    while (this.#runs.size > 0) await Promise.race(this.#runs.values())
  }

  /** Starts nothing more and waits for what runs. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await Promise.all(this.#runs.values())
  }
}
