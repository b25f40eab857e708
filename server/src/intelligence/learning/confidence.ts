/**
 * What the confidence that a source states is worth. Where it is spread alike around its mean for what is right and what is wrong
 * (normal, equal variance), a report adds log-odds (m1 - m0) / v x (c - middle): the linear discriminant. A source that states the same
 * of everything, or states it at random, gets a slope of 0.
 */
import type { Case } from './cases.ts'

export interface LearntConfidence {
  readonly slope: number
  readonly middle: number
}

/** As many imagined reports whose confidence tells nothing. */
const PRIOR_REPORTS = 50
const LEAST_REPORTS = 50
/** Log-odds a point of confidence: a whole range of 100 points is worth no more than 5. */
const MOST_SLOPE = 0.05

interface Sums {
  right: number
  wrong: number
  rightSum: number
  wrongSum: number
  squares: number
}

/** By source; those whose confidence tells nothing, or who state none, are absent. `malicious` holds P(ever malicious) of each case. */
export const learnConfidence = (
  cases: readonly Case[],
  malicious: ReadonlyMap<Case, number>,
): ReadonlyMap<string, LearntConfidence> => {
  const sums = new Map<string, Sums>()
  for (const one of cases) {
    const p = malicious.get(one)
    if (p === undefined) continue
    for (const { evidence } of one.reports) {
      const { confidence, source } = evidence
      if (confidence === null || confidence === 0) continue
      const own = sums.get(source.id) ?? { right: 0, wrong: 0, rightSum: 0, wrongSum: 0, squares: 0 }
      sums.set(source.id, own)
      own.right += p
      own.wrong += 1 - p
      own.rightSum += p * confidence
      own.wrongSum += (1 - p) * confidence
      own.squares += confidence * confidence
    }
  }
  const learnt = new Map<string, LearntConfidence>()
  for (const [id, own] of sums) {
    const slope = slopeOf(own)
    if (slope > 0.001) learnt.set(id, { slope, middle: (own.rightSum + own.wrongSum) / (own.right + own.wrong) })
  }
  return learnt
}

const slopeOf = ({ right, wrong, rightSum, wrongSum, squares }: Sums): number => {
  const reports = right + wrong
  if (reports < LEAST_REPORTS || right < 2 || wrong < 2) return 0
  const ofRight = rightSum / right
  const ofWrong = wrongSum / wrong
  const variance = squares / reports - (right / reports) * ofRight ** 2 - (wrong / reports) * ofWrong ** 2
  const fewer = Math.min(right, wrong)
  return Math.min(MOST_SLOPE, Math.max(0, ((ofRight - ofWrong) / Math.max(variance, 4)) * (fewer / (fewer + PRIOR_REPORTS))))
}
