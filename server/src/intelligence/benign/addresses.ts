/**
 * Addresses that are never, or hardly ever, what a report means. Special ranges are those of the IANA registries (RFC 6890 and its
 * updates); resolvers, content networks and crawlers are what their operators publish.
 */
import { AddressRanges } from './address-ranges.ts'

export interface KnownRange {
  /** `unroutable` cannot be reached over the internet; `documentation` neither, but sample data is made of it; `shared` serves everybody. */
  readonly kind: 'unroutable' | 'documentation' | 'shared'
  readonly list: string
  /** Reads on after "it is …". */
  readonly what: string
}

const table = new Map<string, KnownRange>()

const enter = (kind: KnownRange['kind'], list: string, what: string, networks: string): void => {
  for (const network of networks.trim().split(/\s+/)) table.set(network, { kind, list, what })
}

const UNROUTABLE = 'unroutable addresses'
enter('unroutable', UNROUTABLE, '"this network" (RFC 791)', '0.0.0.0/8')
enter('unroutable', UNROUTABLE, 'private (RFC 1918)', '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16')
enter('unroutable', UNROUTABLE, 'carrier-grade NAT (RFC 6598)', '100.64.0.0/10')
enter('unroutable', UNROUTABLE, 'loopback', '127.0.0.0/8 ::1')
enter('unroutable', UNROUTABLE, 'link-local', '169.254.0.0/16 fe80::/10')
enter('unroutable', UNROUTABLE, 'for protocol assignments (RFC 6890)', '192.0.0.0/24')
enter('unroutable', UNROUTABLE, 'multicast', '224.0.0.0/4 ff00::/8')
enter('unroutable', UNROUTABLE, 'reserved (RFC 1112)', '240.0.0.0/4')
enter('unroutable', UNROUTABLE, 'unspecified (RFC 4291)', '::')
enter('unroutable', UNROUTABLE, 'for local translation (RFC 8215)', '64:ff9b:1::/48')
enter('unroutable', UNROUTABLE, 'discarded (RFC 6666)', '100::/64')
enter('unroutable', UNROUTABLE, 'unique local (RFC 4193)', 'fc00::/7')
enter('unroutable', UNROUTABLE, 'a site-local address of old (RFC 3879)', 'fec0::/10')

enter(
  'documentation',
  UNROUTABLE,
  'for documentation (RFC 5737, RFC 3849, RFC 9637)',
  '192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20',
)
enter('documentation', UNROUTABLE, 'for benchmarking (RFC 2544, RFC 5180)', '198.18.0.0/15 2001:2::/48')

const RESOLVERS = 'public DNS resolvers'
enter('shared', RESOLVERS, 'a resolver of Cloudflare', '1.1.1.1 1.1.1.2 1.1.1.3 1.0.0.1 1.0.0.2 1.0.0.3')
enter('shared', RESOLVERS, 'a resolver of Google', '8.8.8.8 8.8.4.4 2001:4860:4860::8888 2001:4860:4860::8844')
enter(
  'shared',
  RESOLVERS,
  'a resolver of Quad9',
  '9.9.9.9 9.9.9.10 9.9.9.11 149.112.112.112 149.112.112.10 149.112.112.11 2620:fe::fe 2620:fe::9',
)
enter(
  'shared',
  RESOLVERS,
  'a resolver of OpenDNS',
  '208.67.222.222 208.67.220.220 208.67.222.123 208.67.220.123 2620:119:35::35 2620:119:53::53',
)
enter('shared', RESOLVERS, 'a resolver of Level 3', '4.2.2.1 4.2.2.2 4.2.2.3 4.2.2.4 4.2.2.5 4.2.2.6')
enter('shared', RESOLVERS, 'a resolver of Verisign', '64.6.64.6 64.6.65.6')
enter('shared', RESOLVERS, 'a resolver of Yandex', '77.88.8.8 77.88.8.1 77.88.8.88 77.88.8.2 77.88.8.7 77.88.8.3')
enter('shared', RESOLVERS, 'a resolver of AdGuard', '94.140.14.14 94.140.15.15 94.140.14.15 94.140.15.16')
enter('shared', RESOLVERS, 'a resolver of CleanBrowsing', '185.228.168.9 185.228.169.9 185.228.168.10 185.228.169.11')
enter('shared', RESOLVERS, 'a resolver of Neustar', '156.154.70.1 156.154.71.1')
enter('shared', RESOLVERS, 'a resolver of Comodo', '8.26.56.26 8.20.247.20')
enter('shared', RESOLVERS, 'a resolver of 114DNS', '114.114.114.114 114.114.115.115')
enter('shared', RESOLVERS, 'a resolver of AliDNS', '223.5.5.5 223.6.6.6')
enter('shared', RESOLVERS, 'a resolver of DNSPod', '119.29.29.29')
enter('shared', RESOLVERS, 'a resolver of Baidu', '180.76.76.76')
enter('shared', RESOLVERS, 'a resolver of Hurricane Electric', '74.82.42.42 2001:470:20::2')

enter(
  'shared',
  'root name servers',
  'a root name server',
  `198.41.0.4 170.247.170.2 192.33.4.12 199.7.91.13 192.203.230.10 192.5.5.241 192.112.36.4 198.97.190.53 192.36.148.17 192.58.128.30
   193.0.14.129 199.7.83.42 202.12.27.33`,
)

const CONTENT = 'content networks'
enter(
  'shared',
  CONTENT,
  'an edge of Cloudflare, shared by thousands of sites',
  `103.21.244.0/22 103.22.200.0/22 103.31.4.0/22 104.16.0.0/13 104.24.0.0/14 108.162.192.0/18 131.0.72.0/22 141.101.64.0/18 162.158.0.0/15
   172.64.0.0/13 173.245.48.0/20 188.114.96.0/20 190.93.240.0/20 197.234.240.0/22 198.41.128.0/17 2400:cb00::/32 2405:8100::/32
   2405:b500::/32 2606:4700::/32 2803:f800::/32 2a06:98c0::/29 2c0f:f248::/32`,
)
enter(
  'shared',
  CONTENT,
  'an edge of Fastly, shared by thousands of sites',
  `23.235.32.0/20 43.249.72.0/22 103.244.50.0/24 103.245.222.0/23 103.245.224.0/24 104.156.80.0/20 140.248.64.0/18 140.248.128.0/17
   146.75.0.0/17 151.101.0.0/16 157.52.64.0/18 167.82.0.0/17 167.82.128.0/20 167.82.160.0/20 167.82.224.0/20 172.111.64.0/18
   185.31.16.0/22 199.27.72.0/21 199.232.0.0/16 2a04:4e40::/32 2a04:4e42::/32`,
)
enter('shared', 'search-engine crawlers', "one of Google's crawlers", '66.249.64.0/20 2001:4860:4801::/48')

export const KNOWN_RANGES = new AddressRanges(table)
