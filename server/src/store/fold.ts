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
  for (const key of LISTS) {
    const [before, now] = [standing[key], incoming[key]]
    if (before && now) folded[key] = [...new Set([...before, ...now])].sort()
  }
  return folded
}

const KEYS = (Object.keys(Statement.shape) as (keyof Statement)[]).sort()
const NEEDS_ESCAPE = /["\\\p{Cc}\p{Cs}]/u

/** A statement as JSON that is equal for equal statements: keys in order. Written for every row that is stored. */
export const statementText = (statement: Statement): string => {
  let text = ''
  for (const key of KEYS) {
    const value = statement[key]
    if (value === undefined) continue
    const json = typeof value === 'string' && !NEEDS_ESCAPE.test(value) ? `"${value}"` : JSON.stringify(value)
    text += text === '' ? `{"${key}":${json}` : `,"${key}":${json}`
  }
  return text === '' ? '{}' : `${text}}`
}
