/** Figures that say what they rest on, or why they are not known. */
import type { MeasuredShare, MeasuredSpread, Unknown, UnknownFigure } from '@keysguard/model'
import type { Spread } from './spread.ts'

/** Of fewer cases nothing is said. */
export const LEAST_CASES = 20

/** Two-sided 95 %. */
const Z = 1.959964

export const unknown = (why: UnknownFigure, cases = 0): Unknown => ({ known: false, why, cases })

/** `part` of `cases`, with the score interval of Wilson (JASA 1927): it stays within 0..1 and holds for shares near either end. */
export const shareOf = (part: number, cases: number): MeasuredShare => {
  if (cases < LEAST_CASES) return unknown('too-few', cases)
  const value = part / cases
  const z2 = Z * Z
  const middle = (value + z2 / (2 * cases)) / (1 + z2 / cases)
  const half = (Z / (1 + z2 / cases)) * Math.sqrt((value * (1 - value)) / cases + z2 / (4 * cases * cases))
  return {
    known: true,
    value,
    low: Math.max(0, Math.min(value, middle - half)),
    high: Math.min(1, Math.max(value, middle + half)),
    cases,
  }
}

export const spreadOf = (spread: Spread): MeasuredSpread => {
  const quartiles = spread.quartiles()
  if (quartiles === null || spread.total < LEAST_CASES) return unknown('too-few', spread.total)
  return { known: true, ...quartiles, cases: spread.total }
}

/** The same seen from the other side. */
export const mirroredShare = (share: MeasuredShare): MeasuredShare =>
  share.known ? { ...share, value: 1 - share.value, low: 1 - share.high, high: 1 - share.low } : share

export const mirroredSpread = (spread: MeasuredSpread): MeasuredSpread =>
  spread.known ? { ...spread, q1: negated(spread.q3), median: negated(spread.median), q3: negated(spread.q1) } : spread

const negated = (seconds: number): number => (seconds === 0 ? 0 : -seconds)
