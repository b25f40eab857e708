/** Everything that is learnt from a sample of indicators, as one document that can be kept, shown and taken back. */
import { classInForce, INITIAL_SCORING } from '../scoring.ts'
import { byClass, type Case, type Steps } from './cases.ts'
import { type LearntConfidence, learnConfidence } from './confidence.ts'
import { type Copying, findCopies } from './copying.ts'
import { type Learnt, type LearntSource, learntScoring } from './learnt.ts'
import { type LearntClass, learnReliability } from './reliability.ts'
import { learnSurvival } from './survival.ts'

/** Learns from `cases`, a random sample of all indicators, as of `now`. Pure; about 20 µs a case. */
export const learn = (cases: readonly Case[], now: number): Learnt => {
  const steps = learnInSteps(cases, now)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in steps of some milliseconds, for who has other things to do between them. */
export function* learnInSteps(cases: readonly Case[], now: number): Steps<Learnt> {
  const copies = findCopies(cases)
  const groups = byClass(cases)
  const reliability = new Map<number, LearntClass>()
  const malicious = new Map<Case, number>()
  for (const [base, group] of groups) {
    const learnt = yield* learnReliability(group, copies, now)
    if (learnt === null) continue
    reliability.set(base, learnt)
    for (const [one, chance] of learnt.malicious) malicious.set(one, chance)
  }
  const confidence = learnConfidence(cases, malicious)
  const words = documentOf({ cases, copies, reliability, confidence }, now)
  const scoring = learntScoring(0, words, INITIAL_SCORING)
  const classes: Learnt['classes'][number][] = []
  for (const entry of words.classes) {
    const survival = yield* learnSurvival(groups.get(entry.base) ?? [], entry.base, scoring, now)
    classes.push({ ...entry, ...survival })
  }
  return { ...words, classes }
}

interface Parts {
  readonly cases: readonly Case[]
  readonly copies: readonly Copying[]
  readonly reliability: ReadonlyMap<number, LearntClass>
  readonly confidence: ReadonlyMap<string, LearntConfidence>
}

const documentOf = ({ cases, copies, reliability, confidence }: Parts, now: number): Learnt => {
  const sources = new Map<string, LearntSource>()
  const entryOf = (id: string): LearntSource => {
    const found = sources.get(id) ?? {
      id,
      worth: [],
      confidence: null,
      copies: copies.filter(({ source }) => source === id).map(({ from, rho, shared }) => ({ from, rho, shared })),
    }
    sources.set(id, found)
    return found
  }
  for (const [base, { worth }] of reliability) for (const [id, own] of worth) entryOf(id).worth.push({ base, ...own })
  for (const { source } of copies) entryOf(source)
  for (const [id, { slope, middle }] of confidence) entryOf(id).confidence = { slope, middle }
  return {
    at: new Date(now).toISOString(),
    cases: cases.length,
    labelled: cases.filter(({ label }) => label !== null).length,
    classes: [...reliability].map(([base, { prior }]) => {
      const { halfLifeDays, s0 } = classInForce(INITIAL_SCORING, base)
      return { base, prior, halfLifeDays, s0, looked: 0, gaps: 0 }
    }),
    sources: [...sources.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
