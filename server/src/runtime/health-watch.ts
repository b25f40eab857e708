/** Notices when a source falls ill or gets well, and says so once. */
import type { LiveEvent, SourceCard, SourceHealth } from '@keysguard/model'

const LOOK_MS = 15_000
const ILL: ReadonlySet<SourceHealth> = new Set(['failing', 'stale'])

export interface HealthWatchOptions {
  readonly sources: (at: number) => Promise<readonly SourceCard[]>
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

export class HealthWatch {
  readonly #options: HealthWatchOptions
  /** The last state that means something: running and resting say nothing about health. */
  readonly #known = new Map<string, SourceHealth>()
  #timer: NodeJS.Timeout | null = null
  #looking: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(options: HealthWatchOptions) {
    this.#options = options
  }

  start(): void {
    const tick = async (): Promise<void> => {
      this.#looking = this.look().catch(this.#options.onError)
      await this.#looking
      if (!this.#stopped) this.#timer = setTimeout(tick, LOOK_MS)
    }
    void tick()
  }

  /** Compares with what was known; the first look only learns, but for what is ill already. */
  async look(): Promise<void> {
    const { sources, publish, now } = this.#options
    const at = now()
    for (const { id, health, lastRun } of await sources(at)) {
      if (health !== 'healthy' && !ILL.has(health)) continue
      const before = this.#known.get(id) ?? 'healthy'
      this.#known.set(id, health)
      if (health === before) continue
      const reason = health === 'stale' ? 'No run has succeeded for longer than its data stays fresh.' : (lastRun?.reason ?? '')
      publish({ kind: 'source-health', source: id, from: before, to: health, reason, at: new Date(at).toISOString() })
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#looking
  }
}
