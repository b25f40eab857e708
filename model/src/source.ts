/** Sources, their runs and what was refused: a feed run cannot lie. */
import { z } from 'zod'
import { Reliability, Tlp } from './statement.ts'
import { type OUTCOMES, outcomes } from './vocabulary.ts'

export type Outcome = keyof typeof OUTCOMES
export const Outcome = z.enum(outcomes as [Outcome, ...Outcome[]])

/** The ledger of a run. It balances: received = new + changed + unchanged + duplicate + rejected. */
export const RunCounts = z.object({
  received: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Further rows of the same run about an indicator already counted. */
  duplicate: z.number().int(),
  rejected: z.number().int(),
  /** Indicators a full-set source stopped listing. They are kept; they only stop counting as listed. */
  withdrawn: z.number().int(),
})
export type RunCounts = z.infer<typeof RunCounts>

export const Run = z.object({
  id: z.string(),
  source: z.string(),
  trigger: z.enum(['schedule', 'manual', 'sample', 'upload']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  outcome: Outcome.nullable(),
  /** One sentence for a person: what happened and, if it is bad, what to do. */
  reason: z.string(),
  counts: RunCounts,
  rejections: z.record(z.string(), z.number().int()),
  bytes: z.number().int(),
  durationMs: z.number().int().nullable(),
})
export type Run = z.infer<typeof Run>

export const QuarantinedRow = z.object({
  id: z.string(),
  source: z.string(),
  runId: z.string(),
  at: z.string(),
  reason: z.string(),
  detail: z.string(),
  raw: z.string(),
})
export type QuarantinedRow = z.infer<typeof QuarantinedRow>

export const SourceHealth = z.enum(['healthy', 'stale', 'failing', 'paused', 'waiting', 'running'])
export type SourceHealth = z.infer<typeof SourceHealth>

/** A source as a card: what it declares, how it is doing. */
export const SourceCard = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  homepage: z.string(),
  description: z.string(),
  licence: z.string(),
  reliability: Reliability,
  tlp: Tlp,
  everyMinutes: z.number(),
  needs: z.array(z.string()),
  /** Sources this one copies from: inside such a group evidence is not counted twice. */
  derivedFrom: z.array(z.string()),
  config: z.record(z.string(), z.string()),
  health: SourceHealth,
  paused: z.boolean(),
  /** Whether its rows are the built-in sample day. */
  sample: z.boolean(),
  nextRunAt: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  indicators: z.number().int(),
  quarantined: z.number().int(),
  lastRun: Run.nullable(),
  /** The newest runs first, at most 30, for the strip of outcomes. */
  recent: z.array(Run.pick({ id: true, startedAt: true, outcome: true, reason: true }).extend({ new: z.number().int() })),
})
export type SourceCard = z.infer<typeof SourceCard>
