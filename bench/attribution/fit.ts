/** Fits the weights of attribution by maximum likelihood on reports about groups, each case twice: with its group known, and with it unknown. */
import type { Field, Profile, Trait } from '../../server/dist/intelligence/attribution/profiles.js'
import type { Weights } from '../../server/dist/intelligence/attribution/weights.js'
import type { Case } from './cases.js'

const STEPS = 160
const RATE = 0.06
const SHRINK = 0.002
/** Half of what turns up is the work of nobody in the books. */
const UNKNOWN_SHARE = 0.5
/** rare, wide, level of techniques and of software; known; unknown: level, techniques, software. */
const COUNT = 10
const START = [0.4, 0.1, 0.3, 1.4, 0.5, 0, 0.5, 2, 1, 1]

interface Row {
  /** Rarities of shared traits. */
  readonly technique: readonly number[]
  readonly software: readonly number[]
  readonly logTechniques: number
  readonly logSoftware: number
  readonly truth: boolean
}

interface Problem {
  readonly rows: readonly Row[]
  readonly techniques: number
  readonly software: number
}

const rowOf = (field: Field, profile: Profile, { observed }: Case, truth: boolean): Row => {
  const shared = (trait: Trait, ids: readonly string[]): number[] =>
    ids.filter(id => profile.traits[trait].has(id)).map(id => field.rarity(trait, id))
  return {
    technique: shared('technique', observed.techniques),
    software: shared('software', observed.software),
    logTechniques: Math.log(profile.traits.technique.size + 5),
    logSoftware: Math.log(profile.traits.software.size + 5),
    truth,
  }
}

const problemOf = (field: Field, one: Case): Problem => ({
  rows: field.profiles.map(profile => rowOf(field, one.profiles.get(profile.id) ?? profile, one, one.profiles.has(profile.id))),
  techniques: Math.log(one.observed.techniques.length + 1),
  software: one.observed.software.length,
})

/** The score of a row; writes what each weight adds to it into `gradient`. The same formula as `weigh.ts`. */
const scoreRow = (row: Row, w: Float64Array, gradient: Float64Array): number => {
  gradient.fill(0)
  let score = w[6]! * row.logTechniques
  gradient[6] = row.logTechniques
  const add = (rarities: readonly number[], log: number, from: number): void => {
    for (const rarity of rarities) {
      const weight = w[from]! * rarity - w[from + 1]! * log + w[from + 2]!
      if (weight <= 0) continue
      score += weight
      gradient[from]! += rarity
      gradient[from + 1]! -= log
      gradient[from + 2]! += 1
    }
  }
  add(row.technique, row.logTechniques, 0)
  add(row.software, row.logSoftware, 3)
  return score
}

/** Adds the gradient of a case's log-likelihood, its group known or not, to `total`. */
const pull = (
  rows: readonly Row[],
  scores: Float64Array,
  gradients: readonly Float64Array[],
  known: boolean,
  total: Float64Array,
): void => {
  const open = (index: number): boolean => known || rows[index]?.truth !== true
  let highest = Number.NEGATIVE_INFINITY
  for (let index = 0; index <= rows.length; index += 1) if (open(index)) highest = Math.max(highest, scores[index]!)
  let sum = 0
  for (let index = 0; index <= rows.length; index += 1) if (open(index)) sum += Math.exp(scores[index]! - highest)
  const share = known ? 1 - UNKNOWN_SHARE : UNKNOWN_SHARE
  for (let index = 0; index <= rows.length; index += 1) {
    if (!open(index)) continue
    const right = known ? rows[index]?.truth === true : index === rows.length
    const by = share * ((right ? 1 : 0) - Math.exp(scores[index]! - highest) / sum)
    if (Math.abs(by) > 1e-6) for (let k = 0; k < COUNT; k += 1) total[k]! += by * gradients[index]![k]!
  }
}

/** Adam. */
export const fitWeights = (field: Field, cases: readonly Case[]): Weights => {
  const problems = cases.map(one => problemOf(field, one))
  const w = Float64Array.from(START)
  const [mean, square] = [new Float64Array(COUNT), new Float64Array(COUNT)]
  const scores = new Float64Array(field.profiles.length + 1)
  const gradients = Array.from(scores, () => new Float64Array(COUNT))
  for (let step = 1; step <= STEPS; step += 1) {
    const total = new Float64Array(COUNT)
    for (const { rows, techniques, software } of problems) {
      rows.forEach((row, index) => {
        scores[index] = scoreRow(row, w, gradients[index]!)
      })
      scores[rows.length] = w[7]! + w[8]! * techniques + w[9]! * software
      gradients[rows.length]!.set([1, techniques, software], 7)
      pull(rows, scores, gradients, true, total)
      pull(rows, scores, gradients, false, total)
    }
    for (let k = 0; k < COUNT; k += 1) {
      const gradient = total[k]! / problems.length - SHRINK * w[k]!
      mean[k] = 0.9 * mean[k]! + 0.1 * gradient
      square[k] = 0.99 * square[k]! + 0.01 * gradient ** 2
      w[k]! += (RATE * (mean[k]! / (1 - 0.9 ** step))) / (Math.sqrt(square[k]! / (1 - 0.99 ** step)) + 1e-9)
    }
  }
  const at = (k: number): number => Math.round(w[k]! * 1000) / 1000
  return {
    technique: { rare: at(0), wide: at(1), level: at(2) },
    software: { rare: at(3), wide: at(4), level: at(5) },
    target: at(0),
    known: at(6),
    unknown: { level: at(7), techniques: at(8), software: at(9) },
  }
}
