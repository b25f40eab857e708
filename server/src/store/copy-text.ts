/** Rows in the text format of COPY (https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"). */

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A field of text, or `\N` for null. */
export const field = (text: string | null): string =>
  text === null ? '\\N' : SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, character => ESCAPES[character] ?? character) : text

/** An array of integers. */
export const integers = (values: readonly number[]): string => `{${values.join(',')}}`

/** A time in milliseconds since 1970. */
export const time = (ms: number): string => new Date(ms).toISOString()
