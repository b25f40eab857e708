/** Moments at which something can be said, earliest first (a binary heap). */
export interface Moment {
  readonly at: number
  /** Breaks ties: equal histories are told in equal order. */
  readonly order: string
}

const isBefore = (a: Moment, b: Moment): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

export class Clock<M extends Moment> {
  readonly #heap: M[] = []

  get size(): number {
    return this.#heap.length
  }

  set(moment: M): void {
    const heap = this.#heap
    let at = heap.push(moment) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!isBefore(moment, heap[above]!)) break
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = moment
  }

  /** Takes the earliest that is before `to`; null when there is none. */
  next(to: number): M | null {
    const heap = this.#heap
    const first = heap[0]
    if (first === undefined || first.at >= to) return null
    const last = heap.pop()!
    if (heap.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below += 1
      if (below >= heap.length || !isBefore(heap[below]!, last)) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
    return first
  }
}
