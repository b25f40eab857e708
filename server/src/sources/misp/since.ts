/** From when on events are asked for. */

const DAY_SECONDS = 86_400

/**
 * Seconds since 1970: where the last run ended, or where a person wants to begin (as ISO 8601), or so many days ago. Never in the
 * future: an event that is dated so does not hide those that come before it.
 */
export const readFrom = (since: string | null, days: number, now: number): number => {
  const today = Math.floor(now / 1_000)
  if (since === null) return today - days * DAY_SECONDS
  const seconds = /^\d+$/.test(since) ? Number(since) : Date.parse(since) / 1_000
  return Number.isFinite(seconds) ? Math.min(Math.floor(seconds), today) : today - days * DAY_SECONDS
}
