/** How long a server asks to wait: Retry-After (RFC 9110 §10.2.3) in both forms, and what providers send in its place. */

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** A server that asks for more is not believed. */
export const LONGEST_WAIT_MS = 24 * 3_600_000

/** Counts of seconds are small; times since 1970 are not. */
const LEAST_EPOCH_S = 1_000_000_000

/** Milliseconds to wait, 0 where nothing is asked. Dates are measured by the server's own clock where it tells it. */
export const waitMs = (headers: Headers, now: number): number => {
  const date = Date.parse(text(headers.date))
  const theirs = Number.isNaN(date) ? now : date
  const asked = [
    fromRetryAfter(text(headers['retry-after']), theirs),
    fromSeconds(text(headers['x-rate-limit-reset-after']), theirs),
    fromSeconds(text(headers['x-ratelimit-retryafter']), theirs),
    isSpent(headers) ? fromSeconds(text(headers['x-ratelimit-reset']), theirs) : 0,
  ]
  return Math.min(asked.find(ms => ms > 0) ?? 0, LONGEST_WAIT_MS)
}

/** The allowance is used up: GitHub and others say so with 403. */
export const isSpent = (headers: Headers): boolean => text(headers['x-ratelimit-remaining']).trim() === '0'

const text = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

const fromRetryAfter = (value: string, now: number): number => {
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1_000
  const at = Date.parse(value)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}

/** A number of seconds, or a time in seconds since 1970. */
const fromSeconds = (value: string, now: number): number => {
  const seconds = /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : 0
  return Math.max(0, Math.ceil(seconds >= LEAST_EPOCH_S ? seconds * 1_000 - now : seconds * 1_000))
}
