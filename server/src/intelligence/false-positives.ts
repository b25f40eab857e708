/** The false-positive firewall on the way in: what cannot be an indicator is refused, what is hardly ever malicious is kept but suppressed. */
import type { Indicator } from '@keysguard/model'
import { hostOf } from '../indicators/index.ts'
import { DOCUMENTATION, RESOLVERS, UNROUTABLE } from './benign-addresses.ts'
import { BENIGN_HASHES, OWN_ADDRESS_SERVICES, POPULAR_DOMAINS, RESERVED_ENDINGS, RESERVED_NAMES } from './benign-names.ts'

export interface FalsePositive {
  /** `refuse`: it is nothing that could be blocked or hunted. `suppress`: kept and found, scored zero, never routed out. */
  readonly action: 'refuse' | 'suppress'
  readonly list: string
  readonly reason: string
}

/** `sample` lets through the address ranges that sample data is made of. Null when nothing speaks against the indicator. */
export const falsePositiveOf = (indicator: Indicator, options: { readonly sample: boolean }): FalsePositive | null => {
  switch (indicator.type) {
    case 'ipv4':
    case 'ipv6':
    case 'cidr':
      return ofAddress(indicator.value, options.sample)
    case 'domain':
      return ofName(indicator.value)
    case 'url':
    case 'email':
      return ofHost(indicator, options.sample)
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return ofHash(indicator.value)
    default:
      return null
  }
}

const refuse = (list: string, reason: string): FalsePositive => ({ action: 'refuse', list, reason })
const suppress = (list: string, reason: string): FalsePositive => ({ action: 'suppress', list, reason })

const ofAddress = (value: string, sample: boolean): FalsePositive | null => {
  const unroutable = UNROUTABLE.holding(value) ?? (sample ? null : DOCUMENTATION.holding(value))
  if (unroutable !== null)
    return refuse('unroutable addresses', `${value} is ${unroutable}: it cannot be reached over the internet.`)
  const resolver = RESOLVERS.holding(value)
  return resolver === null ? null : suppress('public DNS resolvers', `${value} is a public resolver of ${resolver}.`)
}

const ofName = (name: string): FalsePositive | null => {
  if (isReserved(name)) return refuse('reserved names', `${name} is reserved for examples and local use (RFC 2606, RFC 6761).`)
  if (POPULAR_DOMAINS.has(name) || (name.startsWith('www.') && POPULAR_DOMAINS.has(name.slice(4)))) {
    return suppress('popular domains', `${name} is used by millions; look for the URL or sub-domain that was meant.`)
  }
  return OWN_ADDRESS_SERVICES.has(name) ? suppress('own-address services', `${name} only tells a machine its own address.`) : null
}

const ofHost = (indicator: Indicator, sample: boolean): FalsePositive | null => {
  const host = hostOf(indicator)
  if (host === null) return null
  if (isReserved(host)) return refuse('reserved names', `${host} is reserved for examples and local use (RFC 2606, RFC 6761).`)
  const address = host.startsWith('[') ? host.slice(1, -1) : host
  if (!/^[\d.]+$/.test(address) && !address.includes(':')) return null
  const found = ofAddress(address, sample)
  return found?.action === 'refuse' ? found : null
}

const ofHash = (value: string): FalsePositive | null => {
  const file = BENIGN_HASHES.get(value)
  return file === undefined ? null : suppress('known harmless files', `It is the hash of the ${file}.`)
}

const isReserved = (name: string): boolean => RESERVED_NAMES.has(name) || RESERVED_ENDINGS.some(ending => name.endsWith(ending))
