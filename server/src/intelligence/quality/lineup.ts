/**
 * An order of the sources in which those that report the same stand together: clusters of average linkage over the overlap coefficient
 * (shared / the smaller of the two, so that a part stands beside its whole), each joined at the ends that are closest.
 */

/** Places in order; `overlap` is 0..1 and the same both ways. Takes the time of n^3, for some hundreds. */
export const lineup = (n: number, overlap: (a: number, b: number) => number): readonly number[] => {
  const near = Array.from({ length: n }, (_, a) =>
    Array.from({ length: n }, (_, b) => (a === b ? 1 : overlap(Math.min(a, b), Math.max(a, b)))),
  )
  const average = near.map(row => [...row])
  const clusters = new Map<number, readonly number[]>(near.map((_, place) => [place, [place]]))
  for (;;) {
    const best = closest(clusters, average)
    if (best === null) break
    const [a, b] = best
    const left = clusters.get(a)!
    const right = clusters.get(b)!
    clusters.set(a, joined(left, right, near))
    clusters.delete(b)
    for (const other of clusters.keys()) {
      if (other === a) continue
      const mean = (left.length * average[a]![other]! + right.length * average[b]![other]!) / (left.length + right.length)
      average[a]![other] = mean
      average[other]![a] = mean
    }
  }
  return [...clusters.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!).flat()
}

/** The two clusters that have most in common; null where no two have anything. */
const closest = (
  clusters: ReadonlyMap<number, unknown>,
  average: readonly (readonly number[])[],
): readonly [number, number] | null => {
  let best: readonly [number, number] | null = null
  let most = 0
  for (const a of clusters.keys())
    for (const b of clusters.keys()) {
      const value = average[a]![b]!
      if (a < b && value > most) {
        best = [a, b]
        most = value
      }
    }
  return best
}

const joined = (left: readonly number[], right: readonly number[], near: readonly (readonly number[])[]): readonly number[] => {
  const mirrored = [...left].reverse()
  const turned = [...right].reverse()
  const ways = [
    [left, right],
    [left, turned],
    [mirrored, right],
    [mirrored, turned],
  ] as const
  const touch = ([one, other]: readonly [readonly number[], readonly number[]]): number => near[one.at(-1)!]![other[0]!]!
  const [one, other] = ways.reduce((best, way) => (touch(way) > touch(best) ? way : best))
  return [...one, ...other]
}
