/** Whether two have more in common than chance would give them. */

/** ln(n!) by Stirling's series; exact enough (1e-9) from n = 0 on for what is compared here. */
const logFactorial = (n: number): number => {
  if (n < 10) {
    let product = 1
    for (let factor = 2; factor <= n; factor += 1) product *= factor
    return Math.log(product)
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

export interface Shared {
  /** What both have. */
  readonly both: number
  readonly a: number
  readonly b: number
  /** Everything there is to have. */
  readonly all: number
}

/**
 * The chance, as log10, that two who drew `a` and `b` of `all` blindly would have at least `both` in common: the upper tail of the
 * hypergeometric distribution (as in Fisher's exact test). 0 is certain, -6 is one in a million.
 */
export const logChance = ({ both, a, b, all }: Shared): number => {
  const most = Math.min(a, b)
  const total = Math.max(all, a + b - both, 1)
  const whole = logChoose(total, b)
  const terms: number[] = []
  for (let k = Math.max(both, a + b - total, 0); k <= most; k += 1)
    terms.push(logChoose(a, k) + logChoose(total - a, b - k) - whole)
  if (terms.length === 0) return both > most ? Number.NEGATIVE_INFINITY : 0
  const peak = Math.max(...terms)
  const sum = terms.reduce((added, term) => added + Math.exp(term - peak), 0)
  return Math.min(0, (peak + Math.log(sum)) / Math.LN10)
}

/** 0..1: how large a part of the smaller one is shared. */
export const overlap = ({ both, a, b }: Shared): number => both / Math.max(1, Math.min(a, b))
