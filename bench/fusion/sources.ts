/** The sources of the simulated world: mixed in precision, coverage, speed and honesty about confidence; the last eight copy others. */
import type { Reliability } from '@keysguard/model'
import type { SourceProfile } from '../../server/dist/intelligence/fusion.js'
import type { Random } from './random.ts'
import type { Regime } from './regimes.ts'

export const KINDS = [
  { type: 'ipv4', threat: 'scanner', activeDays: 10 },
  { type: 'url', threat: 'phishing', activeDays: 5 },
  { type: 'domain', threat: 'c2', activeDays: 50 },
] as const

export interface SimulatedSource {
  readonly profile: SourceProfile
  readonly kinds: readonly number[]
  /** Share of malicious things that it reports while they are active. */
  readonly coverage: number
  /** Share of its reports that are right. */
  readonly precision: number
  /** Days from the start of activity to its report, on average. */
  readonly delayDays: number
  /** Days between its reports of the same thing, on average. */
  readonly againDays: number
  /** Days for which it goes on reporting what is over, on average. */
  readonly tailDays: number
  /** Null: states no confidence. */
  readonly confidence: { readonly middle: number; readonly tells: number } | null
  readonly turns: boolean
  readonly copies: { readonly from: number; readonly share: number; readonly lagDays: number } | null
}

const ORIGINALS = 22
const COPIERS = 8
const GRADES: readonly Reliability[] = ['A', 'B', 'C', 'D', 'E']
const GRADE_FROM = [0.96, 0.9, 0.75, 0.5, 0]

/** Somebody's judgement: right in two of three, a letter off in the rest; one in ten cannot be judged. */
const gradeOf = (precision: number, random: Random): Reliability => {
  if (random.chance(0.1)) return 'F'
  const right = GRADE_FROM.findIndex(from => precision >= from)
  const off = random.chance(1 / 3) ? (random.chance(0.5) ? 1 : -1) : 0
  return GRADES[Math.min(GRADES.length - 1, Math.max(0, right + off))]!
}

const profileOf = (id: string, reliability: Reliability, dates: SourceProfile['dates']): SourceProfile => ({
  id,
  name: id,
  reliability,
  lineage: [id],
  dates,
})

const original = (index: number, regime: Regime, random: Random): SimulatedSource => {
  const precision = random.chance(0.25) ? random.between(0.3, 0.7) : random.between(0.7, 0.99)
  const first = Math.floor(random.next() * KINDS.length)
  const kinds = regime.scopes ? (random.chance(0.5) ? [first] : [first, (first + 1) % KINDS.length]) : [0, 1, 2]
  const turns = regime.turning && index < 2
  return {
    profile: profileOf(
      `source-${index}`,
      gradeOf(turns ? 0.95 : precision, random),
      random.chance(0.3) ? 'membership' : 'activity',
    ),
    kinds,
    coverage: turns ? 0.3 : 0.03 * 12 ** random.next(),
    precision: turns ? 0.95 : precision,
    delayDays: random.between(0.1, 2),
    againDays: random.between(1, 4),
    tailDays: random.chance(0.3) ? random.between(1, 6) : 0,
    confidence: random.chance(0.25)
      ? null
      : { middle: random.between(30, 95), tells: random.chance(0.4) ? 0 : random.between(2, 10) },
    turns,
    copies: null,
  }
}

const copier = (index: number, originals: readonly SimulatedSource[], random: Random): SimulatedSource => {
  const from = Math.floor(random.next() * originals.length)
  const origin = originals[from]!
  return {
    ...origin,
    profile: profileOf(`source-${index}`, gradeOf(origin.precision, random), 'activity'),
    coverage: origin.coverage * 0.05,
    precision: random.between(0.5, 0.9),
    confidence: random.chance(0.5) ? null : { middle: random.between(30, 95), tells: 0 },
    turns: false,
    copies: { from, share: random.between(0.7, 0.95), lagDays: random.between(0.1, 1) },
  }
}

const poisoner = (index: number): SimulatedSource => ({
  profile: profileOf(`source-${index}`, 'B', 'activity'),
  kinds: [0, 1, 2],
  coverage: 0.05,
  precision: 0.08,
  delayDays: 0.5,
  againDays: 2,
  tailDays: 0,
  confidence: { middle: 95, tells: 0 },
  turns: false,
  copies: null,
})

export const simulateSources = (regime: Regime, random: Random): readonly SimulatedSource[] => {
  const originals = Array.from({ length: ORIGINALS }, (_, index) => original(index, regime, random))
  if (regime.poisoner) originals[ORIGINALS - 1] = poisoner(ORIGINALS - 1)
  const copiers = Array.from({ length: COPIERS }, (_, index) => copier(ORIGINALS + index, originals, random))
  if (regime.poisoner)
    for (const index of [0, 1])
      copiers[index] = {
        ...copiers[index]!,
        kinds: [0, 1, 2],
        precision: 0.5,
        copies: { from: ORIGINALS - 1, share: 0.8, lagDays: 0.3 },
      }
  return [...originals, ...copiers]
}
