/** The figures that scores are made with, where each comes from, and what people set. */
import { z } from 'zod'
import { Reliability } from './statement.ts'

/** What people set; what they do not set is learnt, or as shipped. */
export const ScoringSettings = z.object({
  /** Whether what is learnt comes into force. */
  learning: z.boolean().default(true),
  /** Half-lives in days, by the id of the decay class. */
  halfLives: z.record(z.string().max(3), z.number().min(0.01).max(36_500)).default({}),
  /** Shares active at once, by the id of the decay class. */
  shares: z.record(z.string().max(3), z.number().min(0.01).max(1)).default({}),
  /** Grades, by source. */
  reliability: z.record(z.string().max(200), Reliability).default({}),
})
export type ScoringSettings = z.infer<typeof ScoringSettings>

const From = z.enum(['shipped', 'learnt', 'set'])

/** A share of reports that are right, 0..1, and where it lies with a probability of 95 %. */
export const Precision = z.object({ precision: z.number(), low: z.number(), high: z.number() })
export type Precision = z.infer<typeof Precision>

const Version = z.object({
  version: z.number().int(),
  /** Null for what ships. */
  madeAt: z.string().nullable(),
  madeBy: z.string(),
  why: z.string(),
})

export const ScoringClassReport = z.object({
  id: z.number().int(),
  name: z.string(),
  halfLifeDays: z.number(),
  /** Share active at once. */
  s0: z.number(),
  from: From,
  /** What ships. */
  shipped: z.object({ halfLifeDays: z.number(), s0: z.number() }),
  /** What a learnt half-life rests on: cases somebody looked at, moments between reports. */
  looked: z.number().int(),
  gaps: z.number().int(),
  /** How many stand in it, scored by these figures or by earlier ones. */
  indicators: z.number().int(),
})
export type ScoringClassReport = z.infer<typeof ScoringClassReport>

export const ScoringSourceReport = z.object({
  id: z.string(),
  name: z.string(),
  /** The grade in force. */
  reliability: Reliability,
  from: From,
  /** What its grade expects of it before anything is learnt. */
  prior: Precision,
  /** Share of its reports that have proved right, and how many were read, by decay class. */
  learnt: z.array(Precision.extend({ decayClass: z.number().int(), llr: z.number(), reports: z.number().int() })),
  copies: z.array(z.object({ from: z.string(), rho: z.number(), shared: z.number().int() })),
})
export type ScoringSourceReport = z.infer<typeof ScoringSourceReport>

/** The scoring in force. */
export const ScoringReport = Version.extend({
  settings: ScoringSettings,
  /** Indicators whose score is still that of an earlier version; they are scored anew in the background. */
  left: z.number().int(),
  /** All indicators. */
  indicators: z.number().int(),
  /** Whether nothing is learnt by itself, because somebody went back. */
  held: z.boolean(),
  classes: z.array(ScoringClassReport),
  sources: z.array(ScoringSourceReport),
  /** Share of right reports that each grade stands for. */
  grades: z.array(z.object({ grade: Reliability, precision: z.number() })),
  /** The sample that was learnt from. */
  sample: z.object({ at: z.string(), cases: z.number().int(), labelled: z.number().int() }).nullable(),
  /** The last versions, the newest first; the second is what one step back leads to. */
  versions: z.array(Version),
})
export type ScoringReport = z.infer<typeof ScoringReport>
