/** Dates as feeds write them: ISO 8601, seconds or milliseconds since 1970, or in an order the declaration gives. */
import { present, utc } from '../../kit/fields.ts'

const TOKENS: ReadonlySet<string> = new Set(['MM', 'DD', 'HH', 'mm', 'ss'])
const TOKEN = /YYYY|MM|DD|HH|mm|ss/g

/** Whether a text can say how a date is written. */
export const isDateFormat = (format: string): boolean => {
  const found = format.match(TOKEN) ?? []
  return (
    format.length <= 40 && new Set(found).size === found.length && ['YYYY', 'MM', 'DD'].every(token => format.includes(token))
  )
}

/** Seconds of any feed are fewer than this, milliseconds more. */
const FIRST_MS = 100_000_000_000

/** Reads dates of one field, as ISO 8601 in UTC; undefined for an absent one. Throws on what is no date. */
export const dateReader = (format: string | undefined): ((value: unknown) => string | undefined) => {
  if (format !== undefined) return inFormat(format)
  return value => {
    const text = typeof value === 'string' || typeof value === 'number' ? present(value) : undefined
    if (text === undefined) return undefined
    if (!/^\d{9,13}(?:\.\d+)?$/.test(text)) return utc(text)
    const given = Number(text)
    return new Date(given < FIRST_MS ? given * 1_000 : given).toISOString()
  }
}

const inFormat = (format: string) => {
  const order: readonly string[] = format.match(TOKEN) ?? []
  const pattern = new RegExp(
    `^${format
      .split(/(YYYY|MM|DD|HH|mm|ss)/)
      .map(piece => (piece === 'YYYY' ? '(\\d{4})' : TOKENS.has(piece) ? '(\\d{1,2})' : piece.replace(/[^\w\s]/g, '\\$&')))
      .join('')}`,
  )
  return (value: unknown): string | undefined => {
    const text = typeof value === 'string' || typeof value === 'number' ? present(value) : undefined
    if (text === undefined) return undefined
    const found = pattern.exec(text)
    if (!found) throw new RangeError(`"${text.slice(0, 60)}" is not written as ${format}`)
    const part = (token: string): number => Number(found[order.indexOf(token) + 1] ?? 0)
    const at = (token: string): number => (order.includes(token) ? part(token) : 0)
    const ms = Date.UTC(part('YYYY'), part('MM') - 1, part('DD'), at('HH'), at('mm'), at('ss'))
    const date = new Date(ms)
    if (date.getUTCMonth() !== part('MM') - 1 || date.getUTCDate() !== part('DD'))
      throw new RangeError(`"${text.slice(0, 60)}" is no date`)
    return date.toISOString()
  }
}
