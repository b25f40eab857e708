/** Geometry of the stacked chart: a scale for calm days and for days on which everything came at once. */
import { SEVERITIES, type Severity, type TapeTick } from '@keysguard/model'

export interface Axis {
  /** True where the height stands for the square root of the count, so that a first import does not flatten the rest. */
  readonly isRoot: boolean
  readonly marks: readonly number[]
  /** Height of a count, 0..100. */
  readonly height: (count: number) => number
}

/** A peak this many times the median of the busy quarters is a burst. */
const BURST = 12

const roundUp = (value: number): number => {
  const magnitude = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find(step => value <= step * magnitude) ?? 10) * magnitude
}

export const axisOf = (ticks: readonly TapeTick[]): Axis => {
  const busy = ticks
    .map(tick => tick.count)
    .filter(count => count > 0)
    .sort((a, b) => a - b)
  const most = roundUp(Math.max(4, busy.at(-1) ?? 4))
  const isRoot = most > BURST * (busy[Math.floor(busy.length / 2)] ?? most)
  const scale = isRoot ? Math.sqrt : (count: number): number => count
  return {
    isRoot,
    marks: isRoot ? [most / 16, most / 4, most].map(Math.round) : [most / 2, most],
    height: count => (scale(count) / scale(most)) * 100,
  }
}

export interface Layer {
  readonly severity: Severity
  readonly path: string
}

/** From the least severe at the bottom up. Within a tick each severity takes its share of the tick's height, on any scale. */
export const layersOf = (ticks: readonly TapeTick[], axis: Axis): Layer[] => {
  const floors = ticks.map(() => 0)
  return [...SEVERITIES].reverse().map(severity => {
    const boxes = ticks.map((tick, index) => {
      if (tick[severity] === 0 || tick.count === 0) return ''
      const floor = floors[index] ?? 0
      const height = (axis.height(tick.count) * tick[severity]) / tick.count
      floors[index] = floor + height
      return `M${index} ${(100 - floor).toFixed(2)}v${(-height).toFixed(2)}h1v${height.toFixed(2)}Z`
    })
    return { severity, path: boxes.join('') }
  })
}
