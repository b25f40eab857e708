/** How well one way of grouping things agrees with another. Both give each thing the name of its group. */

type Grouping = readonly string[]

const choose2 = (n: number): number => (n * (n - 1)) / 2

interface Table {
  readonly cells: readonly number[]
  readonly truth: readonly number[]
  readonly found: readonly number[]
  readonly n: number
}

const tally = (names: Grouping): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

const tableOf = (truth: Grouping, found: Grouping): Table => ({
  cells: [...tally(truth.map((name, at) => `${name}\0${found[at]}`)).values()],
  truth: [...tally(truth).values()],
  found: [...tally(found).values()],
  n: truth.length,
})

const sum = (values: readonly number[], read: (value: number) => number): number =>
  values.reduce((total, value) => total + read(value), 0)

/** Adjusted Rand index (Hubert & Arabie 1985): 1 for the same groups, about 0 for groups by chance. */
export const adjustedRandIndex = (truth: Grouping, found: Grouping): number => {
  const { cells, truth: rows, found: columns, n } = tableOf(truth, found)
  const together = sum(cells, choose2)
  const [inTruth, inFound] = [sum(rows, choose2), sum(columns, choose2)]
  const byChance = (inTruth * inFound) / choose2(n)
  const most = (inTruth + inFound) / 2
  return most === byChance ? 1 : (together - byChance) / (most - byChance)
}

const entropy = (counts: readonly number[], n: number): number => -sum(counts, count => (count / n) * Math.log(count / n))

/** Homogeneity (each group found is of one true group) and completeness (each true group is in one), 0..1 (Rosenberg & Hirschberg 2007). */
export const homogeneity = (truth: Grouping, found: Grouping): number => {
  const { cells, truth: rows, found: columns, n } = tableOf(truth, found)
  const own = entropy(rows, n)
  return own === 0 ? 1 : 1 - (entropy(cells, n) - entropy(columns, n)) / own
}

export const completeness = (truth: Grouping, found: Grouping): number => homogeneity(found, truth)
