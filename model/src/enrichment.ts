/** Enrichers: what else there is to know of an indicator, who tells it, and what asking costs. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { SettingCard, Terms } from './source.ts'
import { Statement } from './statement.ts'
import { type ENRICHER_TELLS, enricherTells } from './vocabulary.ts'

export type EnricherTells = keyof typeof ENRICHER_TELLS
export const EnricherTells = z.enum(enricherTells as [EnricherTells, ...EnricherTells[]])

/** What may still be asked; days are those of UTC. */
export const Quota = z.object({
  perMinute: z.number().int(),
  leftThisMinute: z.number().int(),
  perDay: z.number().int(),
  leftToday: z.number().int(),
})
export type Quota = z.infer<typeof Quota>

/** What a provider itself says may still be asked; `period` is null where it does not say of which time. */
export const StatedLimit = z.object({
  period: z.enum(['minute', 'hour', 'day', 'month']).nullable(),
  left: z.number().int(),
  of: z.number().int().nullable(),
  resetsAt: z.string().nullable(),
})
export type StatedLimit = z.infer<typeof StatedLimit>

/** Whether an enricher can be asked; the reason says why not, or for how long not. */
export const EnricherState = z.enum(['ready', 'asking', 'waiting', 'needs-key', 'off', 'refused'])
export type EnricherState = z.infer<typeof EnricherState>

const About = z.object({
  name: z.string(),
  provider: z.string(),
  homepage: z.string(),
  licence: z.string(),
  terms: Terms,
  tells: EnricherTells,
  state: EnricherState,
  /** A sentence; null when it is ready. */
  reason: z.string().nullable(),
  /** Null where nobody counts. */
  quota: Quota.nullable(),
})

/** An enricher as a card. */
export const EnricherCard = About.extend({
  id: z.string(),
  description: z.string(),
  accepts: z.array(IndicatorType),
  enabled: z.boolean(),
  /** Required settings that nobody has set. */
  needs: z.array(z.string()),
  settings: z.array(SettingCard),
  /** What went wrong the last time, until it goes well again. */
  problem: z.string().nullable(),
  /** What the provider said of its limits in its last answer; null when it said nothing since this process started. */
  stated: z.object({ at: z.string(), limits: z.array(StatedLimit) }).nullable(),
  /** Since this process started. */
  counts: z.object({
    asked: z.number().int(),
    answered: z.number().int(),
    cached: z.number().int(),
    failed: z.number().int(),
  }),
})
export type EnricherCard = z.infer<typeof EnricherCard>

export const EnrichmentAnswer = z.object({
  at: z.string(),
  /** Until when it holds; older answers are shown with their age. */
  expiresAt: z.string(),
  /** False when the provider does not know the indicator. */
  found: z.boolean(),
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  statement: Statement.nullable(),
  related: z.array(z.object({ id: z.string(), type: IndicatorType, value: z.string(), known: z.boolean() })),
})
export type EnrichmentAnswer = z.infer<typeof EnrichmentAnswer>

/** One enricher beside one indicator: its answer as far as there is one, and whether it can be asked. */
export const Enrichment = About.extend({
  enricher: z.string(),
  answer: EnrichmentAnswer.nullable(),
  /** What went wrong when it was last asked about this indicator; null when it went well. */
  failure: z.string().nullable(),
})
export type Enrichment = z.infer<typeof Enrichment>
