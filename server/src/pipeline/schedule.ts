/** When a source runs next. */
import type { Source } from '../kit/source.ts'

const MINUTE_MS = 60_000
const LONGEST_BACK_OFF_MS = 6 * 3_600_000
const FIRST_RETRY_MS = 2 * MINUTE_MS

/** After success its own interval; after failures exponential back-off, at least what the source asked for; both with jitter so that sources spread. */
export const nextRunAt = (
  source: Source,
  now: number,
  failures: number,
  retryAfterMs = 0,
  random: () => number = Math.random,
): number => {
  const everyMs = source.everyMinutes * MINUTE_MS
  const jitter = 1 + 0.1 * random()
  if (failures === 0) return now + everyMs * jitter
  const backOff = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 16), LONGEST_BACK_OFF_MS, everyMs * 4)
  return now + Math.max(backOff * jitter, retryAfterMs)
}
