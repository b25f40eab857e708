/**
 * What a source's word is worth before anything has been learnt of it. Its Admiralty grade stands for a Beta prior over its precision
 * (the share of its reports that are right), written as pseudo-counts so that verdicts and overlap can be added to them later.
 * F means "cannot be judged": it is neutral, between C and D, with the weakest prior of all, and never a mark against anything.
 */
import type { Reliability } from '@keysguard/model'

export interface BetaPrior {
  readonly right: number
  readonly wrong: number
}

const GRADES: Readonly<Record<Reliability, BetaPrior>> = {
  A: { right: 49, wrong: 1 },
  B: { right: 19, wrong: 1 },
  C: { right: 8.5, wrong: 1.5 },
  D: { right: 6, wrong: 4 },
  E: { right: 2, wrong: 3 },
  F: { right: 3, wrong: 1 },
}

/** Log-odds of an indicator that nobody has been weighed for, over all types: one in three of what stands in a feed. */
export const BASE_LOG_ODDS = -0.7

/** log(P(it reports | malicious) / P(it reports | not)): the prior's mean as log-odds, less the base that it was reached from. */
const llr = ({ right, wrong }: BetaPrior): number => Math.max(0, Math.log(right / wrong) - BASE_LOG_ODDS)

const LLR: Readonly<Record<Reliability, number>> = {
  A: llr(GRADES.A),
  B: llr(GRADES.B),
  C: llr(GRADES.C),
  D: llr(GRADES.D),
  E: llr(GRADES.E),
  F: llr(GRADES.F),
}

/** Log-likelihood ratio (natural) of one report at full confidence; never negative. */
export const gradeLlr = (grade: Reliability): number => LLR[grade]

/** Share of its reports expected to be right, 0..1. */
export const gradePrecision = (grade: Reliability): number => GRADES[grade].right / (GRADES[grade].right + GRADES[grade].wrong)

const WITHIN_95 = 1.96

/**
 * Mean of a Beta distribution and the interval that holds 95 % of it, by the normal approximation of its log-odds (variance 1/right +
 * 1/wrong), which stays between 0 and 1 and is the wider on the side where there is room.
 */
export const precisionOf = ({ right, wrong }: BetaPrior): { precision: number; low: number; high: number } => {
  const reach = Math.exp(WITHIN_95 * Math.sqrt(1 / right + 1 / wrong))
  return { precision: right / (right + wrong), low: right / (right + wrong * reach), high: right / (right + wrong / reach) }
}

/** The prior as pseudo-counts of reports that were right and wrong. */
export const gradeCounts = (grade: Reliability): BetaPrior => GRADES[grade]
