/** How providers write what they mean: absent values, times, lists. */

const ABSENT: ReadonlySet<string> = new Set(['', 'none', 'n/a', 'null', '-', 'unknown'])
const LONGEST_ABSENT = Math.max(...[...ABSENT].map(text => text.length))

/** The text, or undefined where the provider says "none". */
export const present = (text: string | number | null | undefined): string | undefined => {
  if (text === null || text === undefined) return undefined
  const trimmed = String(text).trim()
  return trimmed.length <= LONGEST_ABSENT && ABSENT.has(trimmed.toLowerCase()) ? undefined : trimmed
}

/** The commonest ways to write a time, without what no month has. */
const PLAIN_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|\+00:00)?$/
/** Where the fraction of a second begins. */
const DOT_AT = 19
const MILLISECOND_DIGITS = 3

/** A day alone is its midnight. */
const PLAIN_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/

/** A time as ISO 8601 in UTC. Providers leave the zone out or write `UTC`; a date alone is its midnight. Throws on what is no time. */
export const utc = (text: string | null | undefined): string | undefined => {
  if (typeof text === 'string' && text.length >= DOT_AT && PLAIN_TIME.test(text))
    return `${text.slice(0, 10)}T${text.slice(11, DOT_AT)}.${milliseconds(text)}Z`
  if (typeof text === 'string' && text.length === 10 && PLAIN_DAY.test(text)) return `${text}T00:00:00.000Z`
  const given = present(text)
  if (given === undefined) return undefined
  const plain = given.replace(/ ?UTC$/, '').replace(' ', 'T')
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(plain) ? plain : plain.includes('T') ? `${plain}Z` : plain
  const ms = Date.parse(zoned)
  if (Number.isNaN(ms)) throw new RangeError(`"${given}" is no time`)
  return new Date(ms).toISOString()
}

/** The first three digits of the fraction, as the engine's own parser keeps them. */
const milliseconds = (time: string): string =>
  time[DOT_AT] === '.' ? (/^\d{1,3}/.exec(time.slice(DOT_AT + 1))?.[0] ?? '').padEnd(MILLISECOND_DIGITS, '0') : '000'

/** Seconds since 1970 as ISO 8601 in UTC; undefined where there are none (0 is how some providers say that). Throws on what is no time. */
export const unixTime = (seconds: string | number | null | undefined): string | undefined =>
  present(seconds) === undefined || Number(seconds) === 0 ? undefined : new Date(Number(seconds) * 1_000).toISOString()

/** A list without what is absent and what is there twice; undefined for an empty one. */
export const listed = (list: readonly (string | null | undefined)[] | null | undefined): string[] | undefined => {
  const known = [...new Set((list ?? []).flatMap(entry => present(entry) ?? []))]
  return known.length === 0 ? undefined : known
}

/** A comma-separated list as lower-case tags. */
export const tags = (text: string | readonly string[] | null | undefined): string[] | undefined => {
  const list = typeof text === 'string' ? (present(text)?.split(',') ?? []) : (text ?? [])
  const clean = list.flatMap(tag => present(tag)?.toLowerCase() ?? [])
  return clean.length === 0 ? undefined : [...new Set(clean)]
}

type Stated<T> = { readonly [K in keyof T]: T[K] | undefined }

const isWhole = <T extends object>(statement: Stated<T>): statement is T => {
  for (const key in statement) if (statement[key] === undefined) return false
  return true
}

/** The object without its undefined members. */
export const said = <T extends object>(statement: Stated<T>): T => {
  if (isWhole(statement)) return statement
  const defined: Partial<T> = {}
  for (const key in statement) if (statement[key] !== undefined) defined[key] = statement[key]
  return defined as T
}

/** `address:port`, split at the last colon; brackets around an IPv6 address are dropped. */
export const addressAndPort = (text: string): { readonly address: string; readonly port: number | undefined } => {
  const colon = text.lastIndexOf(':')
  const port = Number(text.slice(colon + 1))
  if (colon === -1 || !Number.isInteger(port) || port < 0 || port > 65_535) return { address: text, port: undefined }
  return { address: text.slice(0, colon).replace(/^\[|\]$/g, ''), port }
}

/** Labelled texts worth reading on the page of an indicator; undefined when none is present. */
export const details = (named: Readonly<Record<string, string | null | undefined>>): Record<string, string> | undefined => {
  let known: Record<string, string> | undefined
  for (const label in named) {
    const text = named[label]
    if (text === null || text === undefined || present(text) === undefined) continue
    known ??= {}
    known[label] = String(text)
  }
  return known
}
