/** How bad it would be if it were true: the severity of a threat type, in (0, 1]. Risk = score x severity x relevance. */
import type { ThreatType } from '@keysguard/model'

const SEVERITY_WEIGHTS: Readonly<Record<ThreatType, number>> = {
  ransomware: 1,
  c2: 1,
  exploit: 0.95,
  malware: 0.9,
  'malware-delivery': 0.9,
  skimming: 0.85,
  phishing: 0.8,
  botnet: 0.6,
  hijacked: 0.6,
  fraud: 0.6,
  mining: 0.5,
  bruteforce: 0.45,
  unknown: 0.4,
  spam: 0.35,
  scanner: 0.3,
  anonymiser: 0.2,
}

export const severityWeight = (threat: ThreatType): number => SEVERITY_WEIGHTS[threat]
