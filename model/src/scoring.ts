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

/** The scoring in force. */
export const ScoringReport = z.object({
  version: z.number().int(),
  madeAt: z.string().nullable(),
  madeBy: z.string(),
  why: z.string(),
  settings: ScoringSettings,
  /** Indicators whose score is still that of an earlier version; they are scored anew in the background. */
  left: z.number().int(),
  classes: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      halfLifeDays: z.number(),
      s0: z.number(),
      from: From,
      /** What a learnt half-life rests on: cases somebody looked at, moments between reports. */
      looked: z.number().int(),
      gaps: z.number().int(),
    }),
  ),
  sources: z.array(
    z.object({
      id: z.string(),
      reliability: Reliability,
      from: From,
      /** Share of its reports that have proved right, and how many were read, by decay class. */
      learnt: z.array(
        z.object({ decayClass: z.number().int(), precision: z.number(), llr: z.number(), reports: z.number().int() }),
      ),
      copies: z.array(z.object({ from: z.string(), rho: z.number(), shared: z.number().int() })),
    }),
  ),
  /** The sample that was learnt from. */
  sample: z.object({ at: z.string(), cases: z.number().int(), labelled: z.number().int() }).nullable(),
})
export type ScoringReport = z.infer<typeof ScoringReport>
