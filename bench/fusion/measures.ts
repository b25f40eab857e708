/** How good probabilities are, against what was true. */
export interface Measures {
  /** Mean squared error, 0 best. */
  readonly brier: number
  /** Mean -ln P(what was true), probabilities kept within 0.001..0.999. */
  readonly logLoss: number
  /** Chance that what is malicious ranks above what is not. */
  readonly auc: number
  /** Mean distance of what was said from what was so, over ten bins of equal width, weighed by their size. */
  readonly calibrationError: number
  readonly reliability: readonly { readonly said: number; readonly was: number; readonly n: number }[]
}

const BINS = 10

export const measure = (said: readonly number[], was: readonly boolean[]): Measures => {
  const n = said.length
  let brier = 0
  let logLoss = 0
  const bins = Array.from({ length: BINS }, () => ({ said: 0, was: 0, n: 0 }))
  said.forEach((p, index) => {
    const y = was[index] ? 1 : 0
    const kept = Math.min(0.999, Math.max(0.001, p))
    brier += (p - y) ** 2
    logLoss -= Math.log(y === 1 ? kept : 1 - kept)
    const bin = bins[Math.min(BINS - 1, Math.floor(p * BINS))]!
    bin.said += p
    bin.was += y
    bin.n += 1
  })
  const reliability = bins.filter(bin => bin.n > 0).map(bin => ({ said: bin.said / bin.n, was: bin.was / bin.n, n: bin.n }))
  return {
    brier: brier / n,
    logLoss: logLoss / n,
    auc: aucOf(said, was),
    calibrationError: reliability.reduce((sum, bin) => sum + (bin.n / n) * Math.abs(bin.said - bin.was), 0),
    reliability,
  }
}

/** By ranks (Mann and Whitney), ties shared. */
const aucOf = (said: readonly number[], was: readonly boolean[]): number => {
  const order = said.map((p, index) => ({ p, y: was[index]! })).sort((a, b) => a.p - b.p)
  let ranks = 0
  for (let from = 0; from < order.length; ) {
    let below = from
    while (below < order.length && order[below]!.p === order[from]!.p) below += 1
    const shared = (from + below + 1) / 2
    for (let index = from; index < below; index += 1) if (order[index]!.y) ranks += shared
    from = below
  }
  const positive = order.filter(({ y }) => y).length
  return (ranks - (positive * (positive + 1)) / 2) / (positive * (order.length - positive))
}
