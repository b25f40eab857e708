/** What the server tells its readers without being asked (server-sent events on /api/v1/live). */
import { z } from 'zod'
import { Rejudgement } from './judgement.ts'
import { Severity } from './score.ts'
import { Run, SourceHealth } from './source.ts'

export const LiveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run-started'), source: z.string(), at: z.string() }),
  z.object({ kind: z.literal('run-progress'), source: z.string(), received: z.number().int(), new: z.number().int() }),
  z.object({ kind: z.literal('run-finished'), source: z.string(), run: Run }),
  z.object({
    kind: z.literal('indicators'),
    source: z.string(),
    at: z.string(),
    new: z.number().int(),
    /** The most severe of the batch, at most five. */
    top: z.array(z.object({ id: z.string(), type: z.string(), value: z.string(), severity: Severity, threat: z.string() })),
  }),
  /** Indicators were judged again because a list, an asset, a verdict or the watch has changed. */
  z.object({ kind: z.literal('rejudged'), at: z.string(), job: Rejudgement }),
  /** A source has fallen ill (`failing`, `stale`), or is well again. */
  z.object({
    kind: z.literal('source-health'),
    source: z.string(),
    from: SourceHealth,
    to: SourceHealth,
    reason: z.string(),
    at: z.string(),
  }),
])
export type LiveEvent = z.infer<typeof LiveEvent>
