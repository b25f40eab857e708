/** What the tags of a MISP event or attribute say: markings, confidence, names from galaxies; what is left stays a tag. */
import type { ThreatType, Tlp } from '@keysguard/model'
import { TLP_LEVELS } from '@keysguard/model'

export interface Tagged {
  readonly tlp: Tlp | undefined
  readonly pap: string | undefined
  /** 0..100; the lowest of those stated. */
  readonly confidence: number | undefined
  /** Admiralty reliability of who reported it. */
  readonly reliability: string | undefined
  readonly threat: ThreatType | undefined
  readonly actors: readonly string[]
  readonly malware: readonly string[]
  readonly campaigns: readonly string[]
  readonly techniques: readonly string[]
  readonly killChain: readonly string[]
  readonly targets: readonly string[]
  readonly rest: readonly string[]
}

interface MachineTag {
  readonly namespace: string
  readonly predicate: string
  readonly value: string
}

const TLPS: Readonly<Record<string, Tlp>> = {
  white: 'clear',
  clear: 'clear',
  green: 'green',
  amber: 'amber',
  'amber+strict': 'amber+strict',
  red: 'red',
}

/**
 * Numerical values of the taxonomies estimative-language, admiralty-scale, misp and false-positive. Two differ: "low" counts as 0 there,
 * which would be no evidence here, and "cannot be judged" states nothing.
 */
const CONFIDENCES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'confidence-in-analytic-judgment': { low: 20, moderate: 55, high: 95 },
  'likelihood-probability': {
    'almost-no-chance': 0,
    'very-unlikely': 5,
    unlikely: 20,
    'roughly-even-chance': 45,
    likely: 55,
    'very-likely': 80,
    'almost-certain': 95,
  },
  'information-credibility': { '1': 100, '2': 75, '3': 50, '4': 25, '5': 0 },
  'confidence-level': {
    'completely-confident': 100,
    'usually-confident': 75,
    'fairly-confident': 50,
    'rarely-confident': 25,
    unconfident: 0,
  },
  risk: { low: 75, medium: 50, high: 25 },
  confirmed: { true: 0 },
}
const CONFIDENCE_NAMESPACES: ReadonlySet<string> = new Set(['estimative-language', 'admiralty-scale', 'misp', 'false-positive'])

/** Words of the incident and malware taxonomies (ecsirt, rsit, circl, enisa, malware_classification, kill-chain, …). */
const THREATS: Readonly<Record<string, ThreatType>> = {
  'c&c': 'c2',
  c2: 'c2',
  'c2-server': 'c2',
  'command and control': 'c2',
  'command-and-control': 'c2',
  delivery: 'malware-delivery',
  'malware-distribution': 'malware-delivery',
  malware: 'malware',
  trojan: 'malware',
  worm: 'malware',
  virus: 'malware',
  spyware: 'malware',
  ransomware: 'ransomware',
  phishing: 'phishing',
  'spear-phishing': 'phishing',
  'brute-force': 'bruteforce',
  'brute force': 'bruteforce',
  scan: 'scanner',
  scanner: 'scanner',
  scanning: 'scanner',
  spam: 'spam',
  botnet: 'botnet',
  'botnet-drone': 'botnet',
  'infected-system': 'botnet',
  cryptojacking: 'mining',
  cryptomining: 'mining',
  fraud: 'fraud',
  skimming: 'skimming',
}

type Named = 'actors' | 'malware' | 'campaigns' | 'techniques' | 'targets'

/** Galaxies are many and come in three spellings (`mitre-tool`, `mitre-enterprise-attack-tool`, `tool`): the end of the name tells. */
const GALAXIES: readonly (readonly [RegExp, Named])[] = [
  [/(?:^|-)(?:threat-actor|intrusion-set|activity-group)$/, 'actors'],
  [/(?:^|-)(?:malware|malpedia|tool|rat|banker|botnet|stealer|ransomware|backdoor|exploit-kit|android|cryptominers)$/, 'malware'],
  [/(?:^|-)campaigns?$/, 'campaigns'],
  [/(?:^|-)attack-pattern$/, 'techniques'],
  [/^(?:sector|country|target-information|region)$/, 'targets'],
]

