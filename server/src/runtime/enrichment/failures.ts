/** Questions that failed lately: shown on the page, and not put again by themselves. */

const RECENT_MS = 60_000
const MOST = 1_000

interface Failure {
  readonly message: string
  readonly at: number
}

export class Failures {
  readonly #kept = new Map<string, Failure>()

  note(enricher: string, key: string, message: string, at: number): void {
    const name = `${enricher} ${key}`
    this.#kept.delete(name)
    this.#kept.set(name, { message, at })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest)
  }

  forget(enricher: string, key: string): void {
    this.#kept.delete(`${enricher} ${key}`)
  }

  of(enricher: string, key: string): string | null {
    return this.#kept.get(`${enricher} ${key}`)?.message ?? null
  }

  isRecent(enricher: string, key: string, now: number): boolean {
    const failure = this.#kept.get(`${enricher} ${key}`)
    return failure !== undefined && now - failure.at < RECENT_MS
  }
}
