/**
 * Addresses that nobody can own or reach: the IANA registries of special addresses (RFC 6890 and its updates). They are refused, not
 * suppressed: no list can be switched off that lets them in.
 */
import { words } from './list.ts'
import { RangeIndex } from './range-index.ts'

export interface ReservedRange {
  readonly network: string
  /** Sample data is made of what is set aside for documentation. */
  readonly forDocumentation: boolean
  /** Reads on after "it is …". */
  readonly what: string
}

const range =
  (forDocumentation: boolean) =>
  (what: string, networks: string): readonly ReservedRange[] =>
    words(networks).map(network => ({ network, forDocumentation, what }))
const unroutable = range(false)
const documentation = range(true)

const RANGES: readonly ReservedRange[] = [
  ...unroutable('"this network" (RFC 791)', '0.0.0.0/8'),
  ...unroutable('private (RFC 1918)', '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16'),
  ...unroutable('carrier-grade NAT (RFC 6598)', '100.64.0.0/10'),
  ...unroutable('loopback', '127.0.0.0/8 ::1'),
  ...unroutable('link-local', '169.254.0.0/16 fe80::/10'),
  ...unroutable('for protocol assignments (RFC 6890)', '192.0.0.0/24'),
  ...unroutable('multicast', '224.0.0.0/4 ff00::/8'),
  ...unroutable('reserved (RFC 1112)', '240.0.0.0/4'),
  ...unroutable('unspecified (RFC 4291)', '::'),
  ...unroutable('for local translation (RFC 8215)', '64:ff9b:1::/48'),
  ...unroutable('discarded (RFC 6666)', '100::/64'),
  ...unroutable('unique local (RFC 4193)', 'fc00::/7'),
  ...unroutable('a site-local address of old (RFC 3879)', 'fec0::/10'),
  ...documentation(
    'for documentation (RFC 5737, RFC 3849, RFC 9637)',
    '192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20',
  ),
  ...documentation('for benchmarking (RFC 2544, RFC 5180)', '198.18.0.0/15 2001:2::/48'),
]

const index = new RangeIndex(RANGES.map(({ network }) => network))

/** The reserved range that an address or network lies in or reaches into, or null. */
export const reservedRangeOf = (network: string): { readonly range: ReservedRange; readonly inside: boolean } | null => {
  if (!network.includes('/')) {
    const id = index.holding(network).at(-1)
    return id === undefined ? null : { range: RANGES[id]!, inside: true }
  }
  const met = index.meeting(network)
  const holder = met.find(({ inside }) => inside) ?? met[0]
  return holder === undefined ? null : { range: RANGES[holder.id]!, inside: holder.inside }
}
