/** What is asked of the knowledge base and what comes back. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { ListHit, Suppression, VerdictEntry } from './judgement.ts'
import { Explanation, Severity } from './score.ts'
import { Assertion, ObservationEntry, ThreatType, Tlp } from './statement.ts'
import { SORTS } from './vocabulary.ts'

/** One row of a result list. */
export const IndicatorSummary = z.object({
  id: z.string(),
  type: IndicatorType,
  value: z.string(),
  score: z.number(),
  risk: z.number(),
  severity: Severity,
  threat: ThreatType,
  malware: z.array(z.string()),
  tags: z.array(z.string()),
  sources: z.array(z.string()),
  tlp: Tlp,
  firstSeen: z.string(),
  lastSeen: z.string(),
  addedAt: z.string(),
  expiresAt: z.string().nullable(),
  suppressedBy: z.string().nullable(),
  sample: z.boolean(),
})
export type IndicatorSummary = z.infer<typeof IndicatorSummary>

export const FacetField = z.enum(['type', 'threat', 'source', 'malware', 'tag'])
export type FacetField = z.infer<typeof FacetField>

export const Facet = z.object({
  field: FacetField,
  values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
})
export type Facet = z.infer<typeof Facet>

export const SearchInput = z.object({
  /** The query language; empty means everything. */
  q: z.string().max(4000).default(''),
  sort: z.enum(SORTS).default('risk'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(4000).optional(),
})
export type SearchInput = z.infer<typeof SearchInput>

export const SearchPage = z.object({
  items: z.array(IndicatorSummary),
  next: z.string().nullable(),
  /** `exact: false` means "at least this many". */
  total: z.object({ count: z.number().int(), exact: z.boolean() }),
  facets: z.array(Facet),
  tookMs: z.number(),
})
export type SearchPage = z.infer<typeof SearchPage>

/** Everything known of one indicator. */
export const IndicatorDetail = IndicatorSummary.extend({
  defanged: z.string(),
  stixId: z.string(),
  /** Since when it has been suppressed; null where it is not. */
  suppressedSince: z.string().nullable().default(null),
  /** By what it is suppressed, with the entry. */
  suppression: Suppression.nullable().default(null),
  /** Lists that it meets without being suppressed by them. */
  lists: z.array(ListHit).default([]),
  /** What analysts said, the newest first. */
  verdicts: z.array(VerdictEntry).default([]),
  explanation: Explanation,
  assertions: z.array(Assertion),
  /** Newest first, at most 100. */
  history: z.array(ObservationEntry),
  /** Indicators sharing its host, address or network, best score first, at most 20. */
  related: z.array(z.object({ relation: z.string(), indicator: IndicatorSummary })),
})
export type IndicatorDetail = z.infer<typeof IndicatorDetail>

export const LookupResult = z.object({
  input: z.string(),
  /** Null when the input is no indicator; `problem` then says why. */
  type: IndicatorType.nullable(),
  value: z.string().nullable(),
  found: IndicatorSummary.nullable(),
  problem: z.string().nullable(),
})
export type LookupResult = z.infer<typeof LookupResult>
