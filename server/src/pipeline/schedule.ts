/** When a source runs next. */
import type { Source } from '../kit/source.ts'

const MINUTE_MS = 60_000
const LONGEST_BACK_OFF_MS = 6 * 3_600_000
const FIRST_RETRY_MS = 2 * MINUTE_MS
/** A source that is asked often is not left alone for hours. */
const MOST_INTERVALS = 4

/** After success its own interval; after failures exponential back-off; never sooner than the source asked for; with jitter so that sources spread. */
export const nextRunAt = (
  source: Source,
  now: number,
  failures: number,
  retryAfterMs = 0,
  random: () => number = Math.random,
): number => {
  const everyMs = source.everyMinutes * MINUTE_MS
  const longest = Math.min(LONGEST_BACK_OFF_MS, Math.max(FIRST_RETRY_MS, everyMs * MOST_INTERVALS))
  const wait = failures === 0 ? everyMs : Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 16), longest)
  return now + Math.max(wait * (1 + 0.1 * random()), retryAfterMs)
}
