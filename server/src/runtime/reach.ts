/** Whether the first sources that ran could be reached at all. */
import type { LiveEvent } from '@keysguard/model'

/** So many providers are not down at once. */
const ENOUGH = 6

/** Resolves when the first sources have all failed to answer; never, when one of them has answered in whatever way. */
export const nothingReached = (events: { subscribe(listener: (event: LiveEvent) => void): () => void }): Promise<void> =>
  new Promise(resolve => {
    let silent = 0
    const stop = events.subscribe(event => {
      if (event.kind !== 'run-finished') return
      silent += 1
      if (event.run.outcome === 'unreachable' && silent < ENOUGH) return
      stop()
      if (event.run.outcome === 'unreachable') resolve()
    })
  })
