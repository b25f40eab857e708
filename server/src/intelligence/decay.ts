/**
 * How fast things stop being active. Every indicator belongs to one decay class, by its type and dominant threat; within a class
 * the share still active after t is s0 x 2^-(t / half-life). The figures are starting points, to be refitted from verdicts, sightings
 * and the gaps between repeated reports: addresses are reassigned within days to weeks, phishing pages live hours to days,
 * malware URLs about a week, registered domains outlive their pages, and a file stays what it is.
 */
import type { IndicatorType, ThreatType } from '@keysguard/model'

export interface DecayClass {
  /** Stands in the store: never renumbered, never reused. */
  readonly id: number
  readonly name: string
  readonly halfLifeDays: number
  /** Share active at the moment of the last evidence of activity. */
  readonly s0: number
}

export const DECAY_CLASSES: readonly DecayClass[] = [
  { id: 1, name: 'address that scans or attacks', halfLifeDays: 5, s0: 1 },
  { id: 2, name: 'address that controls or serves malware', halfLifeDays: 14, s0: 1 },
  { id: 3, name: 'address of an anonymiser', halfLifeDays: 3, s0: 1 },
  { id: 4, name: 'network', halfLifeDays: 90, s0: 1 },
  { id: 5, name: 'phishing URL', halfLifeDays: 4, s0: 1 },
  { id: 6, name: 'malware URL', halfLifeDays: 7, s0: 1 },
  { id: 7, name: 'phishing domain or sender', halfLifeDays: 10, s0: 1 },
  { id: 8, name: 'malware domain', halfLifeDays: 30, s0: 1 },
  { id: 9, name: 'file', halfLifeDays: 1460, s0: 1 },
  { id: 10, name: 'fingerprint', halfLifeDays: 180, s0: 1 },
  { id: 11, name: 'vulnerability', halfLifeDays: 1095, s0: 1 },
  { id: 12, name: 'trace on a host', halfLifeDays: 365, s0: 1 },
  { id: 13, name: 'wallet', halfLifeDays: 365, s0: 1 },
]

const PHISHING: ReadonlySet<ThreatType> = new Set(['phishing', 'fraud', 'spam', 'skimming'])
const MALWARE: ReadonlySet<ThreatType> = new Set(['c2', 'malware', 'malware-delivery', 'ransomware', 'mining', 'exploit'])

/** The id of the decay class of a type under its dominant threat. */
export const decayClassOf = (type: IndicatorType, threat: ThreatType): number => {
  switch (type) {
    case 'ipv4':
    case 'ipv6':
      return threat === 'anonymiser' ? 3 : MALWARE.has(threat) ? 2 : 1
    case 'cidr':
    case 'asn':
      return 4
    case 'url':
      return PHISHING.has(threat) ? 5 : 6
    case 'domain':
    case 'email':
      return PHISHING.has(threat) ? 7 : 8
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
    case 'ssdeep':
    case 'tlsh':
      return 9
    case 'imphash':
    case 'ja3':
    case 'ja3s':
    case 'jarm':
    case 'certificate':
      return 10
    case 'cve':
      return 11
    case 'btc':
    case 'eth':
    case 'xmr':
      return 13
    default:
      return 12
  }
}

const byId = new Map(DECAY_CLASSES.map(entry => [entry.id, entry]))

/** The class with this id; an id the table does not hold is a fault of the program. */
export const decayClass = (id: number): DecayClass => {
  const found = byId.get(id)
  if (!found) throw new RangeError(`no decay class has the id ${id}`)
  return found
}