/** `namespace:predicate="value"`, or null for a plain tag. */
const machineTag = (tag: string): MachineTag | null => {
  const colon = tag.indexOf(':')
  if (colon < 1) return null
  const equals = tag.indexOf('=', colon)
  const predicate = tag.slice(colon + 1, equals === -1 ? undefined : equals)
  const value = equals === -1 ? '' : tag.slice(equals + 1).replace(/^"|"$/g, '')
  return { namespace: tag.slice(0, colon).toLowerCase(), predicate, value }
}

/** Reads all tags of one event or attribute. */
export const readTags = (tags: readonly string[]): Tagged => {
  let tlp: Tlp | undefined
  let pap: string | undefined
  let confidence: number | undefined
  let reliability: string | undefined
  let threat: ThreatType | undefined
  const names: Record<Named | 'killChain', string[]> = {
    actors: [],
    malware: [],
    campaigns: [],
    techniques: [],
    targets: [],
    killChain: [],
  }
  const rest: string[] = []
  for (const tag of tags) {
    const machine = machineTag(tag)
    if (machine === null) {
      rest.push(tag)
      continue
    }
    const { namespace, predicate, value } = machine
    if (namespace === 'tlp') tlp = moreClosed(tlp, TLPS[predicate.toLowerCase()])
    else if (namespace === 'pap') pap = predicate.toUpperCase()
    else if (namespace === 'workflow') continue
    else if (namespace === 'kill-chain') names.killChain.push(predicate)
    else if (namespace === 'admiralty-scale' && predicate === 'source-reliability') reliability = value.toUpperCase()
    else if (!takeName(machine, names) && confidenceOf(machine) === undefined) rest.push(tag)
    confidence = lower(confidence, confidenceOf(machine))
    threat ??= THREATS[(value === '' ? predicate : value).toLowerCase()] ?? threatOfGalaxy(machine)
  }
  return { tlp, pap, confidence, reliability, threat, ...names, rest }
}

const moreClosed = (a: Tlp | undefined, b: Tlp | undefined): Tlp | undefined =>
  a === undefined || (b !== undefined && TLP_LEVELS.indexOf(b) > TLP_LEVELS.indexOf(a)) ? (b ?? a) : a

const lower = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)

const confidenceOf = ({ namespace, predicate, value }: MachineTag): number | undefined => {
  if (namespace === 'osint' && predicate === 'certainty') {
    const certainty = value === '' ? Number.NaN : Number(value)
    return certainty >= 0 && certainty <= 100 ? certainty : undefined
  }
  return CONFIDENCE_NAMESPACES.has(namespace) ? CONFIDENCES[predicate]?.[value.toLowerCase()] : undefined
}

const threatOfGalaxy = ({ namespace, predicate }: MachineTag): ThreatType | undefined =>
  namespace === 'misp-galaxy' && predicate === 'ransomware' ? 'ransomware' : undefined

/** Takes a name from a galaxy: `Elise - S0081` is Elise; a technique counts by its id. */
const takeName = ({ namespace, predicate, value }: MachineTag, names: Record<Named, string[]>): boolean => {
  const kind = namespace === 'misp-galaxy' ? GALAXIES.find(([end]) => end.test(predicate))?.[1] : undefined
  if (kind === undefined || value === '') return false
  const name = kind === 'techniques' ? /\bT\d{4}(?:\.\d{3})?\b/.exec(value)?.[0] : value.replace(/ - [CGS]\d{4}$|^\d{3} - /, '')
  if (name === undefined) return false
  if (!names[kind].includes(name)) names[kind].push(name)
  return true
}
