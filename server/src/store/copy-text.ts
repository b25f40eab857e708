/** Rows in the text format of COPY (https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"). */

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A field of text, or `\N` for null. */
export const field = (text: string | null): string =>
  text === null ? '\\N' : SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, character => ESCAPES[character] ?? character) : text

/** An array of integers. */
export const integers = (values: readonly number[]): string => `{${values.join(',')}}`

const DAY_MS = 86_400_000
const DAYS_KEPT = 4_096
const days = new Map<number, string>()
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** A time in milliseconds since 1970, to the second above. Written for every date of every row, so days are remembered. */
export const time = (ms: number): string => {
  const seconds = Math.ceil(ms / 1_000)
  const day = Math.floor(seconds / 86_400)
  let date = days.get(day)
  if (date === undefined) {
    if (days.size > DAYS_KEPT) days.clear()
    date = new Date(day * DAY_MS).toISOString().slice(0, 11)
    days.set(day, date)
  }
  const rest = seconds - day * 86_400
  return `${date}${two[Math.floor(rest / 3_600)]}:${two[Math.floor(rest / 60) % 60]}:${two[rest % 60]}Z`
}
