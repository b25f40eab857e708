/** What providers say of how often they may still be asked. */
import type { StatedLimit } from '@keysguard/model'

type Headers = Readonly<Record<string, string>>

/** Beyond it a number is a time in seconds since 1970, below it a wait in seconds. */
const EARLIEST_TIME = 1_000_000_000
const PERIODS: ReadonlySet<string> = new Set(['minute', 'hour', 'day', 'month'])
const COUNT = /^\d{1,12}$/

/**
 * The limit in the headers of an answer: `X-RateLimit-Remaining` and its kin (AbuseIPDB, GreyNoise), or `X-Rate-Limit-Remaining` with the
 * window it holds for (urlscan). None where the headers say nothing that can be read. Names are in lower case.
 */
export const limitsInHeaders = (headers: Headers, now: number): StatedLimit[] => {
  const [name] = ['x-ratelimit-', 'x-rate-limit-', 'ratelimit-'].filter(prefix => COUNT.test(headers[`${prefix}remaining`] ?? ''))
  if (name === undefined) return []
  const limit = headers[`${name}limit`] ?? ''
  return [
    {
      period: periodOf(headers[`${name}window`]),
      left: Number(headers[`${name}remaining`]),
      of: COUNT.test(limit) ? Number(limit) : null,
      resetsAt: timeOf(headers[`${name}reset`], now),
    },
  ]
}

const periodOf = (window: string | undefined): StatedLimit['period'] =>
  window !== undefined && PERIODS.has(window) ? (window as StatedLimit['period']) : null

/** Of a time as ISO 8601, in seconds since 1970, or so many seconds from now. */
const timeOf = (text: string | undefined, now: number): string | null => {
  if (text === undefined) return null
  const seconds = COUNT.test(text) ? Number(text) : Number.NaN
  const ms = Number.isNaN(seconds) ? Date.parse(text) : seconds * 1_000 + (seconds < EARLIEST_TIME ? now : 0)
  return Number.isNaN(ms) || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString()
}

/** A limit of which so many are used up. */
export const limitUsed = (period: StatedLimit['period'], used: number, allowed: number): StatedLimit => ({
  period,
  left: Math.max(0, allowed - used),
  of: allowed,
  resetsAt: null,
})
