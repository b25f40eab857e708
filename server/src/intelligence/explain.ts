/** Why this score: the numbers of Fusion, one term after the other, each starting where the one before ended. */
import { type Explanation, type IndicatorType, THREAT_TYPES, type WaterfallTerm } from '@keysguard/model'
import { decayClass } from './decay.ts'
import { type Evidence, fuse, PRIOR_LOG_ODDS, sigmoid, survivalAt, weigh } from './fusion.ts'
import { gradePrecision } from './reliability.ts'

const DAY_MS = 86_400_000

const days = (ms: number): string => {
  const count = Math.max(0, ms / DAY_MS)
  return count < 1 ? `${Math.round(count * 24)} hours` : `${Math.round(count)} days`
}

const stated = ({ confidence }: Evidence): string =>
  confidence === null ? 'states no confidence' : `states a confidence of ${confidence}`

/** Explains the score of one indicator at `now`. The last term ends at the score. */
export const explain = (
  type: IndicatorType,
  evidence: readonly Evidence[],
  suppressedBy: string | null,
  now: number,
): Explanation => {
  const fused = fuse(type, evidence, suppressedBy !== null)
  const terms: WaterfallTerm[] = []
  let level = 0
  const step = (term: Omit<WaterfallTerm, 'from' | 'to'>, to: number): void => {
    terms.push({ ...term, from: level, to })
    level = to
  }
  step(
    {
      kind: 'prior',
      label: 'Starting point',
      reason: 'What stands in a feed at all, before anybody is weighed.',
      source: null,
      weight: PRIOR_LOG_ODDS,
    },
    100 * sigmoid(PRIOR_LOG_ODDS),
  )
  let logOdds = PRIOR_LOG_ODDS
  for (const { evidence: one, llr, discount } of weigh(evidence)) {
    logOdds += llr * discount
    const { source } = one
    const copies =
      discount < 1
        ? `; it copies from a source counted above, so only ${Math.round(discount * 1000) / 10} % of its weight counts`
        : ''
    const dropped = one.listed ? '' : '; it has since dropped it from its list'
    step(
      {
        kind: 'evidence',
        label: source.name,
        reason: `Reports ${THREAT_TYPES[one.threat].toLowerCase()}; grade ${source.reliability} (right in about ${Math.round(100 * gradePrecision(source.reliability))} of 100) and ${stated(one)}${copies}${dropped}.`,
        source: source.id,
        weight: llr * discount,
      },
      100 * sigmoid(logOdds),
    )
  }
  const survival = survivalAt(fused, now)
  const { name, halfLifeDays } = decayClass(fused.decayClass)
  step(
    {
      kind: 'survival',
      label: 'Still active?',
      reason: `Last evidence of activity ${days(now - Math.max(...evidence.map(({ activeAt }) => activeAt)))} ago; half of the kind "${name}" is gone after ${halfLifeDays} days, and the dates of a source count by how often it is right.`,
      source: null,
      weight: survival,
    },
    level * survival,
  )
  if (suppressedBy !== null) {
    step(
      {
        kind: 'suppressed',
        label: 'Suppressed',
        reason: `It is on the list of things that are not malicious: ${suppressedBy}.`,
        source: null,
        weight: 0,
      },
      0,
    )
  }
  return {
    score: level,
    everMalicious: fused.everMalicious,
    stillActive: survival,
    uncertainty: fused.uncertainty,
    conflict: fused.conflict,
    decayClass: name,
    halfLifeDays,
    lastActive: new Date(fused.lastActive).toISOString(),
    expiresAt: fused.expiresAt === null ? null : new Date(fused.expiresAt).toISOString(),
    suppressedBy,
    terms,
  }
}
