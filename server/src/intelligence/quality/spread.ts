/**
 * Quartiles of times in a bounded room: counters over buckets that grow by a constant factor (DDSketch; Masson et al., VLDB 2019). A quantile
 * is within (g - 1) / (g + 1) of one of the times it was made of; two are added by adding counters, so they can be counted anywhere.
 */

/** Growth of the buckets: quantiles are within 2.5 %. */
export const GROWTH = 1.05
/** Times below this are all alike: seconds. */
export const SMALLEST = 60
/** Ten years; what is longer counts as that. */
export const LAST_BUCKET = Math.ceil(Math.log((3_652 * 86_400) / SMALLEST) / Math.log(GROWTH))

/** The bucket of a time in seconds: 0 below a minute, below 0 for what lies before. */
export const bucketOf = (seconds: number): number => {
  const size = Math.abs(seconds)
  if (size <= SMALLEST) return 0
  const bucket = Math.min(LAST_BUCKET, Math.ceil(Math.log(size / SMALLEST) / Math.log(GROWTH)))
  return seconds < 0 ? -bucket : bucket
}

const middleOf = (bucket: number): number => {
  if (bucket === 0) return 0
  const middle = (2 * SMALLEST * GROWTH ** Math.abs(bucket)) / (GROWTH + 1)
  return bucket < 0 ? -middle : middle
}

export interface Quartiles {
  readonly q1: number
  readonly median: number
  readonly q3: number
}

export class Spread {
  readonly #counts = new Uint32Array(2 * LAST_BUCKET + 1)
  #total = 0

  get total(): number {
    return this.#total
  }

  add(seconds: number): void {
    this.addBucket(bucketOf(seconds), 1)
  }

  /** `n` times that fall in a bucket, counted elsewhere. */
  addBucket(bucket: number, n: number): void {
    const place = Math.max(-LAST_BUCKET, Math.min(LAST_BUCKET, bucket)) + LAST_BUCKET
    this.#counts[place] = this.#counts[place]! + n
    this.#total += n
  }

  /** The lower of the two middle ones where there is no middle; null of nothing. Seconds. */
  quartiles(): Quartiles | null {
    if (this.#total === 0) return null
    const ranks = [0.25, 0.5, 0.75].map(share => Math.floor(share * (this.#total - 1)))
    const found: number[] = []
    let before = 0
    for (let place = 0; found.length < ranks.length; place += 1) {
      before += this.#counts[place]!
      while (found.length < ranks.length && ranks[found.length]! < before) found.push(middleOf(place - LAST_BUCKET))
    }
    return { q1: found[0]!, median: found[1]!, q3: found[2]! }
  }
}
