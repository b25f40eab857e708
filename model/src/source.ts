/** Sources, their runs and what was refused: a feed run cannot lie. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { Reliability, Statement, Tlp } from './statement.ts'
import { type OUTCOMES, outcomes, type TERMS, terms } from './vocabulary.ts'

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

/** `off`: nobody has switched it on; `needs-key`: it rests until its required settings are there. */
export const SourceHealth = z.enum(['healthy', 'stale', 'failing', 'paused', 'waiting', 'running', 'off', 'needs-key'])
export type SourceHealth = z.infer<typeof SourceHealth>

/** A setting as a form shows it. Values of secrets never leave the server. */
export const SettingCard = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['address', 'text', 'number', 'choice', 'secret']),
  required: z.boolean(),
  value: z.string(),
  isSet: z.boolean(),
  default: z.string(),
  /** `configuration`: fixed by the file or the environment. */
  from: z.enum(['default', 'set', 'configuration']),
  least: z.number().optional(),
  most: z.number().optional(),
  choices: z.array(z.string()).optional(),
})
export type SettingCard = z.infer<typeof SettingCard>

export type Terms = keyof typeof TERMS
export const Terms = z.enum(terms as [Terms, ...Terms[]])

/** A source as a card: what it declares, how it is doing. */
export const SourceCard = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  homepage: z.string(),
  description: z.string(),
  licence: z.string(),
  terms: Terms,
  reliability: Reliability,
  tlp: Tlp,
  everyMinutes: z.number(),
  /** Required settings that nobody has set. */
  needs: z.array(z.string()),
  /** Whether it runs on its schedule. */
  enabled: z.boolean(),
  /** Whether it can be read again from a date: a whole list each time has no past to go back to. */
  incremental: z.boolean(),
  /** Declared by a person here, not shipped. */
  own: z.boolean(),
  /** Sources this one copies from: inside such a group evidence is not counted twice. */
  derivedFrom: z.array(z.string()),
  settings: z.array(SettingCard),
  health: SourceHealth,
  /** How old its last success may be, and is; null for what has no schedule. `ageMinutes` is null while there was none. */
  freshness: z.object({ objectiveMinutes: z.number(), ageMinutes: z.number().nullable(), met: z.boolean() }).nullable(),
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

/** What a source answered when it was tried: nothing of it is stored. */
export const Trial = z.object({
  ok: z.boolean(),
  reason: z.string(),
  rows: z.array(
    z.object({
      raw: z.string(),
      indicators: z.array(z.object({ type: IndicatorType, value: z.string(), statement: Statement })),
      refused: z.string().nullable(),
    }),
  ),
})
export type Trial = z.infer<typeof Trial>
