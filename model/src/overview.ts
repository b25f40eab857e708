/** The first page in one request. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { Severity } from './score.ts'
import { IndicatorSummary } from './search.ts'
import { SourceCard } from './source.ts'
import { ThreatType } from './statement.ts'

/** A quarter of an hour of the last day: how much came in and how bad the worst of it was. */
export const TapeTick = z.object({
  from: z.string(),
  count: z.number().int(),
  worst: Severity.nullable(),
  critical: z.number().int(),
  high: z.number().int(),
  medium: z.number().int(),
  low: z.number().int(),
  info: z.number().int(),
})
export type TapeTick = z.infer<typeof TapeTick>

/** 96 ticks, oldest first. */
export const Tape = z.object({ ticks: z.array(TapeTick) })
export type Tape = z.infer<typeof Tape>

export const Overview = z.object({
  indicators: z.number().int(),
  activeIndicators: z.number().int(),
  critical: z.number().int(),
  high: z.number().int(),
  newLastDay: z.number().int(),
  newLastHour: z.number().int(),
  sourcesHealthy: z.number().int(),
  sourcesTotal: z.number().int(),
  quarantined: z.number().int(),
  suppressed: z.number().int(),
  byType: z.array(z.object({ type: IndicatorType, count: z.number().int() })),
  byThreat: z.array(z.object({ threat: ThreatType, count: z.number().int() })),
  tape: Tape,
  topRisks: z.array(IndicatorSummary),
  latest: z.array(IndicatorSummary),
  sources: z.array(SourceCard),
  /** True while the knowledge base holds rows of the built-in sample day. */
  sample: z.boolean(),
  version: z.string(),
  store: z.string(),
})
export type Overview = z.infer<typeof Overview>

/** How much is known, by kind and by who says so (one indicator counts once for each of its sources). */
export const Statistics = z.object({
  total: z.number().int(),
  byType: z.array(z.object({ type: IndicatorType, count: z.number().int() })),
  byThreat: z.array(z.object({ threat: ThreatType, count: z.number().int() })),
  bySource: z.array(z.object({ source: z.string(), count: z.number().int() })),
})
export type Statistics = z.infer<typeof Statistics>
