/** Numbers that come again with their seed (mulberry32), and the distributions the simulated world is drawn from. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  between(from: number, below: number): number
  chance(p: number): boolean
  exponential(mean: number): number
  normal(mean: number, deviation: number): number
  pick<T>(items: readonly T[]): T
}

export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const exponential = (mean: number): number => -mean * Math.log(1 - next())
  return {
    next,
    between: (from, below) => from + next() * (below - from),
    chance: p => next() < p,
    exponential,
    normal: (mean, deviation) => mean + deviation * Math.sqrt(2 * exponential(1)) * Math.cos(2 * Math.PI * next()),
    pick: items => items[Math.floor(next() * items.length)]!,
  }
}
