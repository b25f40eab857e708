/** Named address ranges, found by binary search. Addresses and networks are canonical: dotted quad or RFC 5952, host bits clear. */

/** How a network stands to the range it met: wholly inside it, or reaching beyond it. */
export interface Met<Name> {
  readonly name: Name
  readonly inside: boolean
}

interface Range<Bound, Name> {
  readonly from: Bound
  readonly to: Bound
  readonly name: Name
}

/** Ranges of one table must not overlap: a table that breaks this is a fault of the program and throws. */
export class AddressRanges<Name> {
  readonly #v4: readonly Range<number, Name>[]
  readonly #v6: readonly Range<string, Name>[]

  constructor(table: ReadonlyMap<string, Name>) {
    const v4: Range<number, Name>[] = []
    const v6: Range<string, Name>[] = []
    for (const [network, name] of table) {
      if (network.includes(':')) v6.push({ ...ipv6Bounds(network), name })
      else v4.push({ ...ipv4Bounds(network), name })
    }
    this.#v4 = ordered(v4)
    this.#v6 = ordered(v6)
  }

  /** The range that an address or network lies in or, failing that, the first that it reaches into; null if it meets none. */
  meet(network: string): Met<Name> | null {
    if (network.includes(':')) {
      const { from, to } = ipv6Bounds(network)
      return met(this.#v6, from, to)
    }
    const { from, to } = ipv4Bounds(network)
    return met(this.#v4, from, to)
  }
}

const ordered = <Bound extends number | string, Name>(ranges: Range<Bound, Name>[]): readonly Range<Bound, Name>[] => {
  ranges.sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const [index, range] of ranges.entries()) {
    const before = ranges[index - 1]
    if (before && before.to >= range.from) throw new RangeError(`the ranges ${before.name} and ${range.name} overlap`)
  }
  return ranges
}

const met = <Bound extends number | string, Name>(
  ranges: readonly Range<Bound, Name>[],
  from: Bound,
  to: Bound,
): Met<Name> | null => {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]!
    if (to < range.from) high = middle - 1
    else if (from > range.to) low = middle + 1
    else return { name: range.name, inside: from >= range.from && to <= range.to }
  }
  return null
}

/** Number of addresses that the prefix of `network` leaves free, as a power of two. */
const freeBits = (network: string, slash: number, width: number): number =>
  slash === -1 ? 0 : width - Number(network.slice(slash + 1))

const ipv4Bounds = (network: string): { from: number; to: number } => {
  const slash = network.indexOf('/')
  const end = slash === -1 ? network.length : slash
  let from = 0
  let octet = 0
  for (let index = 0; index < end; index += 1) {
    const unit = network.charCodeAt(index)
    if (unit === 46) {
      from = from * 256 + octet
      octet = 0
    } else octet = octet * 10 + unit - 48
  }
  from = from * 256 + octet
  return { from, to: from + 2 ** freeBits(network, slash, 32) - 1 }
}

/** As 32 hexadecimal digits: their alphabetical order is that of the addresses. */
const ipv6Bounds = (network: string): { from: string; to: string } => {
  const slash = network.indexOf('/')
  const [head = '', tail] = (slash === -1 ? network : network.slice(0, slash)).split('::')
  const before = groupsOf(head)
  const after = tail === undefined ? '' : groupsOf(tail)
  const from = before + '0'.repeat(32 - before.length - after.length) + after
  if (slash === -1) return { from, to: from }
  const free = freeBits(network, slash, 128)
  const whole = free >> 2
  const fixed = from.slice(0, 32 - whole)
  const cut = free & 3
  const last = cut === 0 ? fixed : fixed.slice(0, -1) + (Number.parseInt(fixed.slice(-1), 16) | ((1 << cut) - 1)).toString(16)
  return { from, to: last + 'f'.repeat(whole) }
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
