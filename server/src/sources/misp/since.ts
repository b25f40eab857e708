/** From when on events are asked for. */
import { cursorMs } from '../../kit/cursor.ts'

const DAY_MS = 86_400_000

/** Seconds since 1970: where the last run ended, or where a person wants to begin (as ISO 8601), or so many days ago. */
export const readFrom = (since: string | null, days: number, now: number): number =>
  Math.floor((since === null ? now - days * DAY_MS : cursorMs(since)) / 1_000)
