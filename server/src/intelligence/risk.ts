/** What to look at first: risk = score x severity x relevance. */
import type { ThreatType } from '@keysguard/model'

/** How bad it would be if it were true, in (0, 1]. An order of harm, not a measurement: ruin of a company at 1, background noise near 0. */
const SEVERITY_WEIGHTS: Readonly<Record<ThreatType, number>> = {
  ransomware: 1,
  c2: 1,
  malware: 0.9,
  'malware-delivery': 0.9,
  skimming: 0.85,
  exploit: 0.8,
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

/**
 * How much it concerns this reader, in (0, 1]: so much where nothing is known. Risk counts from it (risk = 100 x score x severity x
 * relevance / 0.625, at most 100), so that a store that knows nothing of its reader uses all bands, and what concerns them rises above.
 */
export const NEUTRAL_RELEVANCE = 0.625
/** The factor of the rank for what is of neutral relevance. */
export const RELEVANCE = 1
