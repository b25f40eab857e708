/** Events that come one after the other. Two of the same time have no order. */
import type { Asking } from './rule.ts'
import type { Entry, Window } from './window.ts'

const NEVER = Number.NEGATIVE_INFINITY

/** Follows a chain as events come, in time independent of how many there are: for each link, the latest start of a chain that reaches it. */
export class Chain {
  readonly #wanted: readonly string[]
  #starts: readonly number[]
  #at = NEVER
  /** Links that came at the newest time; they lead on only later. */
  readonly #newest = new Set<number>()

  constructor(wanted: readonly string[]) {
    this.#wanted = wanted
    this.#starts = wanted.map(() => NEVER)
  }

  /** Takes an event; the start of the latest chain that it ends, or null. */
  take(at: number, rules: readonly string[]): number | null {
    if (at > this.#at) this.#settle(at)
    for (const rule of rules) {
      const link = this.#wanted.indexOf(rule)
      if (link >= 0) this.#newest.add(link)
    }
    const last = this.#wanted.length - 1
    if (!this.#newest.has(last)) return null
    const start = last === 0 ? at : this.#starts[last - 1]!
    return start === NEVER ? null : start
  }

  #settle(at: number): void {
    const before = this.#starts
    this.#starts = before.map((start, link) => {
      if (!this.#newest.has(link)) return start
      return Math.max(start, link === 0 ? this.#at : before[link - 1]!)
    })
    this.#newest.clear()
    this.#at = at
  }
}

type Ordered = Extract<Asking, { kind: 'ordered' }>

/** Whether a chain starts with `first` and ends before `to`, with nothing between that must not be there. */
export const chainFrom = (
  { wanted, absent }: Ordered,
  window: Window,
  first: Entry,
  span: { from: number; to: number },
): boolean => {
  const entries = [...window.entries(span.from, span.to)]
  const forbidden = (after: number, from: number, to: number): boolean =>
    absent.some(
      ({ name, after: place }) =>
        place === after && entries.some(({ at, rules }) => at > from && at < to && rules.includes(name)),
    )
  if (forbidden(0, span.from - 1, first.at)) return false
  /** Links and entries from which it has been tried in vain. */
  const vain = new Set<string>()
  const leads = (link: number, from: Entry): boolean => {
    if (link === wanted.length) return !forbidden(link, from.at, span.to + 1)
    const mark = `${link}\u0000${from.id}`
    if (vain.has(mark)) return false
    for (const entry of entries) {
      if (entry.at <= from.at || !entry.rules.includes(wanted[link]!)) continue
      if (forbidden(link, from.at, entry.at)) break
      if (leads(link + 1, entry)) return true
    }
    vain.add(mark)
    return false
  }
  return leads(1, first)
}
