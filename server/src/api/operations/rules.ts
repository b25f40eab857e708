import { Detection, DetectionState, RuleCard, RuleCheck, RuleReplay, RuleText } from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'

const Id = z.object({ id: z.string().min(1).max(200) })
const Written = z.object({ yaml: z.string().max(262_144) })
const DAY_MS = 86_400_000
const LONGEST_DAYS = 92

export const listRules = operation({
  id: 'list-rules',
  summary: 'Every correlation rule: whether it is on, and how often it fired',
  access: 'read',
  input: z.object({}),
  output: z.object({ items: z.array(RuleCard) }),
  run: async ({ knowledge }) => ({ items: await knowledge.rules.list() }),
})

export const readRule = operation({
  id: 'read-rule',
  summary: 'One rule, with its text',
  access: 'read',
  input: Id,
  output: RuleText,
  run: ({ knowledge }, { id }) => knowledge.rules.read(id),
})

export const checkRule = operation({
  id: 'check-rule',
  summary: 'What is wrong with a rule, by line and column, and how its cases come out',
  access: 'read',
  input: Written,
  output: RuleCheck,
  run: async ({ knowledge }, { yaml }) => knowledge.rules.check(yaml),
})

export const replayRule = operation({
  id: 'replay-rule',
  summary: 'What a rule would have found over the past; nothing is stored',
  access: 'triage',
  input: Written.extend({
    /** Days back from now. */
    days: z.number().min(0.01).max(LONGEST_DAYS).default(7),
  }),
  output: RuleReplay,
  run: ({ knowledge, now }, { yaml, days }) => knowledge.rules.replay(yaml, now - days * DAY_MS),
})

export const putRule = operation({
  id: 'put-rule',
  summary: 'Write a rule, or write it anew; the id is the name of its outermost correlation',
  access: 'manage-rules',
  input: Written.extend(Id.shape),
  output: RuleText,
  run: ({ knowledge, caller }, { id, yaml }) => knowledge.rules.put(id, yaml, caller.account),
})

export const updateRule = operation({
  id: 'update-rule',
  summary: 'Switch a rule on or off',
  access: 'manage-rules',
  input: Id.extend({ enabled: z.boolean() }),
  output: RuleText,
  run: ({ knowledge }, { id, enabled }) => knowledge.rules.setEnabled(id, enabled),
})

export const removeRule = operation({
  id: 'remove-rule',
  summary: 'Remove a rule of your own and what it found; a rule that ships becomes again what it was',
  access: 'manage-rules',
  input: Id,
  output: z.object({ removed: z.literal(true) }),
  run: async ({ knowledge }, { id }) => {
    await knowledge.rules.remove(id)
    return { removed: true }
  },
})

export const listFound = operation({
  id: 'list-detections',
  summary: 'What rules found, newest first',
  access: 'read',
  input: z.object({
    rule: z.string().max(200).optional(),
    state: DetectionState.optional(),
    /** The last one that is known: those after it. */
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(Detection) }),
  run: async ({ knowledge }, filter) => ({ items: await knowledge.rules.detections(filter) }),
})

export const updateDetection = operation({
  id: 'update-detection',
  summary: 'Acknowledge or close what a rule found',
  access: 'triage',
  input: Id.extend({ state: DetectionState }),
  output: Detection,
  run: ({ knowledge, caller }, { id, state }) => knowledge.rules.setState(id, state, caller.account),
})
