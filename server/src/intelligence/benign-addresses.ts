/** Addresses that are never, or hardly ever, what a report means. Registries: IANA special-purpose addresses (RFC 6890 and updates); resolvers: their operators' pages. */
import { AddressRanges } from './address-ranges.ts'

/** Cannot be reached over the internet, so cannot be an indicator. */
export const UNROUTABLE = new AddressRanges<string>([
  { network: '0.0.0.0/8', name: '"this network" (RFC 791)' },
  { network: '10.0.0.0/8', name: 'private (RFC 1918)' },
  { network: '100.64.0.0/10', name: 'carrier-grade NAT (RFC 6598)' },
  { network: '127.0.0.0/8', name: 'loopback (RFC 1122)' },
  { network: '169.254.0.0/16', name: 'link-local (RFC 3927)' },
  { network: '172.16.0.0/12', name: 'private (RFC 1918)' },
  { network: '192.0.0.0/24', name: 'protocol assignments (RFC 6890)' },
  { network: '192.168.0.0/16', name: 'private (RFC 1918)' },
  { network: '224.0.0.0/4', name: 'multicast (RFC 5771)' },
  { network: '240.0.0.0/4', name: 'reserved (RFC 1112)' },
  { network: '::/128', name: 'unspecified (RFC 4291)' },
  { network: '::1/128', name: 'loopback (RFC 4291)' },
  { network: '64:ff9b:1::/48', name: 'local translation (RFC 8215)' },
  { network: '100::/64', name: 'discard-only (RFC 6666)' },
  { network: 'fc00::/7', name: 'unique local (RFC 4193)' },
  { network: 'fe80::/10', name: 'link-local (RFC 4291)' },
  { network: 'ff00::/8', name: 'multicast (RFC 4291)' },
])

/** Unroutable too, but what sample data is made of. */
export const DOCUMENTATION = new AddressRanges<string>([
  { network: '192.0.2.0/24', name: 'documentation (RFC 5737)' },
  { network: '198.18.0.0/15', name: 'benchmarking (RFC 2544)' },
  { network: '198.51.100.0/24', name: 'documentation (RFC 5737)' },
  { network: '203.0.113.0/24', name: 'documentation (RFC 5737)' },
  { network: '2001:db8::/32', name: 'documentation (RFC 3849)' },
])

export const RESOLVERS = new AddressRanges<string>([
  { network: '1.0.0.1', name: 'Cloudflare' },
  { network: '1.1.1.1', name: 'Cloudflare' },
  { network: '4.2.2.1', name: 'Level 3' },
  { network: '4.2.2.2', name: 'Level 3' },
  { network: '8.8.4.4', name: 'Google' },
  { network: '8.8.8.8', name: 'Google' },
  { network: '9.9.9.9', name: 'Quad9' },
  { network: '64.6.64.6', name: 'Verisign' },
  { network: '77.88.8.8', name: 'Yandex' },
  { network: '94.140.14.14', name: 'AdGuard' },
  { network: '114.114.114.114', name: '114DNS' },
  { network: '119.29.29.29', name: 'DNSPod' },
  { network: '149.112.112.112', name: 'Quad9' },
  { network: '156.154.70.1', name: 'Neustar' },
  { network: '185.228.168.9', name: 'CleanBrowsing' },
  { network: '208.67.220.220', name: 'OpenDNS' },
  { network: '208.67.222.222', name: 'OpenDNS' },
  { network: '223.5.5.5', name: 'AliDNS' },
  { network: '2001:4860:4860::8844', name: 'Google' },
  { network: '2001:4860:4860::8888', name: 'Google' },
  { network: '2606:4700:4700::1001', name: 'Cloudflare' },
  { network: '2606:4700:4700::1111', name: 'Cloudflare' },
  { network: '2620:119:35::35', name: 'OpenDNS' },
  { network: '2620:fe::fe', name: 'Quad9' },
])
