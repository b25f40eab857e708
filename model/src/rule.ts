/** Correlation rules over what sources say, and what they found. */
import { z } from 'zod'
import { FeedProblem } from './feed.ts'
import { DETECTION_STATES, RULE_LEVELS } from './vocabulary.ts'

export const RuleLevel = z.enum(RULE_LEVELS)
export type RuleLevel = z.infer<typeof RuleLevel>

export const DetectionState = z.enum(DETECTION_STATES)
export type DetectionState = z.infer<typeof DetectionState>

/** One saying that made a rule fire. */
export const DetectionEvent = z.object({
  /** Id of the observation. */
  id: z.string(),
  at: z.string(),
  indicator: z.string(),
  type: z.string(),
  value: z.string(),
  source: z.string(),
  /** The base rule that picked it. */
  rule: z.string(),
})
export type DetectionEvent = z.infer<typeof DetectionEvent>

/** What a rule found: one run of time in which its condition held for one group. */
export const Detection = z.object({
  id: z.string(),
  rule: z.string(),
  /** The part of the rule that found it: its outermost correlation, or what `generate` lets speak. */
  part: z.string(),
  title: z.string(),
  level: RuleLevel,
  group: z.record(z.string(), z.string()),
  /** Time of the first and the last event in it. */
  firstAt: z.string(),
  lastAt: z.string(),
  /** Event time at which the condition first held. */
  firedAt: z.string(),
  /** The largest that was measured: events, distinct values, a sum …; null where nothing is counted. */
  measured: z.number().nullable(),
  /** Distinct events; the newest of them are kept. */
  events: z.number().int(),
  evidence: z.array(DetectionEvent),
  sample: z.boolean(),
  state: DetectionState,
})
export type Detection = z.infer<typeof Detection>

export const RuleCard = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  author: z.string(),
  level: RuleLevel,
  tags: z.array(z.string()),
  falsePositives: z.array(z.string()),
  enabled: z.boolean(),
  version: z.number().int(),
  /** `shipped` with KeysGuard, shipped and `changed` here, or one's `own`. */
  origin: z.enum(['shipped', 'changed', 'own']),
  /** Why it cannot run; null when it can. */
  broken: z.string().nullable(),
  /** Detections of the last 7 days, all that are kept, and when it last fired. */
  week: z.number().int(),
  total: z.number().int(),
  lastFiredAt: z.string().nullable(),
  updatedAt: z.string(),
  /** How much of its memory was let go, since the start of the program; see the guide. */
  dropped: z.object({ late: z.number().int(), groups: z.number().int(), events: z.number().int() }),
})
export type RuleCard = z.infer<typeof RuleCard>

export const RuleText = RuleCard.extend({ yaml: z.string() })
export type RuleText = z.infer<typeof RuleText>

/** What is wrong with a rule, and how its cases came out. */
export const RuleCheck = z.object({
  ok: z.boolean(),
  problems: z.array(FeedProblem),
  rule: z.object({ id: z.string(), title: z.string() }).nullable(),
  cases: z.array(z.object({ name: z.string(), expected: z.number().int(), fired: z.number().int(), ok: z.boolean() })),
})
export type RuleCheck = z.infer<typeof RuleCheck>

/** What a rule would have found. */
export const RuleReplay = z.object({
  since: z.string(),
  until: z.string(),
  /** Observations read, and those a base rule picked. */
  read: z.number().int(),
  matched: z.number().int(),
  fired: z.number().int(),
  perDay: z.number(),
  /** The newest, a hundred at most. */
  detections: z.array(Detection),
  /** What was too much for it: the preview is then of less than the past asked for. */
  dropped: z.object({ late: z.number().int(), groups: z.number().int(), events: z.number().int() }),
  durationMs: z.number().int(),
})
export type RuleReplay = z.infer<typeof RuleReplay>
