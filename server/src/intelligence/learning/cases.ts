/** What learning reads: a sample of indicators, who reported each and when, and what is known for sure of some. */
import type { IndicatorType } from '@keysguard/model'
import { decayClassOf } from '../decay.ts'
import type { Evidence } from '../evidence.ts'

/** One source's word with its history. */
export interface CaseReport {
  readonly evidence: Evidence
  /** When the source first spoke of it, milliseconds since 1970. */
  readonly firstAt: number
  /** Times of activity that it reported, oldest first; the last is `evidence.activeAt`. */
  readonly activity: readonly number[]
}

/** Known for sure: from a verdict, a sighting or a list of what is never malicious. */
export interface CaseLabel {
  readonly malicious: boolean
  /** Whether it was active at the time of learning; null where nobody looked. */
  readonly active: boolean | null
}

export interface Case {
  readonly type: IndicatorType
  /** At least one. */
  readonly reports: readonly CaseReport[]
  readonly label: CaseLabel | null
}

/** The decay class of each word of a case, before any refit. */
export const classOfWord = ({ type }: Pick<Case, 'type'>, { evidence }: CaseReport): number => decayClassOf(type, evidence.threat)

/** Cases by the decay class of their first report: the words about one indicator hardly ever disagree about it. */
export const byClass = (cases: readonly Case[]): ReadonlyMap<number, readonly Case[]> => {
  const groups = new Map<number, Case[]>()
  for (const one of cases) {
    const base = classOfWord(one, one.reports[0]!)
    const group = groups.get(base)
    if (group) group.push(one)
    else groups.set(base, [one])
  }
  return groups
}

/** Work that pauses now and then, so that others get their turn. */
export type Steps<Result> = Generator<void, Result>
