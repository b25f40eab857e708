/** A limit to how long a provider may take, whatever it does meanwhile. */
import { Problem } from '../problem.ts'

export interface Deadline {
  /** Raised with a Problem 'unreachable' that says so. */
  readonly signal: AbortSignal
  clear(): void
}

const spoken = (ms: number): string => (ms < 120_000 ? `${Math.round(ms / 1_000)} seconds` : `${Math.round(ms / 60_000)} minutes`)

export const deadlineIn = (ms: number): Deadline => {
  const controller = new AbortController()
  const problem = new Problem('unreachable', `The source was not done after ${spoken(ms)}: the run was cut.`, {
    todo: 'What came in before is kept, and it is asked again. If it goes on, look whether the provider is slow, or take a smaller list.',
  })
  const timer = setTimeout(() => controller.abort(problem), ms)
  timer.unref()
  return { signal: controller.signal, clear: () => clearTimeout(timer) }
}
