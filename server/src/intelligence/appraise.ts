/**
 * What fusion does not know: an analyst's verdict, lists that count against the indicator, how bad it would be and how much it concerns
 * this reader. It is appraised in the background where there is something to say, kept with its terms, and tempers the fused rank.
 */
import type { Indicator, RiskTerm, ThreatType } from '@keysguard/model'
import { sigmoid } from './evidence.ts'
import type { Firewall, StandingVerdict } from './firewall.ts'
import { type Fused, ranked, SUPPRESSED_RANK } from './fusion.ts'
import { NEUTRAL_RELEVANCE, severityWeight } from './risk.ts'
import { type Said, severityOfSaid } from './severity.ts'
import { relevanceOf, type Sightings, type WatchSet } from './watch.ts'

export interface GivenVerdict {
  readonly verdict: StandingVerdict
  /** Milliseconds since 1970. */
  readonly at: number
  readonly until: number | null
}

export interface Appraisal {
  readonly verdict: GivenVerdict | null
  /** Log-odds of the lists that count against it, at most 0. */
  readonly benign: number
  /** In (0, 1]; null where the kind of threat decides. */
  readonly severity: number | null
  /** In [0.625, 1]. */
  readonly relevance: number
  /** What severity and relevance came from. */
  readonly terms: readonly RiskTerm[]
}

/** An analyst can err too. */
const SURE = 0.995
/** What one list that counts against it is worth, in log-odds: about what a source of grade C says for it. */
const LIST_LLR = -1.5
const MOST_BENIGN = -4

interface Appraised {
  readonly indicator: Indicator
  readonly threat: ThreatType
  readonly said: readonly Said[]
  readonly verdict: GivenVerdict | null
  readonly sightings: Sightings | null
}

/** Null where there is nothing that fusion does not know. */
export const appraise = (
  { indicator, threat, said, verdict, sightings }: Appraised,
  firewall: Firewall,
  watch: WatchSet,
): Appraisal | null => {
  const against = firewall.benignEvidence(indicator)
  const severity = severityOfSaid(indicator.type, threat, said)
  const grounds = watch.grounds(indicator, said, sightings)
  const ordinary = severity.value === severityWeight(threat)
  if (verdict === null && against.length === 0 && ordinary && grounds.length === 0) return null
  return {
    verdict,
    benign: Math.max(MOST_BENIGN, LIST_LLR * against.length) || 0,
    severity: ordinary ? null : severity.value,
    relevance: relevanceOf(grounds),
    terms: [
      severity,
      ...grounds,
      ...against.map(
        ({ list, entry }): RiskTerm => ({ kind: 'benign', label: list.name, input: entry, source: null, value: LIST_LLR }),
      ),
    ],
  }
}

/** What severity and relevance make of a score: risk / score. */
export const weightOf = ({ severity, relevance }: Pick<Appraisal, 'severity' | 'relevance'>, threat: ThreatType): number =>
  ((severity ?? severityWeight(threat)) * relevance) / NEUTRAL_RELEVANCE

/** The fused standing under an appraisal. Factors of the rank do not change with time, so its order does not either. */
export const temper = (fused: Fused, appraisal: Appraisal): Fused => {
  const { verdict, benign } = appraisal
  const weight = weightOf(appraisal, fused.threat)
  if (verdict?.verdict === 'malicious') {
    const lastActive = Math.max(fused.lastActive, verdict.at)
    return {
      ...fused,
      everMalicious: SURE,
      lastActive,
      conflict: 0,
      uncertainty: 1 - SURE,
      ...ranked(fused.decayClass, SURE, lastActive, weight),
    }
  }
  if (fused.rank <= SUPPRESSED_RANK) return fused
  const logOdds = fused.logOdds + benign
  const everMalicious = sigmoid(logOdds)
  const { rank, expiresAt } = ranked(fused.decayClass, everMalicious, fused.lastActive, weight)
  return {
    ...fused,
    logOdds,
    everMalicious,
    rank,
    expiresAt: fused.expiresAt === null ? null : expiresAt,
    conflict: benign === 0 ? fused.conflict : Math.max(fused.conflict, 1 - Math.abs(2 * everMalicious - 1)),
  }
}
