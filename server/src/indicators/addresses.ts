/** IPv4, IPv6 and networks: strict parsing, RFC 5952 text, masks. */

/** Four octets as one number, or null. Exactly four decimal parts without leading zeros: octal, hexadecimal and short forms mean different things to different programs. */
export const parseIpv4 = (text: string): number | null => {
  let number = 0
  let octet = -1
  let octets = 0
  for (let index = 0; index <= text.length; index += 1) {
    const unit = index === text.length ? 46 : text.charCodeAt(index)
    if (unit === 46) {
      if (octet < 0 || octet > 255 || octets === 4) return null
      number = number * 256 + octet
      octets += 1
      octet = -1
    } else if (unit >= 48 && unit <= 57) {
      if (octet === 0) return null
      octet = Math.max(octet, 0) * 10 + unit - 48
      if (octet > 255) return null
    } else return null
  }
  return octets === 4 ? number : null
}

export const formatIpv4 = (number: number): string =>
  `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`

/** Eight groups, or null. A dotted quad may end it; zone ids are refused (they mean nothing elsewhere). */
export const parseIpv6 = (text: string): number[] | null => {
  if (text.length < 2 || text.length > 45 || !/^[0-9a-fA-F:.]+$/.test(text)) return null
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = groupsOf(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : []
  if (head === null || tail === null) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 1) return head.length === 8 ? head : null
  return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail]
}

const groupsOf = (text: string, last: boolean): number[] | null => {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const quad = last && index === parts.length - 1 ? parseIpv4(part) : null
      if (quad === null) return null
      groups.push(Math.floor(quad / 65536), quad % 65536)
    } else {
      if (part.length === 0 || part.length > 4) return null
      groups.push(Number.parseInt(part, 16))
    }
  }
  return groups
}

/** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups shortened, the first of equals. */
export const formatIpv6 = (groups: readonly number[]): string => {
  let from = -1
  let length = 1
  for (let start = 0; start < 8; start += 1) {
    let end = start
    while (end < 8 && groups[end] === 0) end += 1
    if (end - start > length) {
      from = start
      length = end - start
    }
    if (end > start) start = end
  }
  const text = (part: readonly number[]): string => part.map(group => group.toString(16)).join(':')
  return from === -1 ? text(groups) : `${text(groups.slice(0, from))}::${text(groups.slice(from + length))}`
}

/** The IPv4 address inside an IPv4-mapped IPv6 address (::ffff:a.b.c.d), or null. */
export const mappedIpv4 = (groups: readonly number[]): number | null =>
  groups[5] === 0xffff && groups.slice(0, 5).every(group => group === 0) ? groups[6]! * 65536 + groups[7]! : null

/** Clears host bits of an IPv4 address. */
export const maskIpv4 = (number: number, prefix: number): number => (prefix === 0 ? 0 : (number & (~0 << (32 - prefix))) >>> 0)

/** Clears host bits of an IPv6 address. */
export const maskIpv6 = (groups: readonly number[], prefix: number): number[] =>
  groups.map((group, index) => {
    const bits = Math.min(16, Math.max(0, prefix - index * 16))
    return bits === 0 ? 0 : group & (0xffff << (16 - bits)) & 0xffff
  })
