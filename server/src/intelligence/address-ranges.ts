/** Sets of address ranges with look-up by binary search. Addresses are canonical (dotted quad; RFC 5952). */

/** An IPv4 address as an unsigned integer. */
export const ipv4Number = (address: string): number => {
  let number = 0
  let octet = 0
  for (let index = 0; index < address.length; index += 1) {
    const unit = address.charCodeAt(index)
    if (unit === 46) {
      number = number * 256 + octet
      octet = 0
    } else octet = octet * 10 + unit - 48
  }
  return number * 256 + octet
}

/** An IPv6 address as its eight groups. */
export const ipv6Groups = (address: string): readonly number[] => {
  const [head = '', tail] = address.split('::')
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16)))
  const before = groups(head)
  if (tail === undefined) return before
  const after = groups(tail)
  return [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after]
}

export interface NamedRange<Name> {
  readonly network: string
  readonly name: Name
}

interface Range4<Name> {
  readonly from: number
  readonly to: number
  readonly prefix: number
  readonly name: Name
}

/** Finds the range of a table that an address or network lies in. Ranges of one table must not overlap. */
export class AddressRanges<Name> {
  readonly #v4: readonly Range4<Name>[]
  readonly #v6: readonly { readonly groups: readonly number[]; readonly prefix: number; readonly name: Name }[]

  constructor(ranges: readonly NamedRange<Name>[]) {
    const parts = ranges.map(({ network, name }) => {
      const [address = '', prefix] = network.split('/')
      return { address, prefix: prefix === undefined ? (address.includes(':') ? 128 : 32) : Number(prefix), name }
    })
    this.#v4 = parts
      .filter(({ address }) => !address.includes(':'))
      .map(({ address, prefix, name }) => ({
        from: ipv4Number(address),
        to: ipv4Number(address) + 2 ** (32 - prefix) - 1,
        prefix,
        name,
      }))
      .sort((a, b) => a.from - b.from)
    this.#v6 = parts
      .filter(({ address }) => address.includes(':'))
      .map(({ address, prefix, name }) => ({ groups: ipv6Groups(address), prefix, name }))
  }

  /** The name of the range that wholly holds `network` (an address is a network of one). */
  holding(network: string): Name | null {
    const slash = network.indexOf('/')
    const address = slash === -1 ? network : network.slice(0, slash)
    if (address.includes(':')) return this.#holding6(address, slash === -1 ? 128 : Number(network.slice(slash + 1)))
    return this.#holding4(ipv4Number(address), slash === -1 ? 32 : Number(network.slice(slash + 1)))
  }

  #holding4(address: number, prefix: number): Name | null {
    let low = 0
    let high = this.#v4.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const range = this.#v4[middle]!
      if (address < range.from) high = middle - 1
      else if (address > range.to) low = middle + 1
      else return prefix >= range.prefix ? range.name : null
    }
    return null
  }

  #holding6(address: string, prefix: number): Name | null {
    const groups = ipv6Groups(address)
    for (const range of this.#v6) {
      if (prefix >= range.prefix && startsAlike(groups, range.groups, range.prefix)) return range.name
    }
    return null
  }
}

const startsAlike = (a: readonly number[], b: readonly number[], bits: number): boolean => {
  const whole = bits >> 4
  for (let index = 0; index < whole; index += 1) if (a[index] !== b[index]) return false
  const rest = bits & 15
  return rest === 0 || (a[whole] ?? 0) >> (16 - rest) === (b[whole] ?? 0) >> (16 - rest)
}
