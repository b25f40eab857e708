/** Feeds that people declare in YAML. */
import { z } from 'zod'
import { type FEED_KINDS, feedKinds } from './vocabulary.ts'

export type FeedKind = keyof typeof FEED_KINDS
export const FeedKind = z.enum(feedKinds as [FeedKind, ...FeedKind[]])

/** A declaration as it is kept. */
export const Feed = z.object({
  id: z.string(),
  yaml: z.string(),
  /** Comes from a file of the data folder: it is changed there. */
  readOnly: z.boolean(),
  updatedAt: z.string(),
})
export type Feed = z.infer<typeof Feed>

/** What is wrong with a declaration, and where; both count from 1. */
export const FeedProblem = z.object({ line: z.number().int(), column: z.number().int(), message: z.string() })
export type FeedProblem = z.infer<typeof FeedProblem>

export const FeedCheck = z.object({
  ok: z.boolean(),
  problems: z.array(FeedProblem),
  source: z.object({ id: z.string(), name: z.string() }).nullable(),
})
export type FeedCheck = z.infer<typeof FeedCheck>

/** What a new declaration is begun with. */
export const FeedStart = z
  .object({
    kind: FeedKind,
    name: z.string().trim().min(1).max(100),
    /** Of a mailbox: `imaps://host/folder`. */
    url: z.url({ protocol: /^(?:https?|imaps)$/, error: 'must be an http or https address' }).max(2_000),
  })
  .refine(({ kind, url }) => (kind === 'mailbox') === url.startsWith('imaps:'), {
    error: 'must be an http or https address; imaps://host/folder for a mailbox',
    path: ['url'],
  })
export type FeedStart = z.infer<typeof FeedStart>
