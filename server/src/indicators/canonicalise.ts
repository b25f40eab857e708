/** One value per thing: validates an indicator of a stated type and brings it to its canonical form. The rules are in docs/reference/indicators.md. */
import type { Indicator, IndicatorType } from '@keysguard/model'
import { formatIpv4, formatIpv6, mappedIpv4, maskIpv4, maskIpv6, parseIpv4, parseIpv6 } from './addresses.ts'
import { canonicalHost } from './hosts.ts'
import { refang } from './refang.ts'
import { canonicalUrl } from './urls.ts'
import { canonicalBitcoin, canonicalEthereum, canonicalMonero } from './wallets.ts'

export type Canonical = { readonly ok: true; readonly indicator: Indicator } | { readonly ok: false; readonly reason: string }

const is = (type: IndicatorType, value: string): Canonical => ({ ok: true, indicator: { type, value } })
const not = (reason: string): Canonical => ({ ok: false, reason })

/** Never throws. Feeds mix addresses, networks and names in one column, so a value of a neighbouring type comes back as what it is. */
export const canonicalise = (type: IndicatorType, text: string): Canonical => {
  const value = refang(text)
  if (value === '') return not('It is empty.')
  return RULES[type](value)
}

const address = (value: string): Canonical | null => {
  const slash = value.indexOf('/')
  const bare = slash === -1 ? value : value.slice(0, slash)
  if (slash !== -1 && !/^\/\d{1,3}$/.test(value.slice(slash))) return null
  const prefix = slash === -1 ? null : Number(value.slice(slash + 1))
  const v4 = parseIpv4(bare)
  if (v4 !== null) return network4(v4, prefix, slash === -1 ? bare : null)
  const groups = bare.includes(':') ? parseIpv6(bare.startsWith('[') && bare.endsWith(']') ? bare.slice(1, -1) : bare) : null
  return groups === null ? null : network6(groups, prefix)
}

const network4 = (number: number, prefix: number | null, canonical: string | null): Canonical => {
  if (prefix === null || prefix === 32) return is('ipv4', canonical ?? formatIpv4(number))
  return prefix > 32
    ? not('An IPv4 network has at most 32 bits.')
    : is('cidr', `${formatIpv4(maskIpv4(number, prefix))}/${prefix}`)
}

const network6 = (groups: readonly number[], prefix: number | null): Canonical => {
  const mapped = mappedIpv4(groups)
  if (mapped !== null && (prefix === null || prefix >= 96)) return network4(mapped, prefix === null ? null : prefix - 96, null)
  if (prefix === null || prefix === 128) return is('ipv6', formatIpv6(groups))
  return prefix > 128
    ? not('An IPv6 network has at most 128 bits.')
    : is('cidr', `${formatIpv6(maskIpv6(groups, prefix))}/${prefix}`)
}

const addressRule = (value: string): Canonical =>
  address(value) ??
  not(/^[\d.]+$/.test(value) ? 'It is not four decimal numbers from 0 to 255 without leading zeros.' : 'It is not an IP address.')

const hash = (type: IndicatorType, length: number) => {
  const shape = new RegExp(`^[0-9a-f]{${length}}$`)
  return (value: string): Canonical => {
    if (shape.test(value)) return is(type, value)
    const lower = value.toLowerCase()
    return shape.test(lower) ? is(type, lower) : not(`It is not ${length} hexadecimal digits.`)
  }
}

const matching = (type: IndicatorType, shape: RegExp, reason: string, form: (value: string) => string = value => value) => {
  return (value: string): Canonical => (shape.test(value) ? is(type, form(value)) : not(reason))
}

const checked = (type: IndicatorType, read: (value: string) => string | null, reason: string) => {
  return (value: string): Canonical => {
    const canonical = read(value)
    return canonical === null ? not(reason) : is(type, canonical)
  }
}

const free = (type: IndicatorType, most: number) => {
  return (value: string): Canonical => {
    const trimmed = value.trim()
    if (trimmed === '') return not('It is empty.')
    if (/[\u0000-\u001f\u007f]/.test(trimmed)) return not('It holds control characters.')
    return trimmed.length > most ? not(`It is longer than ${most} characters.`) : is(type, trimmed)
  }
}

const domain = (value: string): Canonical => {
  const host = canonicalHost(value)
  if (host !== null) return is('domain', host)
  return address(value) ?? not('It is not a domain under a known suffix.')
}

