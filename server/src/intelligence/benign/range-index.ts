/**
 * Address ranges that may overlap, cut into segments that do not: where an address lies is one binary search. Addresses and networks are
 * canonical: dotted quad or RFC 5952, host bits clear.
 */

/** `[from, next)`: the bound after the last address. */
interface Span<Bound> {
  readonly from: Bound
  readonly next: Bound
  readonly id: number
}

const NONE: readonly number[] = []
/** A network that reaches into more ranges than this is told of the first. */
const MOST_MET = 256

/** Numbers of the spans by segment, the innermost span last. */
class Segments<Bound extends number | string> {
  #starts: Bound[] = []
  readonly #held: (readonly number[])[] = []

  constructor(spans: readonly Span<Bound>[]) {
    const order = [...spans].sort((a, b) => compare(a.from, b.from) || compare(b.next, a.next))
    const open: Span<Bound>[] = []
    const closeUntil = (bound: Bound | null): void => {
      for (let inner = open.at(-1); inner && (bound === null || inner.next <= bound); inner = open.at(-1)) {
        const end = inner.next
        while (open.length > 0 && open.at(-1)!.next <= end) open.pop()
        this.#begin(end, open)
      }
    }
    for (const span of order) {
      closeUntil(span.from)
      // Spans are networks, so one that begins within another ends within it; ranges that cross are kept in order of their ends.
      const place = open.findIndex(({ next }) => next < span.next)
      if (place === -1) open.push(span)
      else open.splice(place, 0, span)
      this.#begin(span.from, open)
    }
    closeUntil(null)
  }

  #begin(start: Bound, open: readonly Span<Bound>[]): void {
    const held = open.length === 0 ? NONE : open.map(({ id }) => id)
    if (this.#starts.at(-1) === start) this.#held[this.#held.length - 1] = held
    else {
      this.#starts.push(start)
      this.#held.push(held)
    }
  }

  /** The segment that `bound` lies in, or -1. */
  #place(bound: Bound): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle]! <= bound) low = middle + 1
      else high = middle - 1
    }
    return high
  }

  at(bound: Bound): readonly number[] {
    return this.#held[this.#place(bound)] ?? NONE
  }

  /** What lies in or reaches into `[from, next)`, each once. */
  within(from: Bound, next: Bound): readonly number[] {
    const met = new Set(this.at(from))
    for (let place = this.#place(from) + 1; met.size < MOST_MET; place += 1) {
      const start = this.#starts[place]
      if (start === undefined || start >= next) break
      for (const id of this.#held[place]!) met.add(id)
    }
    return [...met]
  }
}

const compare = <Bound extends number | string>(a: Bound, b: Bound): number => (a < b ? -1 : a > b ? 1 : 0)

/** How a network stands to a range: wholly inside it, or reaching beyond it. */
export interface Met {
  readonly id: number
  readonly inside: boolean
}

export class RangeIndex {
  readonly #v4: Segments<number>
  readonly #v6: Segments<string>
  readonly #spans: readonly { readonly from: number | string; readonly next: number | string }[]

  /** `ranges[n]` is an address, a network, or `first-last`; its number is n. */
  constructor(ranges: readonly string[]) {
    const v4: Span<number>[] = []
    const v6: Span<string>[] = []
    this.#spans = ranges.map((range, id) => {
      const bounds = boundsOf(range)
      if (bounds.v6) v6.push({ ...bounds, id })
      else v4.push({ ...bounds, id })
      return bounds
    })
    this.#v4 = new Segments(v4)
    this.#v6 = new Segments(v6)
  }

  /** Numbers of the ranges that hold an address, the innermost last. */
  holding(address: string): readonly number[] {
    return address.includes(':') ? this.#v6.at(hexOf(address)) : this.#v4.at(numberOf(address))
  }

  /** The ranges that hold a network or that it reaches into. */
  meeting(network: string): readonly Met[] {
    const bounds = boundsOf(network)
    const met = bounds.v6 ? this.#v6.within(bounds.from, bounds.next) : this.#v4.within(bounds.from, bounds.next)
    return met.map(id => {
      const { from, next } = this.#spans[id]!
      return { id, inside: from <= bounds.from && next >= bounds.next }
    })
  }
}

type Bounds =
  | { readonly v6: false; readonly from: number; readonly next: number }
  | { readonly v6: true; readonly from: string; readonly next: string }

/** Bounds of an address, a network or `first-last`. IPv6 as 32 hexadecimal digits: their alphabetical order is that of the addresses. */
export const boundsOf = (range: string): Bounds => {
  const dash = range.indexOf('-')
  if (dash !== -1) {
    const [first, last] = [range.slice(0, dash), range.slice(dash + 1)]
    return range.includes(':')
      ? { v6: true, from: hexOf(first), next: after(hexOf(last)) }
      : { v6: false, from: numberOf(first), next: numberOf(last) + 1 }
  }
  const slash = range.indexOf('/')
  const start = slash === -1 ? range : range.slice(0, slash)
  if (!range.includes(':')) {
    const from = numberOf(start)
    return { v6: false, from, next: from + 2 ** (slash === -1 ? 0 : 32 - Number(range.slice(slash + 1))) }
  }
  const from = hexOf(start)
  return { v6: true, from, next: slash === -1 ? after(from) : after(lastOf(from, 128 - Number(range.slice(slash + 1)))) }
}

const numberOf = (address: string): number => {
  let value = 0
  let octet = 0
  for (let index = 0; index < address.length; index += 1) {
    const unit = address.charCodeAt(index)
    if (unit === 46) {
      value = value * 256 + octet
      octet = 0
    } else octet = octet * 10 + unit - 48
  }
  return value * 256 + octet
}

const hexOf = (address: string): string => {
  const [head = '', tail] = address.split('::')
  const before = groupsOf(head)
  const behind = tail === undefined ? '' : groupsOf(tail)
  return before + '0'.repeat(Math.max(0, 32 - before.length - behind.length)) + behind
}

/** Colon-separated groups as four digits each. */
const groupsOf = (text: string): string => {
  let digits = ''
  for (let start = 0; start < text.length; ) {
    const colon = text.indexOf(':', start)
    const end = colon === -1 ? text.length : colon
    digits += text.slice(start, end).padStart(4, '0')
    start = end + 1
  }
  return digits
}

/** The last address of a network with so many free bits. */
const lastOf = (from: string, free: number): string => {
  const whole = free >> 2
  const fixed = from.slice(0, 32 - whole)
  const cut = free & 3
  const last = cut === 0 ? fixed : fixed.slice(0, -1) + (Number.parseInt(fixed.slice(-1), 16) | ((1 << cut) - 1)).toString(16)
  return last + 'f'.repeat(whole)
}

/** The address after; after the last of all comes what no address reaches. */
const after = (digits: string): string => {
  const trailing = /f*$/.exec(digits)![0].length
  if (trailing === 32) return 'g'
  const place = 31 - trailing
  return digits.slice(0, place) + (Number.parseInt(digits[place]!, 16) + 1).toString(16) + '0'.repeat(trailing)
}
