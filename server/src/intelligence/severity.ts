/** How bad it would be if it were true, beyond the kind of threat: what family it is, and of a vulnerability how likely it is exploited and how much it breaks. */
import type { IndicatorType, RiskTerm, Statement, ThreatType } from '@keysguard/model'
import { THREAT_TYPES } from '@keysguard/model'
import { severityWeight } from './risk.ts'

/** Who says what. */
export interface Said {
  readonly source: { readonly id: string; readonly name: string }
  readonly statement: Statement
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '')
const families = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .trim()
      .split(/\s*,\s*/)
      .map(plain),
  )

/** Encrypt or destroy, or are what comes just before that in most cases that were written up. */
const RUINOUS = families(`
  LockBit, BlackCat, ALPHV, Akira, Play, Cl0p, Clop, Conti, Royal, BlackSuit, BlackBasta, Black Basta, Hive, Medusa, MedusaLocker, RansomHub, Rhysida,
  Qilin, Agenda, BianLian, Cactus, NoEscape, Hunters International, INC Ransom, Lynx, 8Base, Phobos, Dharma, Makop, STOP, Djvu, REvil, Sodinokibi,
  DarkSide, BlackMatter, Ryuk, Maze, Egregor, NetWalker, Babuk, Ragnar Locker, Vice Society, Cuba, Trigona, Snatch, AvosLocker, Mallox, WannaCry,
  NotPetya, HermeticWiper, WhisperGate, CaddyWiper, AcidRain, Shamoon, ZeroCleare, Industroyer, Triton, Cobalt Strike, CobaltStrike, Brute Ratel,
  Sliver, Havoc, Qakbot, QBot, IcedID, Pikabot, DarkGate, Bumblebee, SocGholish, Emotet, TrickBot, BazarLoader, Latrodectus`)
/** A nuisance more than a danger. */
const NUISANCES = families(
  'Adware, PUA, PUP, Generic Adware, InstallCore, BrowserModifier, OpenCandy, Hiddad, Amonetize, DealPly, Pirrit, AdLoad',
)

const RUIN = 1
const NUISANCE = 0.3
/** What a vulnerability breaks when nobody has said. */
const UNKNOWN_IMPACT = 0.8
/** Of a vulnerability that nobody exploits, what remains. */
const UNEXPLOITED = 0.3
/** Of one that is exploited, at least so much. */
const EXPLOITED = 0.85

export const isWeightyFamily = (family: string): boolean => RUINOUS.has(plain(family)) || NUISANCES.has(plain(family))

/** The term that decides, its value being the severity in (0, 1]; the kind of threat decides where nothing more is known. */
export const severityOfSaid = (type: IndicatorType, threat: ThreatType, said: readonly Said[]): RiskTerm =>
  (type === 'cve' ? ofVulnerability(said) : ofFamily(threat, said)) ?? ofThreat(threat)

const ofThreat = (threat: ThreatType): RiskTerm => ({
  kind: 'severity',
  label: 'Kind of threat',
  input: THREAT_TYPES[threat],
  source: null,
  value: severityWeight(threat),
})

const ofFamily = (threat: ThreatType, said: readonly Said[]): RiskTerm | null => {
  for (const { source, statement } of said) {
    const family = statement.malware
    if (family === undefined) continue
    if (RUINOUS.has(plain(family)) && severityWeight(threat) < RUIN)
      return { kind: 'severity', label: 'Family that ruins', input: family, source: source.id, value: RUIN }
    if (NUISANCES.has(plain(family)) && severityWeight(threat) > NUISANCE)
      return { kind: 'severity', label: 'Family that is a nuisance', input: family, source: source.id, value: NUISANCE }
  }
  return null
}

/**
 * impact x (0.3 + 0.7 x exploited): impact is CVSS / 10, exploited is 1 for what is in CISA's catalogue of known exploited vulnerabilities
 * and EPSS (the probability of exploitation within thirty days, FIRST) for the rest. What is exploited is never below 0.85, and 1 where
 * ransomware uses it.
 */
const ofVulnerability = (said: readonly Said[]): RiskTerm | null => {
  const known = said.find(({ statement }) => statement.tags?.includes('kev'))
  const epss = strongest(said, ({ statement }) => statement.epss)
  const cvss = strongest(said, ({ statement }) => statement.cvss)
  if (known === undefined && epss === null && cvss === null) return null
  const ransomware = said.some(({ statement: { tags } }) => tags?.includes('kev') && tags.includes('ransomware'))
  const impact = cvss === null ? UNKNOWN_IMPACT : cvss.value / 10
  const exploited = known === undefined ? (epss?.value ?? 0) : 1
  const value = impact * (UNEXPLOITED + (1 - UNEXPLOITED) * exploited)
  return {
    kind: 'severity',
    label: 'Vulnerability',
    input: [
      cvss === null ? 'CVSS unknown' : `CVSS ${cvss.value}`,
      known === undefined ? (epss === null ? 'EPSS unknown' : `EPSS ${epss.value}`) : 'known to be exploited',
      ...(ransomware ? ['used by ransomware'] : []),
    ].join(', '),
    source: (known ?? epss ?? cvss)?.source.id ?? null,
    value: Math.max(0.05, ransomware ? 1 : known === undefined ? value : Math.max(EXPLOITED, value)),
  }
}

const strongest = (
  said: readonly Said[],
  read: (one: Said) => number | undefined,
): { readonly value: number; readonly source: Said['source'] } | null => {
  let best: { value: number; source: Said['source'] } | null = null
  for (const one of said) {
    const value = read(one)
    if (value !== undefined && (best === null || value > best.value)) best = { value, source: one.source }
  }
  return best
}
