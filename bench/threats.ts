/** Threats found in campaigns whose truth is known, on seeds nothing was chosen by, beside connected components over the same links. */
import { simulate } from '../test/support/campaigns.ts'
import { type Agreement, groupings } from '../test/support/groups.ts'
import { type Figure, rounded } from './figure.ts'

/** Weights and resolution were chosen on seeds 1 to 8. */
const HELD_OUT = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110]

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

export const threatsBench = ({ quick }: { readonly quick: boolean }): Figure[] => {
  const seeds = quick ? HELD_OUT.slice(0, 3) : HELD_OUT
  const runs = seeds.map(seed => groupings(simulate(seed, { campaigns: 30, floor: 800 })))
  const of = (read: (run: (typeof runs)[number]) => Agreement, figure: keyof Agreement): number =>
    rounded(mean(runs.map(run => read(run)[figure])), 3)
  const wins = runs.filter(({ ours, anything, heavy }) => ours.ari > Math.max(anything.ari, heavy.ari)).length
  const least = Math.min(...runs.map(({ ours, heavy }) => ours.ari / heavy.ari))
  return [
    {
      bench: `threats, adjusted Rand index, ${seeds.length} held-out seeds`,
      value: of(run => run.ours, 'ari'),
      unit: '',
      reference: `connected components ${of(run => run.heavy, 'ari')} over heavy links, ${of(run => run.anything, 'ari')} over all; better on ${wins} of ${seeds.length} seeds`,
      ratio: rounded(least, 2),
      bar: 'above connected components on every seed',
      holds: wins === seeds.length,
    },
    ...(
      [
        ['homogeneity', 0.9],
        ['completeness', 0.88],
        ['singletons', 0.88],
      ] as const
    ).map(
      ([figure, bar]): Figure => ({
        bench: `threats, ${figure === 'singletons' ? 'singletons left alone' : figure}`,
        value: of(run => run.ours, figure),
        unit: '',
        reference: `connected components over heavy links ${of(run => run.heavy, figure)}`,
        ratio: null,
        bar: `>= ${bar}`,
        holds: of(run => run.ours, figure) >= bar,
      }),
    ),
  ]
}
