/** The false-positive firewall on the way in: what cannot be an indicator is refused, what is hardly ever malicious is kept but suppressed. */
import type { Indicator } from '@keysguard/model'
import { hostOf } from '../indicators/index.ts'
import { KNOWN_RANGES } from './benign/addresses.ts'
import { HARMLESS_FILES } from './benign/files.ts'
import { POPULAR_DOMAINS } from './benign/popular-domains.ts'
import { isExampleName, isLocalName, LARGE_NETWORKS, reservedAs } from './benign/reserved.ts'
import { OWN_ADDRESS_SERVICES, SHARED_HOSTS } from './benign/shared-hosts.ts'

export interface FalsePositive {
  /** `refuse`: it is nothing that could be blocked or hunted. `suppress`: kept and found, scored zero, never routed out. */
  readonly action: 'refuse' | 'suppress'
  readonly list: string
  /** A sentence for a person. */
  readonly reason: string
}

/** Networks with fewer fixed bits than this hold half a continent. */
const WIDEST_IPV4 = 8
const WIDEST_IPV6 = 19

/**
 * What speaks against a canonical indicator, or null. `sample` lets through the addresses, names and AS numbers that are reserved for
 * documentation, because sample data is made of them.
 */
export const falsePositiveOf = (indicator: Indicator, options: { readonly sample: boolean }): FalsePositive | null => {
  const { type, value } = indicator
  switch (type) {
    case 'ipv4':
    case 'ipv6':
      return ofAddress(value, options.sample)
    case 'cidr':
      return ofNetwork(value, options.sample)
    case 'asn':
      return ofAsNumber(value, options.sample)
    case 'domain':
      return ofReservedName(value, options.sample) ?? ofName(value)
    case 'url':
    case 'email':
      return ofHost(indicator, options.sample)
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return ofHash(value)
    default:
      return null
  }
}

const refuse = (list: string, reason: string): FalsePositive => ({ action: 'refuse', list, reason })
const suppress = (list: string, reason: string): FalsePositive => ({ action: 'suppress', list, reason })

const ofAddress = (value: string, sample: boolean): FalsePositive | null => {
  const met = KNOWN_RANGES.meet(value)
  if (met === null) return null
  const { kind, list, what } = met.name
  if (kind === 'shared') return suppress(list, `${value} is ${what}.`)
  return kind === 'documentation' && sample ? null : refuse(list, `${value} is ${what}: it cannot be reached over the internet.`)
}

const ofNetwork = (value: string, sample: boolean): FalsePositive | null => {
  const prefix = Number(value.slice(value.indexOf('/') + 1))
  if (prefix < (value.includes(':') ? WIDEST_IPV6 : WIDEST_IPV4))
    return suppress('networks too wide', `${value} holds a good part of the internet.`)
  const met = KNOWN_RANGES.meet(value)
  if (met === null) return null
  const { kind, list, what } = met.name
  if (kind === 'documentation' && sample) return null
  if (met.inside && kind !== 'shared') return refuse(list, `${value} is ${what}: it cannot be reached over the internet.`)
  return suppress(list, met.inside ? `${value} is ${what}.` : `A part of ${value} is ${what}.`)
}

const ofAsNumber = (value: string, sample: boolean): FalsePositive | null => {
  const number = Number(value.slice(2))
  const reserved = reservedAs(number)
  if (reserved !== null)
    return reserved === 'documentation' && sample ? null : refuse('reserved AS numbers', `${value} is set aside (${reserved}).`)
  const operator = LARGE_NETWORKS.get(number)
  return operator === undefined ? null : suppress('large networks', `${value} is a network of ${operator}, used by everybody.`)
}

const ofReservedName = (name: string, sample: boolean): FalsePositive | null => {
  if (isLocalName(name)) return refuse('reserved names', `${name} means something else on every network (RFC 6761).`)
  return !sample && isExampleName(name) ? refuse('reserved names', `${name} is reserved for examples (RFC 2606).`) : null
}

const ofName = (name: string): FalsePositive | null => {
  const bare = name.startsWith('www.') ? name.slice(4) : name
  if (POPULAR_DOMAINS.has(bare) || POPULAR_DOMAINS.has(name))
    return suppress('popular domains', `${name} is used by millions; look for the URL or sub-domain that was meant.`)
  if (SHARED_HOSTS.has(bare))
    return suppress('shared hosts', `${name} gives everybody a name or a page; the customer's own host or URL is what was meant.`)
  return OWN_ADDRESS_SERVICES.has(name) ? suppress('own-address services', `${name} only tells a machine its own address.`) : null
}

/** A URL or mailbox is as reachable as its host. Popular hosts do not speak for what lies on them. */
const ofHost = (indicator: Indicator, sample: boolean): FalsePositive | null => {
  const host = hostOf(indicator)
  if (host === null) return null
  const address = host.startsWith('[') ? host.slice(1, -1) : /^[\d.]+$/.test(host) ? host : null
  if (address === null) return ofReservedName(host, sample)
  const found = ofAddress(address, sample)
  return found?.action === 'refuse' ? found : null
}

const ofHash = (value: string): FalsePositive | null => {
  const file = HARMLESS_FILES.get(value)
  return file === undefined ? null : suppress('known harmless files', `It is the hash of the ${file}.`)
}
