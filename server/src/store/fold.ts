/** The standing of one source: what it said last, with what it said before where that still holds. */
import type { Statement } from '@keysguard/model'

const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a
const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a

/**
 * Folds a new statement into the standing one. Dates widen, tags join, and for the rest the newer of the two speaks;
 * a statement about an older time (an out-of-order row) only fills gaps. Folding the same statement twice changes nothing.
 */
export const foldStatement = (standing: Statement, incoming: Statement): Statement => {
  const outdated = standing.lastSeen !== undefined && incoming.lastSeen !== undefined && incoming.lastSeen < standing.lastSeen
  const folded: Statement = outdated ? { ...incoming, ...standing } : { ...standing, ...incoming }
  const firstSeen = earlier(standing.firstSeen, incoming.firstSeen)
  const lastSeen = later(standing.lastSeen, incoming.lastSeen)
  if (firstSeen !== undefined) folded.firstSeen = firstSeen
  if (lastSeen !== undefined) folded.lastSeen = lastSeen
  if (standing.tags && incoming.tags) folded.tags = [...new Set([...standing.tags, ...incoming.tags])].sort()
  return folded
}

/** A statement as text that is equal for equal statements: keys in order. */
export const statementText = (statement: Statement): string => {
  const keys = Object.keys(statement) as (keyof Statement)[]
  let ordered = true
  for (let index = 1; index < keys.length; index += 1) if (keys[index - 1]! > keys[index]!) ordered = false
  if (ordered) return JSON.stringify(statement)
  keys.sort()
  return JSON.stringify(Object.fromEntries(keys.map(key => [key, statement[key]])))
}
