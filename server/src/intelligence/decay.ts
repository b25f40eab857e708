/**
 * How fast things stop being active. Every indicator belongs to one decay class, by its type and dominant threat; within a class the
 * share still active a time t after the last evidence of activity is s0 x 2^-(t / half-life). The figures are where learning starts:
 * verdicts, sightings and the gaps between repeated reports refit them. What is known about each stands beside it; where the field
 * publishes a mean life m, the half-life of the exponential with that mean is m x ln 2.
 */
import type { IndicatorType, ThreatType } from '@keysguard/model'

export interface DecayClass {
  /** Stands in the store: never renumbered, and it never comes to mean other figures. */
  readonly id: number
  /** The class of the table below that it is, or that its figures were refitted for. */
  readonly base: number
  /** Reads on after "the kind …". */
  readonly name: string
  readonly halfLifeDays: number
  /** Share active at the moment of the last evidence of activity, in (0, 1]. */
  readonly s0: number
}

export const DECAY_CLASSES: readonly DecayClass[] = [
  // Dynamic addresses are handed on and infected machines cleaned within days; the lists of this kind forget after 1 to 7 days.
  { id: 1, base: 1, name: 'address that attacks, scans or sends', halfLifeDays: 5, s0: 1 },
  // Rented servers: trackers that probe them daily see a typical command server for some weeks, and each probe renews the date.
  { id: 2, base: 2, name: 'address that controls or serves malware', halfLifeDays: 14, s0: 1 },
  // The list of Tor exits is complete and hourly: an address that has left it is no exit any more.
  { id: 3, base: 3, name: 'address of an anonymiser', halfLifeDays: 3, s0: 1 },
  // Hijacked and criminal networks change hands in months; Spamhaus DROP keeps most entries for that long.
  { id: 4, base: 4, name: 'network', halfLifeDays: 90, s0: 1 },
  // A phishing campaign lasts 21 hours from first to last victim, and detection comes after 9 (Oest et al., USENIX Security 2020):
  // one page in ten is gone when it is listed; kits that stay up put the half-life at days, not hours.
  { id: 5, base: 5, name: 'phishing URL', halfLifeDays: 2, s0: 0.9 },
  // Mean time to take-down of 8 days and 10 hours over 100,000 URLs (abuse.ch on URLhaus, January 2019) x ln 2.
  { id: 6, base: 6, name: 'malware URL', halfLifeDays: 6, s0: 1 },
  // Registered or taken over for a campaign, suspended within weeks; outlives its pages.
  { id: 7, base: 7, name: 'phishing domain or sender', halfLifeDays: 14, s0: 1 },
  // Command domains are paid for by the year and re-pointed when an address is lost.
  { id: 8, base: 8, name: 'malware domain', halfLifeDays: 45, s0: 1 },
  // A file stays what it is; only its use fades.
  { id: 9, base: 9, name: 'file', halfLifeDays: 1460, s0: 1 },
  // Tools are rebuilt and servers reconfigured over months.
  { id: 10, base: 10, name: 'fingerprint', halfLifeDays: 180, s0: 1 },
  // Exploited until patched everywhere: old entries of CISA's catalogue are still scanned for after years.
  { id: 11, base: 11, name: 'vulnerability', halfLifeDays: 1095, s0: 1 },
  // File names, paths, keys and mutexes live as long as the family's builds.
  { id: 12, base: 12, name: 'trace on a host', halfLifeDays: 365, s0: 1 },
  // Wallets are reused for as long as somebody pays into them.
  { id: 13, base: 13, name: 'wallet', halfLifeDays: 365, s0: 1 },
]

const PHISHING: ReadonlySet<ThreatType> = new Set(['phishing', 'fraud', 'spam', 'skimming'])
const MALWARE: ReadonlySet<ThreatType> = new Set(['c2', 'malware', 'malware-delivery', 'ransomware', 'mining', 'exploit'])

/** Class of each type where the threat decides nothing. */
const BY_TYPE: Readonly<Record<IndicatorType, number>> = {
  ipv4: 1,
  ipv6: 1,
  cidr: 4,
  asn: 4,
  url: 6,
  domain: 8,
  email: 8,
  md5: 9,
  sha1: 9,
  sha256: 9,
  sha512: 9,
  ssdeep: 9,
  tlsh: 9,
  imphash: 10,
  ja3: 10,
  ja3s: 10,
  jarm: 10,
  certificate: 10,
  cve: 11,
  filename: 12,
  filepath: 12,
  regkey: 12,
  mutex: 12,
  useragent: 12,
  yara: 12,
  mac: 12,
  btc: 13,
  eth: 13,
  xmr: 13,
}

/** The class, before any refit, of a type under its dominant threat. */
export const decayClassOf = (type: IndicatorType, threat: ThreatType): number => {
  switch (type) {
    case 'ipv4':
    case 'ipv6':
      return threat === 'anonymiser' ? 3 : MALWARE.has(threat) ? 2 : 1
    case 'url':
      return PHISHING.has(threat) ? 5 : 6
    case 'domain':
    case 'email':
      return PHISHING.has(threat) ? 7 : 8
    default:
      return BY_TYPE[type]
  }
}

/** Ids fit a 16-bit integer: below 64 the table above, and for each of its classes 511 refits above it. */
const CLASS_ID_STEP = 64
const CLASS_ID_END = 32_768

/** An id for a refit of a class that none of `taken` has. */
export const freeClassId = (base: number, taken: { has(id: number): boolean }): number => {
  for (let id = base + CLASS_ID_STEP; id < CLASS_ID_END; id += CLASS_ID_STEP) if (!taken.has(id)) return id
  throw new RangeError(`decay class ${base} has no free id: indicators are still ranked under all of them`)
}

const known = new Map(DECAY_CLASSES.map(entry => [entry.id, entry]))

/** Makes refitted classes known, so that ranks written under them can be read; an id that is known keeps its figures. */
export const enterDecayClasses = (classes: readonly DecayClass[]): void => {
  for (const entry of classes) if (!known.has(entry.id)) known.set(entry.id, entry)
}

/** All that ranks may have been written under. */
export const knownDecayClasses = (): readonly DecayClass[] => [...known.values()]

/** The class with this id; an id that was never entered is a fault of the program. */
export const decayClass = (id: number): DecayClass => {
  const found = known.get(id)
  if (!found) throw new RangeError(`no decay class has the id ${id}`)
  return found
}
