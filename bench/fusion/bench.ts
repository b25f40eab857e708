/**
 * Fusion against eight ways to score, in eight simulated worlds with known truth, on seeds that nothing was tuned on (1 to 3 were used for
 * that). It has to be the best of all by Brier score, log loss and ROC-AUC in each world; where it is not, the figure says so and the
 * result names who is better. The whole outcome, reliability diagrams among it, is kept in results/fusion.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, rounded } from '../figure.ts'
import type { Measures } from './measures.ts'
import { REGIMES, type Regime } from './regimes.ts'
import { type Recovery, runTrial, type Trial } from './trial.ts'

const HELD_OUT = [101, 102, 103, 104, 105]
const OWN = new Set(['Fusion', 'Fusion, nothing learnt'])

type Averaged = Omit<Measures, 'reliability'>

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const averaged = (trials: readonly Trial[], name: string): Averaged => {
  const of = (read: (measures: Measures) => number): number =>
    mean(trials.flatMap(({ measures }) => measures.get(name) ?? []).map(read))
  return {
    brier: of(one => one.brier),
    logLoss: of(one => one.logLoss),
    auc: of(one => one.auc),
    calibrationError: of(one => one.calibrationError),
  }
}

const MEASURES = [
  { name: 'Brier score', read: (m: Averaged) => m.brier, decides: true },
  { name: 'log loss', read: (m: Averaged) => m.logLoss, decides: true },
  { name: 'ROC-AUC', read: (m: Averaged) => -m.auc, decides: true },
  // Who says much the same of everything is calibrated and tells nothing apart: shown, but it decides nothing.
  { name: 'calibration error', read: (m: Averaged) => m.calibrationError, decides: false },
] as const

interface Outcome {
  readonly regime: Regime
  readonly scores: Readonly<Record<string, Averaged>>
  readonly lost: readonly { readonly measure: string; readonly to: string; readonly decides: boolean }[]
  readonly recovery: Recovery
  /** Of the first seed. */
  readonly reliability: Measures['reliability']
  readonly learnt: Trial['learnt']['classes']
}

const outcomeOf = (regime: Regime, seeds: readonly number[]): Outcome => {
  const trials = seeds.map(seed => runTrial(regime, seed))
  const [first] = trials
  if (first === undefined) throw new Error('no seed to try')
  const names = [...first.measures.keys()]
  const scores = Object.fromEntries(names.map(name => [name, averaged(trials, name)]))
  const lost = MEASURES.flatMap(({ name: measure, read, decides }) => {
    const rivals = names.filter(name => !OWN.has(name)).sort((a, b) => read(scores[a]!) - read(scores[b]!))
    const [best] = rivals
    return best !== undefined && read(scores[best]!) < read(scores.Fusion!) ? [{ measure, to: best, decides }] : []
  })
  const of = (read: (recovery: Recovery) => number): number => mean(trials.map(({ recovery }) => read(recovery)))
  return {
    regime,
    scores,
    lost,
    recovery: {
      copies: of(one => one.copies),
      claimed: of(one => one.claimed),
      right: of(one => one.right),
      precisionError: of(one => one.precisionError),
      gradeError: of(one => one.gradeError),
    },
    reliability: first.measures.get('Fusion')!.reliability,
    learnt: first.learnt.classes,
  }
}

const three = (value: number): string => value.toFixed(4)

const figureOf = ({ regime, scores, lost }: Outcome): Figure => {
  const fusion = scores.Fusion!
  const rivals = Object.entries(scores).filter(([name]) => !OWN.has(name))
  const [name, best] = rivals.reduce((least, one) => (one[1].brier < least[1].brier ? one : least))
  const not = lost.map(
    ({ measure, to }) => `${measure} (${to} ${three(Math.abs(MEASURES.find(one => one.name === measure)!.read(scores[to]!)))})`,
  )
  return {
    bench: `fusion, ${regime.name}: Brier score; log loss ${three(fusion.logLoss)}, ROC-AUC ${three(fusion.auc)}, calibration error ${three(fusion.calibrationError)}`,
    value: rounded(fusion.brier, 4),
    unit: '',
    reference: `best of the others: ${name} ${three(best.brier)}, ${three(best.logLoss)}, ${three(best.auc)}, ${three(best.calibrationError)}${not.length === 0 ? '' : `; not the best by ${not.join(', ')}`}`,
    ratio: rounded(fusion.brier / best.brier, 3),
    bar: 'best by Brier score, log loss and ROC-AUC',
    holds: lost.every(({ decides }) => !decides),
  }
}

const recoveryFigures = (outcomes: readonly Outcome[]): Figure[] => {
  const of = (read: (recovery: Recovery) => number): number => mean(outcomes.map(({ recovery }) => read(recovery)))
  const found = of(one => one.right) / of(one => one.copies)
  const [error, gradeError] = [of(one => one.precisionError), of(one => one.gradeError)]
  return [
    {
      bench: 'fusion, pairs of copy and origin found',
      value: rounded(100 * found),
      unit: '%',
      reference: `of ${of(one => one.copies)} in each world; ${rounded(100 * (1 - of(one => one.right) / of(one => one.claimed)))} % of those claimed are none`,
      ratio: null,
      bar: '>= 90 %',
      holds: found >= 0.9,
    },
    {
      bench: "fusion, mean error of a source's learnt precision",
      value: rounded(error, 3),
      unit: '',
      reference: `the grades it starts from ${rounded(gradeError, 3)}`,
      ratio: rounded(error / gradeError, 2),
      bar: 'ratio <= 0.8',
      holds: error / gradeError <= 0.8,
    },
  ]
}

export const fusionBench = (options: { readonly quick: boolean }): Figure[] => {
  const seeds = options.quick ? HELD_OUT.slice(0, 1) : HELD_OUT
  const outcomes = REGIMES.map(regime => outcomeOf(regime, seeds))
  if (!options.quick) {
    const folder = join(import.meta.dirname, '..', 'results')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'fusion.json'), `${JSON.stringify({ seeds, outcomes }, null, 2)}\n`)
  }
  return [...outcomes.map(figureOf), ...recoveryFigures(outcomes)]
}
