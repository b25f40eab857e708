/** The small integers that stand for names in the store. Numbers never change meaning: append only. */
import {
  type IndicatorType,
  type LinkKind,
  SEVERITIES,
  type Severity,
  type ThreatType,
  TLP_LEVELS,
  type Tlp,
} from '@keysguard/model'

const TYPE_CODES = {
  ipv4: 0,
  ipv6: 1,
  cidr: 2,
  asn: 3,
  domain: 4,
  url: 5,
  email: 6,
  md5: 7,
  sha1: 8,
  sha256: 9,
  sha512: 10,
  ssdeep: 11,
  tlsh: 12,
  imphash: 13,
  ja3: 14,
  ja3s: 15,
  jarm: 16,
  certificate: 17,
  cve: 18,
  mac: 19,
  btc: 20,
  eth: 21,
  xmr: 22,
  filename: 23,
  filepath: 24,
  regkey: 25,
  mutex: 26,
  useragent: 27,
  yara: 28,
} as const satisfies Record<IndicatorType, number>

const THREAT_CODES = {
  unknown: 0,
  c2: 1,
  'malware-delivery': 2,
  malware: 3,
  phishing: 4,
  ransomware: 5,
  exploit: 6,
  bruteforce: 7,
  scanner: 8,
  spam: 9,
  botnet: 10,
  hijacked: 11,
  anonymiser: 12,
  skimming: 13,
  mining: 14,
  fraud: 15,
} as const satisfies Record<ThreatType, number>

const LINK_CODES = {
  address: 0,
  network: 1,
  asn: 2,
  host: 3,
  domain: 4,
  folder: 5,
  path: 6,
  'email-domain': 7,
  file: 8,
  fuzzy: 9,
  imphash: 10,
  filename: 11,
  certificate: 12,
  jarm: 13,
  ja3: 14,
  malware: 15,
  actor: 16,
  campaign: 17,
  report: 18,
  tag: 19,
  cve: 20,
} as const satisfies Record<LinkKind, number>

interface Codes<Name extends string> {
  readonly code: (name: Name) => number
  readonly name: (code: number) => Name
}

const codes = <Name extends string>(table: Readonly<Record<Name, number>>): Codes<Name> => {
  const names = new Map<number, Name>()
  for (const name of Object.keys(table) as Name[]) names.set(table[name], name)
  return {
    code: name => table[name],
    name: code => {
      const name = names.get(code)
      if (name === undefined) throw new Error(`the store holds a code this version does not know: ${code}`)
      return name
    },
  }
}

const numbered = <Name extends string>(names: readonly Name[]): Codes<Name> =>
  codes(Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>)

export const typeCodes = codes<IndicatorType>(TYPE_CODES)
export const threatCodes = codes<ThreatType>(THREAT_CODES)
export const linkCodes = codes<LinkKind>(LINK_CODES)
export const tlpCodes = numbered<Tlp>(TLP_LEVELS)
export const severityCodes = numbered<Severity>(SEVERITIES)

/** Types found by any part of their value; the others are found whole or by their beginning. */
export const SUBSTRING_TYPES: readonly IndicatorType[] = [
  'domain',
  'url',
  'email',
  'filename',
  'filepath',
  'regkey',
  'mutex',
  'useragent',
  'yara',
]
