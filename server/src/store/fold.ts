/** The standing of one source: what it said last, with what it said before where that still holds. */
import { Statement } from '@keysguard/model'

const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a
const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a

/** What several statements add up to. */
const LISTS = ['tags', 'actors', 'campaigns', 'techniques', 'killChain', 'targets'] as const

/**
 * Folds a new statement into the standing one. Dates widen, lists join, and for the rest the newer of the two speaks;
 * a statement about an older time (an out-of-order row) only fills gaps. Folding the same statement twice changes nothing.
 */
export const foldStatement = (standing: Statement, incoming: Statement): Statement => {
  const outdated = standing.lastSeen !== undefined && incoming.lastSeen !== undefined && incoming.lastSeen < standing.lastSeen
  const folded: Statement = outdated ? { ...incoming, ...standing } : { ...standing, ...incoming }
  const firstSeen = earlier(standing.firstSeen, incoming.firstSeen)
  const lastSeen = later(standing.lastSeen, incoming.lastSeen)
  if (firstSeen !== undefined) folded.firstSeen = firstSeen
  if (lastSeen !== undefined) folded.lastSeen = lastSeen
  // A file stays what it is: of two lists of one source, one tells its size and the other does not.
  if (standing.file && incoming.file)
    folded.file = outdated ? { ...incoming.file, ...standing.file } : { ...standing.file, ...incoming.file }
  for (const key of LISTS) {
    const [before, now] = [standing[key], incoming[key]]
    if (before && now) folded[key] = joined(before, now)
  }
  return folded
}

/** Nothing changes where nothing is added. */
const joined = (before: string[], now: readonly string[]): string[] => {
  const added = now.filter(word => !before.includes(word))
  return added.length === 0 ? before : [...before, ...added].sort()
}

const KEYS = (Object.keys(Statement.shape) as (keyof Statement)[]).sort()
const PLACES: ReadonlyMap<string, number> = new Map(KEYS.map((key, place) => [key, place]))
const NAMES = KEYS.map(key => `"${key}":`)
/** What JSON writes in another way than it is; a lone half of a pair among it. */
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/
const values: unknown[] = []

/** A statement as JSON that is equal for equal statements: keys in order. Written for every row that is stored, so each key is looked at once. */
export const statementText = (statement: Statement): string => {
  let left = 0
  for (const key in statement) {
    const place = PLACES.get(key)
    const value = statement[key as keyof Statement]
    if (place === undefined || value === undefined) continue
    values[place] = value
    left |= 1 << place
  }
  let text = '{'
  for (; left !== 0; left &= left - 1) {
    const place = 31 - Math.clz32(left & -left)
    const value = values[place]
    text += text.length === 1 ? NAMES[place]! + jsonOf(value) : `,${NAMES[place]}${jsonOf(value)}`
  }
  return `${text}}`
}

/** As JSON.stringify writes it, in half the time for what statements are made of. */
const jsonOf = (value: unknown): string => {
  if (typeof value === 'string' && !NEEDS_ESCAPE.test(value)) return `"${value}"`
  if (Number.isFinite(value)) return String(value)
  return isList(value) ? listText(value) : JSON.stringify(value)
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

const listText = (list: readonly unknown[]): string => {
  let text = '['
  for (let place = 0; place < list.length; place += 1) text += place === 0 ? jsonOf(list[0]) : `,${jsonOf(list[place])}`
  return `${text}]`
}