const url = (value: string): Canonical => {
  const read = canonicalUrl(value)
  return 'url' in read ? is('url', read.url) : not(read.reason)
}

/** Canonical is lower case as a whole: mail systems that tell letter case apart in the local part are hardly ever met. */
const email = (value: string): Canonical => {
  const at = value.lastIndexOf('@')
  const local = value
    .slice(0, at)
    .toLowerCase()
    .replace(/^mailto:/, '')
  const host = at < 1 ? null : canonicalHost(value.slice(at + 1))
  return host !== null && /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/.test(local) && !/^\.|\.\.|\.$/.test(local)
    ? is('email', `${local}@${host}`)
    : not('It is not an e-mail address.')
}

const HIVES: Readonly<Record<string, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
  HKCR: 'HKEY_CLASSES_ROOT',
  HKU: 'HKEY_USERS',
  HKCC: 'HKEY_CURRENT_CONFIG',
}

const registryKey = (value: string): Canonical => {
  const [hive = '', ...path] = value.trim().split(/\\+/)
  const long = HIVES[hive.toUpperCase()] ?? hive.toUpperCase()
  if (!Object.values(HIVES).includes(long) || path.join('') === '')
    return not('It is not a registry key under one of the five hives.')
  return is('regkey', [long, ...path.filter(part => part !== '')].join('\\'))
}

const fingerprint = (value: string): Canonical => {
  const digits = value.replace(/[:\s-]/g, '').toLowerCase()
  return /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits)
    ? is('certificate', digits)
    : not('It is not a fingerprint of 16, 20 or 32 bytes.')
}

const mac = (value: string): Canonical => {
  const digits = value.replace(/[:.-]/g, '').toLowerCase()
  return /^[0-9a-f]{12}$/.test(digits) &&
    /^[0-9a-fA-F]{2}([:-]?)(?:[0-9a-fA-F]{2}\1){4}[0-9a-fA-F]{2}$|^(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}$/.test(value)
    ? is('mac', digits.match(/../g)?.join(':') ?? '')
    : not('It is not a MAC address.')
}

const asn = (value: string): Canonical => {
  const digits = /^(?:ASN?)?\s?(\d{1,10})$/i.exec(value)?.[1]
  return digits !== undefined && Number(digits) > 0 && Number(digits) < 2 ** 32
    ? is('asn', `AS${Number(digits)}`)
    : not('It is not an AS number.')
}

const RULES: Readonly<Record<IndicatorType, (value: string) => Canonical>> = {
  ipv4: addressRule,
  ipv6: addressRule,
  cidr: addressRule,
  asn,
  domain,
  url,
  email,
  md5: hash('md5', 32),
  sha1: hash('sha1', 40),
  sha256: hash('sha256', 64),
  sha512: hash('sha512', 128),
  ssdeep: matching('ssdeep', /^\d{1,10}:[A-Za-z0-9+/]{1,64}:[A-Za-z0-9+/]{1,64}$/, 'It is not a block size and two signatures.'),
  tlsh: matching(
    'tlsh',
    /^(?:T1)?[0-9a-fA-F]{70}$/i,
    'It is not 70 hexadecimal digits.',
    value => `T1${value.slice(-70).toUpperCase()}`,
  ),
  imphash: hash('imphash', 32),
  ja3: hash('ja3', 32),
  ja3s: hash('ja3s', 32),
  jarm: hash('jarm', 62),
  certificate: fingerprint,
  cve: matching('cve', /^CVE-(?:1999|2\d{3})-\d{4,19}$/i, 'It is not a CVE id such as CVE-2024-3094.', value =>
    value.toUpperCase(),
  ),
  mac,
  btc: checked('btc', canonicalBitcoin, 'It is not a Bitcoin address, or its checksum is wrong.'),
  eth: checked('eth', canonicalEthereum, 'It is not an Ethereum address, or its checksum is wrong.'),
  xmr: checked('xmr', canonicalMonero, 'It is not a Monero address, or its checksum is wrong.'),
  filename: free('filename', 255),
  filepath: free('filepath', 4096),
  regkey: registryKey,
  mutex: free('mutex', 1024),
  useragent: free('useragent', 2048),
  yara: matching('yara', /^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'It is not the name of a YARA rule.'),
}
