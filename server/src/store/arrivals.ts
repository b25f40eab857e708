/** What came in with a batch: when it counts as arrived, and the most severe of it. */
import type { IndicatorKey, Severity } from '@keysguard/model'
import type { Judged } from './judged.ts'

export interface BatchRun {
  readonly id: number
  readonly at: number
  readonly sample: boolean
}

export interface Arrived {
  readonly key: IndicatorKey
  readonly type: string
  readonly value: string
  readonly severity: Severity
  readonly risk: number
  readonly threat: string
}

const TOP = 5
const DAY_MS = 86_400_000

/** Keeps the most severe in `top`. */
export const keepTop = (top: Arrived[], arrived: Arrived): void => {
  if (top.length === TOP && arrived.risk <= top[TOP - 1]!.risk) return
  top.push(arrived)
  top.sort((a, b) => b.risk - a.risk)
  if (top.length > TOP) top.pop()
}

export const mergeTop = (a: readonly Arrived[], b: readonly Arrived[]): readonly Arrived[] =>
  a.length === 0 ? b : [...a, ...b].sort((x, y) => y.risk - x.risk).slice(0, TOP)

/** The sample day comes in at once but is shown as it would have come: spread over the day before, by its key. */
export const arrival = ({ key }: Pick<Judged, 'key'>, { at, sample }: BatchRun): number =>
  sample ? at - Math.floor((Number.parseInt(key.slice(0, 8), 16) / 2 ** 32) * DAY_MS) : at
