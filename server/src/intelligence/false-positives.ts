/** What cannot be an indicator at all, whoever says so: it is refused on the way in. What is hardly ever malicious is kept, see firewall.ts. */
import type { Indicator } from '@keysguard/model'
import { hostOf } from '../indicators/index.ts'
import { isExampleName, isLocalName, reservedAs } from './benign/reserved.ts'
import { reservedRangeOf } from './benign/reserved-ranges.ts'

/**
 * Why a canonical indicator is nothing that could be blocked or hunted, as a sentence, or null. `sample` lets through the addresses, names
 * and AS numbers that are reserved for documentation, because sample data is made of them.
 */
export const refusalOf = (indicator: Indicator, { sample }: { readonly sample: boolean }): string | null => {
  const { type, value } = indicator
  switch (type) {
    case 'ipv4':
    case 'ipv6':
    case 'cidr':
      return ofNetwork(value, sample)
    case 'asn':
      return ofAsNumber(value, sample)
    case 'domain':
      return ofReservedName(value, sample)
    case 'url':
    case 'email':
      return ofHost(indicator, sample)
    default:
      return null
  }
}

/** A network that only reaches into a reserved range is too wide, not reserved. */
const ofNetwork = (value: string, sample: boolean): string | null => {
  const met = reservedRangeOf(value)
  if (met === null || !met.inside || (met.range.forDocumentation && sample)) return null
  return `${value} is ${met.range.what}: it cannot be reached over the internet.`
}

const ofAsNumber = (value: string, sample: boolean): string | null => {
  const reserved = reservedAs(Number(value.slice(2)))
  return reserved === null || (reserved === 'documentation' && sample) ? null : `${value} is set aside (${reserved}).`
}

const ofReservedName = (name: string, sample: boolean): string | null => {
  if (isLocalName(name)) return `${name} means something else on every network (RFC 6761).`
  return !sample && isExampleName(name) ? `${name} is reserved for examples (RFC 2606).` : null
}

/** A URL or mailbox is as reachable as its host. */
const ofHost = (indicator: Indicator, sample: boolean): string | null => {
  const host = hostOf(indicator)
  if (host === null) return null
  if (host.startsWith('[')) return ofNetwork(host.slice(1, -1), sample)
  return /^[\d.]+$/.test(host) ? ofNetwork(host, sample) : ofReservedName(host, sample)
}
