/** Indicators that may have to be judged again, as far as that is told without what sources say. */
import type { IndicatorKey } from '@keysguard/model'

export interface Candidate {
  readonly key: IndicatorKey
  readonly type: number
  readonly value: string
  readonly suppressedBy: string | null
  readonly terms: readonly number[]
}

export interface CandidateRow extends Omit<Candidate, 'suppressedBy'> {
  readonly suppressed_by: string | null
}

export const CANDIDATE = `replace(i.key::text, '-', '') as key, i.type, i.value, i.suppressed_by, i.terms`
export const candidateOf = ({ suppressed_by, ...row }: CandidateRow): Candidate => ({ ...row, suppressedBy: suppressed_by })
