/** How sure we are and how urgent it is: the score with every term that made it. */
import { z } from 'zod'
import { SEVERITIES } from './vocabulary.ts'

export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/**
 * One step of the waterfall. The first term starts from nothing; each later one starts where the one before ended.
 * `from` and `to` are scores 0..100; `weight` is the term's own size in its own unit (log-odds for evidence, a factor for survival).
 */
export const WaterfallTerm = z.object({
  kind: z.enum(['prior', 'evidence', 'benign', 'survival', 'suppressed', 'verdict']),
  label: z.string(),
  /** A sentence for a person: what was said by whom, with the numbers used. */
  reason: z.string(),
  source: z.string().nullable(),
  weight: z.number(),
  from: z.number(),
  to: z.number(),
})
export type WaterfallTerm = z.infer<typeof WaterfallTerm>

/** One input of the risk: what it is, who says so, and its value (a severity, how much of the distance to full relevance it covers, log-odds of a list). */
export const RiskTerm = z.object({
  kind: z.enum(['severity', 'relevance', 'benign']),
  label: z.string(),
  input: z.string(),
  source: z.string().nullable(),
  value: z.number(),
})
export type RiskTerm = z.infer<typeof RiskTerm>

/** Risk = score x severity x relevance / neutral relevance, at most 100. */
export const RiskExplanation = z.object({
  risk: z.number(),
  severity: z.number(),
  relevance: z.number(),
  neutralRelevance: z.number(),
  band: Severity,
  terms: z.array(RiskTerm),
})
export type RiskExplanation = z.infer<typeof RiskExplanation>

/** Why this score: the numbers that computed it, in order. */
export const Explanation = z.object({
  score: z.number(),
  /** Probability 0..1 that it was ever malicious. */
  everMalicious: z.number(),
  /** Probability 0..1 that it is still active. */
  stillActive: z.number(),
  /** 0..1: 1 means hardly any evidence. */
  uncertainty: z.number(),
  /** 0..1: how opposed the evidence is. */
  conflict: z.number(),
  decayClass: z.string(),
  halfLifeDays: z.number(),
  lastActive: z.string(),
  /** When the score falls below the active threshold, if nothing new is heard; null if it already has never reached it. */
  expiresAt: z.string().nullable(),
  suppressedBy: z.string().nullable(),
  terms: z.array(WaterfallTerm),
  /** Absent where an older server answers. */
  risk: RiskExplanation.optional(),
})
export type Explanation = z.infer<typeof Explanation>
