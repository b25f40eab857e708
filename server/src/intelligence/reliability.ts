/**
 * What a source's word is worth before anything has been learnt of it. The Admiralty grade stands for odds that what it reports is
 * malicious (the mean of a Beta prior); F means "cannot be judged" and is neutral between C and D, not bad.
 */
import type { Reliability } from '@keysguard/model'

const ODDS: Readonly<Record<Reliability, number>> = { A: 60, B: 20, C: 6, D: 2.5, E: 1.2, F: 3 }

const LLR = mapGrades(odds => Math.log(odds))
const PRECISION = mapGrades(odds => odds / (1 + odds))
const LOG2_PRECISION = mapGrades(odds => Math.log2(odds / (1 + odds)))

/** Log-likelihood ratio (natural) of one report at full confidence. */
export const gradeLlr = (grade: Reliability): number => LLR[grade]

/** Share of its reports expected to be right. */
export const gradePrecision = (grade: Reliability): number => PRECISION[grade]

export const gradeLog2Precision = (grade: Reliability): number => LOG2_PRECISION[grade]

function mapGrades(read: (odds: number) => number): Readonly<Record<Reliability, number>> {
  return { A: read(ODDS.A), B: read(ODDS.B), C: read(ODDS.C), D: read(ODDS.D), E: read(ODDS.E), F: read(ODDS.F) }
}
