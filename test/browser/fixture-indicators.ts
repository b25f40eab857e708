/** Indicators of the fixture: varied, the same on every run, some of them hostile. */
import { createHash } from 'node:crypto'
import { type IndicatorSummary, type IndicatorType, severityOf, type ThreatType } from '@keysguard/model'
import { ago } from './fixture-sources.ts'
import { HOSTILE } from './hostile.ts'

/** Mulberry32, a small generator with a seed. */
const generator = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const hex = (text: string, digits: number): string => createHash('sha512').update(text).digest('hex').slice(0, digits)
export const idOf = (type: string, value: string): string => hex(`${type}:${value}`, 32)

type Kind = readonly [IndicatorType, ThreatType, readonly string[], readonly string[]]

const KINDS: readonly Kind[] = [
  ['ipv4', 'c2', ['Emotet', 'QakBot', 'Cobalt Strike'], ['feodo', 'threatfox']],
  ['ipv4', 'bruteforce', [], ['blocklist-de', 'cins']],
  ['ipv4', 'scanner', [], ['dshield', 'ipsum', 'cins']],
  ['url', 'malware-delivery', ['AsyncRAT', 'Mozi'], ['urlhaus']],
  ['url', 'phishing', [], ['openphish']],
  ['domain', 'c2', ['Lumma Stealer', 'Vidar'], ['threatfox']],
  ['domain', 'phishing', [], ['openphish', 'threatfox']],
  ['sha256', 'malware', ['Agent Tesla'], ['threatfox', 'urlhaus']],
  ['md5', 'malware', ['RedLine Stealer'], ['threatfox']],
  ['cve', 'exploit', [], ['cisa-kev']],
  ['cidr', 'hijacked', [], ['spamhaus-drop', 'emerging-threats']],
  ['ipv6', 'c2', ['Sliver'], ['threatfox']],
  ['asn', 'hijacked', [], ['spamhaus-drop']],
  ['ipv4', 'anonymiser', [], ['tor-exits']],
]

const WORDS = ['login', 'secure', 'cdn', 'update', 'mail', 'portal', 'invoice', 'billing', 'track', 'assets', 'auth'] as const

const sampleValue = (type: IndicatorType, index: number, random: () => number): string => {
  const pick = (): string => WORDS[Math.floor(random() * WORDS.length)]!
  const octet = (): number => 1 + Math.floor(random() * 253)
  const host = `${pick()}-${hex(`h${index}`, 4)}.${pick()}.example`
  switch (type) {
    case 'ipv4':
      return `${['192.0.2', '198.51.100', '203.0.113'][index % 3]}.${octet()}`
    case 'ipv6':
      return `2001:db8:${hex(`v${index}`, 4)}::${hex(`w${index}`, 2)}`
    case 'cidr':
      return `198.51.${index % 250}.0/24`
    case 'asn':
      return `AS${64_496 + index}`
    case 'cve':
      return `CVE-2026-${10_000 + index * 13}`
    case 'url':
      return `https://${host}/${pick()}/${hex(`u${index}`, 6)}.php?id=${index}`
    case 'domain':
      return host
    case 'md5':
      return hex(`m${index}`, 32)
    default:
      return hex(`s${index}`, 64)
  }
}

const one = (index: number, random: () => number): IndicatorSummary => {
  const [type, threat, malware, sources] = KINDS[Math.floor(random() * KINDS.length)]!
  const value = sampleValue(type, index, random)
  const risk = Math.round((1 - random() ** 0.6) * 940) / 10
  const age = Math.floor(random() ** 2 * 60 * 24 * 20)
  return {
    id: idOf(type, value),
    type,
    value,
    score: Math.min(98, Math.round(risk * 1.04 * 10) / 10),
    risk,
    severity: severityOf(risk),
    threat,
    malware: malware.slice(0, 1 + (index % 2)),
    tags: [['botnet', 'tls'], ['exe'], []][index % 3]!,
    sources: sources.slice(0, 1 + (index % sources.length)),
    tlp: index % 17 === 0 ? 'green' : 'clear',
    firstSeen: ago(age + 60 * 24 * 3),
    lastSeen: ago(age),
    addedAt: ago(index * 0.7),
    expiresAt: new Date(Date.now() + 20 * 86_400_000).toISOString(),
    suppressedBy: index % 41 === 40 ? 'public DNS resolvers' : null,
    sample: true,
  }
}

const hostileRow = (type: IndicatorType, value: string, risk: number): IndicatorSummary => ({
  ...one(0, generator(risk)),
  id: idOf(type, value),
  type,
  value,
  risk,
  score: risk,
  severity: severityOf(risk),
  malware: [HOSTILE.markup],
  tags: [HOSTILE.script, HOSTILE.bidi],
  sources: ['threatfox', 'ipsum'],
})

/** The first is the most dangerous; hostile ones follow at once, so that they are on every screen. */
export const fixtureIndicators = (): IndicatorSummary[] => {
  const random = generator(20_261_123)
  const ordinary = Array.from({ length: 900 }, (_, index) => one(index, random))
  const head: IndicatorSummary = {
    ...one(1, generator(7)),
    id: idOf('ipv4', '203.0.113.66'),
    type: 'ipv4',
    value: '203.0.113.66',
    score: 97.2,
    risk: 96.4,
    severity: 'critical',
    threat: 'c2',
    malware: ['Emotet'],
    tags: ['botnet', 'epoch5', 'tls'],
    sources: ['feodo', 'threatfox', 'emerging-threats'],
    suppressedBy: null,
  }
  const hostile = [
    hostileRow('url', HOSTILE.longUrl, 95),
    hostileRow('filename', HOSTILE.bidi, 94),
    hostileRow('useragent', `${HOSTILE.markup}${HOSTILE.script}${HOSTILE.svg}`, 93),
    hostileRow('url', HOSTILE.link, 92),
    hostileRow('mutex', HOSTILE.formula, 91),
  ]
  return [head, ...hostile, ...ordinary.filter(({ value }) => value !== head.value)].filter(
    (row, index, all) => all.findIndex(other => other.id === row.id) === index,
  )
}

/** An indicator newer than all others. */
export const arrivalOf = (all: readonly IndicatorSummary[]): IndicatorSummary => ({
  ...all[0]!,
  id: idOf('ipv4', '198.51.100.200'),
  value: '198.51.100.200',
  addedAt: new Date().toISOString(),
})
