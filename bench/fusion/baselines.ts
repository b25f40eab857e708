/** How others score: eight formulas over the same evidence, each giving a probability of being malicious now. */
import { decayClass, decayClassOf } from '../../server/dist/intelligence/decay.js'
import type { Evidence } from '../../server/dist/intelligence/fusion.js'
import type { Learnt } from '../../server/dist/intelligence/learning/learnt.js'
import { gradePrecision } from '../../server/dist/intelligence/reliability.js'
import type { Seen } from './world.ts'

export type Formula = (seen: Seen) => number

const DAY_MS = 86_400_000
/** The defaults of MISP's model for network indicators: https://www.misp-project.org/2019/09/12/Decaying-Of-Indicators.html */
const MISP_LIFETIME_DAYS = 120
const MISP_DELTA = 2

const wordsOf = ({ case: { reports } }: Seen): readonly Evidence[] => reports.map(({ evidence }) => evidence)

/** What a source states, or else what its grade stands for. */
const stated = ({ confidence, source }: Evidence): number => (confidence ?? 100 * gradePrecision(source.reliability)) / 100
const strongest = (seen: Seen): number => Math.max(...wordsOf(seen).map(stated))
const idleDays = (seen: Seen, now: number): number => (now - Math.max(...wordsOf(seen).map(({ activeAt }) => activeAt))) / DAY_MS
const classOf = ({ case: { type, reports } }: Seen): number => decayClassOf(type, reports[0]!.evidence.threat)

interface Fit {
  readonly halfLifeDays: number
  readonly s0: number
}

/** Half-life and share at once with the least log loss over what somebody has looked at; what Fusion learnt without it where that is too little. */
const fitOf = (looked: readonly Seen[], base: number, learnt: Learnt, now: number): Fit => {
  const own = looked.filter(seen => classOf(seen) === base)
  const start = learnt.classes.find(entry => entry.base === base) ?? decayClass(base)
  if (own.length < 15) return start
  let best = { halfLifeDays: start.halfLifeDays, s0: start.s0, loss: Number.POSITIVE_INFINITY }
  for (let halfLifeDays = 0.25; halfLifeDays < 500; halfLifeDays *= 2 ** 0.25)
    for (let s0 = 0.3; s0 <= 1.001; s0 += 0.1) {
      const loss = own.reduce((sum, seen) => {
        const p = Math.min(0.999, Math.max(0.001, strongest(seen) * s0 * 2 ** (-idleDays(seen, now) / halfLifeDays)))
        return sum - Math.log(seen.maliciousNow ? p : 1 - p)
      }, 0)
      if (loss < best.loss) best = { halfLifeDays, s0, loss }
    }
  return best
}

export const baselinesOf = (all: readonly Seen[], sources: number, learnt: Learnt, now: number): ReadonlyMap<string, Formula> => {
  const looked = all.filter(seen => seen.case.label !== null)
  const fits = new Map([...new Set(all.map(classOf))].map(base => [base, fitOf(looked, base, learnt, now)]))
  return new Map<string, Formula>([
    ['last writer wins', seen => stated(wordsOf(seen).reduce((last, word) => (word.activeAt > last.activeAt ? word : last)))],
    ['max', strongest],
    ['mean', seen => wordsOf(seen).reduce((sum, word) => sum + stated(word), 0) / seen.case.reports.length],
    ['noisy-or', seen => 1 - wordsOf(seen).reduce((none, word) => none * (1 - stated(word)), 1)],
    ['majority', seen => seen.case.reports.length / sources],
    [
      "MISP's polynomial decay",
      seen => strongest(seen) * Math.max(0, 1 - (idleDays(seen, now) / MISP_LIFETIME_DAYS) ** (1 / MISP_DELTA)),
    ],
    ['max x half-life', seen => strongest(seen) * 2 ** (-idleDays(seen, now) / decayClass(classOf(seen)).halfLifeDays)],
    [
      'max x fitted survival',
      seen => {
        const { halfLifeDays, s0 } = fits.get(classOf(seen))!
        return strongest(seen) * s0 * 2 ** (-idleDays(seen, now) / halfLifeDays)
      },
    ],
  ])
}
