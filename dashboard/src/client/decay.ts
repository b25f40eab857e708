/** The score over time. It halves every half-life after the last evidence of activity (exponential survival), so one point gives all. */
import type { Explanation } from '@keysguard/model'
import { DAY } from './format.ts'

export interface DecayCurve {
  readonly from: number
  readonly until: number
  /** Score at a time in milliseconds. */
  readonly scoreAt: (at: number) => number
  /** The active threshold, as the server's expiry implies it; null when it was never reached. */
  readonly threshold: number | null
}

/** Null when there is nothing to draw: suppressed, or no half-life. */
export const decayOf = (explanation: Explanation, now: number): DecayCurve | null => {
  const { score, halfLifeDays, lastActive, expiresAt, suppressedBy } = explanation
  const start = Date.parse(lastActive)
  if (suppressedBy !== null || score <= 0 || halfLifeDays <= 0 || Number.isNaN(start)) return null
  const halfLifeMs = halfLifeDays * DAY
  // A date ahead of our clock counts as now: nothing has decayed yet.
  const from = Math.min(start, now)
  const scoreAt = (at: number): number => Math.min(100, score * 2 ** ((now - at) / halfLifeMs))
  const end = expiresAt === null ? Number.NaN : Date.parse(expiresAt)
  const known = !Number.isNaN(end)
  const last = Math.max(now, known ? end : now + 2 * halfLifeMs)
  return { from, until: last + (last - from) * 0.12, scoreAt, threshold: known ? scoreAt(end) : null }
}
