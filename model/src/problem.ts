/** RFC 9457 problem details, as they go over the wire. */
import { z } from 'zod'

export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  /** What happened. */
  detail: z.string(),
  /** What to do now. */
  todo: z.string(),
  /** For a faulty query: the 0-based character it stumbled over. */
  position: z.number().int().optional(),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>
