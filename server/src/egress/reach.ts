/** Which addresses may be reached: public ones. */
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { canonicalise } from '../indicators/index.ts'
import { RangeIndex } from '../intelligence/benign/range-index.ts'
import { reservedRangeOf } from '../intelligence/benign/reserved-ranges.ts'
import { Problem } from '../problem.ts'
import { redactUrl } from './redact.ts'

/** IPv6 forms with an IPv4 address inside: NAT64, 6to4, Teredo, IPv4-compatible. They could lead back inside. */
const TRANSLATED: readonly (readonly [network: string, what: string])[] = [
  ['64:ff9b::/96', 'NAT64'],
  ['64:ff9b:1::/48', 'NAT64'],
  ['2002::/16', '6to4'],
  ['2001::/32', 'Teredo'],
  ['::/96', 'IPv4-compatible'],
]
const translated = new RangeIndex(TRANSLATED.map(([network]) => network))

/** Why an address must not be reached, or null for a public one. */
const refusal = (address: string): string | null => {
  const canonical = canonicalise('ipv6', address)
  if (!canonical.ok) return 'no address'
  const { value } = canonical.indicator
  const reserved = reservedRangeOf(value)
  if (reserved !== null) return reserved.range.what
  const [id] = value.includes(':') ? translated.holding(value) : []
  return id === undefined ? null : TRANSLATED[id]![1]
}

const PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'imaps:': '993', 'imap:': '143' }

/** Where the host of `url` is, checked: connect to these addresses and no others. `allow` names `host:port` pairs that may be inside. */
export const reachable = async (url: URL, allow: readonly string[]): Promise<LookupAddress[]> => {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (PORTS[url.protocol] ?? '80') : url.port
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true, verbatim: true })
  if (!allow.includes(`${host}:${port}`)) checkAddresses(url, addresses)
  return addresses
}

/** Throws 'egress-refused' unless every address is public. */
const checkAddresses = (url: URL, addresses: readonly LookupAddress[]): void => {
  for (const { address } of addresses) {
    const why = refusal(address)
    if (why === null) continue
    throw new Problem('egress-refused', `${redactUrl(url.href)} leads to ${address}, which is ${why}: not fetched.`, {
      todo: 'If it is a server of yours, name its host:port in KEYSGUARD_EGRESS_ALLOW.',
    })
  }
}
