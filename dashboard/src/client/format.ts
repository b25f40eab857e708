/** Numbers and times as a person reads them. Times are UTC everywhere: analysts compare them with logs. */

const grouped = new Intl.NumberFormat('en-US')
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

export const count = (value: number): string => grouped.format(value)

/** 48,211 stays; from a hundred thousand on 1.2 M, 340 k. */
export const shortCount = (value: number): string => {
  if (value < 100_000) return grouped.format(value)
  return value < 1_000_000 ? `${Math.round(value / 1000)} k` : `${oneDecimal.format(value / 1_000_000)} M`
}

export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`

export const bytes = (value: number): string => {
  if (value < 1_000) return `${value} B`
  return value < 1_000_000 ? `${oneDecimal.format(value / 1_000)} kB` : `${oneDecimal.format(value / 1_000_000)} MB`
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const YEAR = 365.25 * DAY

/** One unit is enough: 40 ms, 12 s, 4 min, 3 h, 2 d, 3.2 y. */
export const duration = (ms: number): string => {
  if (ms < SECOND) return `${Math.round(ms)} ms`
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`
  if (ms < 2 * DAY) return `${Math.round(ms / HOUR)} h`
  return ms < 2 * YEAR ? `${count(Math.round(ms / DAY))} d` : `${oneDecimal.format(ms / YEAR)} y`
}

/** "in 12 min", "4 min ago", "now". */
export const relative = (at: number, now: number): string => {
  const distance = Math.abs(at - now)
  if (distance < 5 * SECOND) return 'now'
  return at > now ? `in ${duration(distance)}` : `${duration(distance)} ago`
}

const iso = (at: number | string): string => {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}

/** 2026-11-23 21:12:27 UTC */
export const utc = (at: number | string): string => {
  const text = iso(at)
  return text === '' ? 'time not readable' : `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`
}

export const utcDay = (at: number | string): string => iso(at).slice(0, 10)
export const utcMinute = (at: number | string): string => iso(at).slice(11, 16)

/** 0.834 → 83 %; certainty is never rounded up to, nor impossibility down to. */
export const percent = (share: number): string => {
  if (share > 0.99 && share < 1) return '> 99 %'
  return share > 0 && share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`
}
