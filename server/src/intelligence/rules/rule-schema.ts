/** What may stand in the YAML of a rule: the documents of Sigma v2.1, and a list of cases for trying it. What Sigma has and we have not is refused by name. */
import { RULE_LEVELS } from '@keysguard/model'
import { z } from 'zod'

/** Months, weeks and years are not in Sigma's notation. */
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const LONGEST_SPAN_MS = 31 * UNITS.d!

/** `90m` as milliseconds; null for what is no time. */
export const timeOf = (text: string): number | null => {
  const found = /^(\d{1,7})([smhd])$/.exec(text)
  return found ? Number(found[1]) * UNITS[found[2]!]! : null
}

const Timespan = z.string().transform((text, context) => {
  const ms = timeOf(text)
  if (ms !== null && ms > 0 && ms <= LONGEST_SPAN_MS) return ms
  context.addIssue({ code: 'custom', message: 'write a number and s, m, h or d, such as 90m; 31d at most' })
  return z.NEVER
})

const Name = z.string().regex(/^[a-z][a-z0-9_]{1,63}$/, 'must be 2 to 64 small letters, digits and underscores, a letter first')
const Texts = z
  .union([z.string(), z.array(z.string().max(1_000)).max(100)])
  .transform(value => (Array.isArray(value) ? value : [value]))
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-01-15')

const meta = {
  title: z.string().min(1).max(256),
  id: z.uuid({ error: 'must be a UUID' }).optional(),
  name: Name.optional(),
  status: z.enum(['stable', 'test', 'experimental', 'deprecated', 'unsupported']).default('experimental'),
  description: z.string().max(65_535).default(''),
  author: z.string().max(200).default(''),
  references: z.array(z.string().max(2_000)).max(100).optional(),
  date: Day.optional(),
  modified: Day.optional(),
  level: z.enum(RULE_LEVELS).optional(),
  tags: z.array(z.string().max(200)).max(100).default([]),
  falsepositives: Texts.default([]),
  license: z.string().max(200).optional(),
  related: z.array(z.looseObject({})).max(100).optional(),
}

export const BaseDocument = z.strictObject({
  ...meta,
  /** Says that it is over observations; a rule over somebody's logs finds nothing here and is refused. */
  logsource: z
    .strictObject(
      { product: z.literal('keysguard'), category: z.literal('observation').optional(), definition: z.string().optional() },
      {
        error: issue =>
          issue.code === 'unrecognized_keys' ? undefined : 'must be { product: keysguard, category: observation }',
      },
    )
    .optional(),
  detection: z.record(z.string().min(1).max(100), z.unknown()),
  fields: z.array(z.string()).optional(),
})
export type BaseDocument = z.infer<typeof BaseDocument>

const comparator = z.number().min(-1e15).max(1e15)
const Condition = z.union(
  [
    z.string().min(1).max(2_000),
    z.strictObject({
      gt: comparator.optional(),
      gte: comparator.optional(),
      lt: comparator.optional(),
      lte: comparator.optional(),
      eq: comparator.optional(),
      neq: comparator.optional(),
      field: z.union([z.string(), z.array(z.string()).min(1).max(5)]).optional(),
      percentile: z.number().min(0).max(100).optional(),
    }),
  ],
  { error: 'must be a table of gt, gte, lt, lte, eq, neq, field and percentile, or, of a temporal correlation, an expression' },
)

/** `_extended` is how some tools spell a temporal correlation with an expression. */
const TYPES = [
  'event_count',
  'value_count',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
  'temporal',
  'temporal_ordered',
  'temporal_extended',
  'temporal_ordered_extended',
] as const

const Case = z.strictObject({
  name: z.string().min(1).max(200),
  fires: z.number().int().min(0).max(1_000),
  events: z
    .array(
      z.looseObject({
        at: z.string().default('0s'),
        /** So many of them, `every` so long; `{n}` in a text counts them from 1. */
        times: z.number().int().min(1).max(10_000).default(1),
        every: z.string().default('0s'),
      }),
    )
    .min(1)
    .max(1_000),
})

export const CorrelationDocument = z.strictObject({
  ...meta,
  correlation: z.strictObject({
    type: z.enum(TYPES),
    rules: z.union([z.string().transform(rule => [rule]), z.array(z.string()).min(1).max(50)], {
      error: 'must be a list of names',
    }),
    'group-by': z
      .union([z.string().transform(field => [field]), z.array(z.string()).max(5)], {
        error: 'must be a list of fields, 5 at most',
      })
      .default([]),
    timespan: Timespan,
    aliases: z.record(z.string(), z.record(z.string(), z.string())).default({}),
    condition: Condition.optional(),
    generate: z.boolean().default(false),
  }),
  generate: z.boolean().default(false),
  /** Ours: whether it is on when it is first met. */
  enabled: z.boolean().default(true),
  /** Ours: cases that it must find, and cases that it must not. */
  tests: z.array(Case).max(50).default([]),
})
export type CorrelationDocument = z.infer<typeof CorrelationDocument>
export type ConditionDocument = z.infer<typeof Condition>
