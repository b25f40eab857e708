/** The kinds of thing KeysGuard knows, and how one is named. */
import { z } from 'zod'

/** Every indicator type, with the label a person reads. The order is the order of menus and facets. */
export const INDICATOR_TYPES = {
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  cidr: 'Network',
  asn: 'AS number',
  domain: 'Domain',
  url: 'URL',
  email: 'E-mail address',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
  ssdeep: 'ssdeep',
  tlsh: 'TLSH',
  imphash: 'Import hash',
  ja3: 'JA3',
  ja3s: 'JA3S',
  jarm: 'JARM',
  certificate: 'Certificate fingerprint',
  cve: 'CVE',
  mac: 'MAC address',
  btc: 'Bitcoin address',
  eth: 'Ethereum address',
  xmr: 'Monero address',
  filename: 'File name',
  filepath: 'File path',
  regkey: 'Registry key',
  mutex: 'Mutex',
  useragent: 'User agent',
  yara: 'YARA rule',
} as const

export type IndicatorType = keyof typeof INDICATOR_TYPES
export const indicatorTypes = Object.keys(INDICATOR_TYPES) as IndicatorType[]
export const IndicatorType = z.enum(indicatorTypes as [IndicatorType, ...IndicatorType[]])

/** One canonical indicator. `value` is canonical for its `type`: equal things have equal values. */
export interface Indicator {
  readonly type: IndicatorType
  readonly value: string
}

/** 16 bytes of SHA-256 over type and canonical value, as 32 lower-case hex digits: an indicator's id everywhere. */
export type IndicatorKey = string & { readonly __brand: 'IndicatorKey' }
export const IndicatorKey = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'an indicator id is 32 hexadecimal digits')
  .transform(value => value as IndicatorKey)

/** An indicator found in a text: `[start, end)` are UTF-16 offsets into the input, `raw` is what stood there. */
export const ExtractedIndicator = z.object({
  type: IndicatorType,
  value: z.string(),
  raw: z.string(),
  start: z.number().int(),
  end: z.number().int(),
})
export type ExtractedIndicator = z.infer<typeof ExtractedIndicator>
