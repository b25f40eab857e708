/** How far an incremental part was read, as text in the provider's own words. */
import { utc } from './fields.ts'

export interface Cursor {
  /** Where in a row (dotted) it stands. */
  readonly at: string
  /** `time`: as `utc` reads it; `seconds`: since 1970, whatever follows the digits; `count`: no time, but it only grows. */
  readonly as: 'time' | 'seconds' | 'count'
  /**
   * `oldest-first`: rows come in its order, so that a run that is cut is gone on with from there. `any`: only a part that was read to its
   * end says how far, or the walk that reads it (`Telling`).
   */
  readonly order: 'oldest-first' | 'any'
}

const SECONDS = /^(\d{9,11})(?!\d)\w*$/
/** Some write an hour as ten digits, which as seconds is after 2033. */
const HOUR = /^(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])$/
const COUNT = /^\d+(?:\.\d+)*$/
const YEAR = /^\d{4}-\d\d-\d\d/

/** A time in milliseconds since 1970, from digits (seconds, and a marker behind them) or from a text that begins with a date; NaN for what is none. What stands behind the time and a blank (the id of an entry) is left out. */
export const cursorMs = (text: string): number => {
  const [, year, month, day, hour] = HOUR.exec(text) ?? []
  if (year !== undefined) return Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`)
  const seconds = SECONDS.exec(text)?.[1]
  if (seconds !== undefined) return Number(seconds) * 1_000
  if (!YEAR.test(text)) return Number.NaN
  try {
    return Date.parse(utc(/^(\S+T\S+) /.exec(text)?.[1] ?? text) ?? '')
  } catch {
    return Number.NaN
  }
}

/** Where the value stands in the order of the part's cursors; NaN for what is none. Values of one place are compared as text. */
export const placeOf = (cursor: Cursor, text: string): number =>
  cursor.as === 'count' ? (COUNT.test(text) ? 0 : Number.NaN) : cursorMs(headOf(text))

/** Clocks differ by so much. */
const TOLERATED_MS = 3_600_000

/** A stored cursor as it can be gone on from, never later than now; null where it is none, or so far in the future that nothing would be asked for any more. */
export const usableCursor = (cursor: Cursor, text: string, now: number): string | null => {
  const place = placeOf(cursor, text)
  if (Number.isNaN(place) || place > now + TOLERATED_MS) return null
  return place > now ? new Date(now).toISOString() : text
}

/** A cursor of a list that is read from its newest entry on, in pages, while it is read: where the list begins, how many pages are read, and where the next reading begins. */
export interface Unfinished {
  readonly since: string
  readonly page: number
  readonly until: string
}

const UNFINISHED = /^(\S+) page (\d{1,6}) until (\S+)$/

export const unfinished = ({ since, page, until }: Unfinished): string => `${since} page ${page} until ${until}`

/** What is said by a cursor of an unfinished reading; null for any other. */
export const readUnfinished = (text: string | null): Unfinished | null => {
  const [, since = '', page, until = ''] = UNFINISHED.exec(text ?? '') ?? []
  return page === undefined || Number.isNaN(cursorMs(since)) || Number.isNaN(cursorMs(until))
    ? null
    : { since, page: Number(page), until }
}

const headOf = (text: string): string => readUnfinished(text)?.since ?? text
