/** What speaks against blocking something: lists, own assets, verdicts; and what is watched for. */
import { z } from 'zod'
import { IndicatorType } from './indicator.ts'
import { Tlp } from './statement.ts'
import { type LIST_ACTIONS, type LIST_MATCHES, listActions, listMatches, type VERDICTS, verdicts } from './vocabulary.ts'

export type ListAction = keyof typeof LIST_ACTIONS
export const ListAction = z.enum(listActions as [ListAction, ...ListAction[]])
export type ListMatch = keyof typeof LIST_MATCHES
export const ListMatch = z.enum(listMatches as [ListMatch, ...ListMatch[]])
export type VerdictWord = keyof typeof VERDICTS
export const VerdictWord = z.enum(verdicts as [VerdictWord, ...VerdictWord[]])

export const ListCard = z.object({
  id: z.string(),
  name: z.string(),
  why: z.string(),
  action: ListAction,
  match: ListMatch,
  beneath: z.boolean(),
  /** Null: whatever its entries match. */
  types: z.array(IndicatorType).nullable(),
  /** The day its entries were gathered, YYYY-MM-DD. */
  dated: z.string(),
  origin: z.enum(['shipped', 'imported', 'own']),
  enabled: z.boolean(),
  entries: z.number().int(),
  /** Indicators it suppresses now. */
  suppressed: z.number().int(),
})
export type ListCard = z.infer<typeof ListCard>

/** A list with those of its entries that hold a text, at most 200. */
export const ListPage = ListCard.extend({ found: z.array(z.string()), matching: z.number().int() })
export type ListPage = z.infer<typeof ListPage>

/** What became of the lines of an import. */
export const ListImport = z.object({
  list: ListCard,
  taken: z.number().int(),
  refused: z.array(z.object({ entry: z.string(), problem: z.string() })),
  refusedCount: z.number().int(),
})
export type ListImport = z.infer<typeof ListImport>

export const Asset = z.object({
  type: IndicatorType,
  value: z.string(),
  note: z.string(),
  addedAt: z.string(),
  addedBy: z.string(),
})
export type Asset = z.infer<typeof Asset>

export const AssetImport = z.object({
  added: z.number().int(),
  known: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), text: z.string(), problem: z.string() })),
  refusedCount: z.number().int(),
})
export type AssetImport = z.infer<typeof AssetImport>

/** Why an indicator is suppressed. */
export const Suppression = z.object({
  /** Null for a rule that is no list (a network that is too wide) and for verdicts. */
  listId: z.string().nullable(),
  list: z.string(),
  why: z.string(),
  /** Null when the list has changed since: it is being judged again. */
  entry: z.string().nullable(),
  since: z.string(),
})
export type Suppression = z.infer<typeof Suppression>

/** A list that an indicator meets. */
export const ListHit = z.object({ listId: z.string(), list: z.string(), why: z.string(), entry: z.string(), action: ListAction })
export type ListHit = z.infer<typeof ListHit>

export const VerdictEntry = z.object({
  id: z.number().int(),
  indicator: z.string(),
  type: IndicatorType,
  value: z.string(),
  verdict: VerdictWord,
  /** Null where the reader's role may not see it. */
  reason: z.string().nullable(),
  author: z.string(),
  at: z.string(),
  expiresAt: z.string().nullable(),
  tlp: Tlp,
  /** The verdicts that were given at once, and can be taken back at once. */
  batch: z.string(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
  /** Whether it is the one that counts now. */
  counts: z.boolean(),
})
export type VerdictEntry = z.infer<typeof VerdictEntry>

export const VerdictResult = z.object({
  batch: z.string(),
  given: z.number().int(),
  /** Of them, how many were known already; the others count when they come in. */
  known: z.number().int(),
  refused: z.array(z.object({ input: z.string(), problem: z.string() })),
})
export type VerdictResult = z.infer<typeof VerdictResult>

const Words = z.array(z.string().trim().min(2).max(100)).max(500)
/** What concerns this reader most. */
export const Watch = z.object({
  keywords: Words.default([]),
  sectors: Words.default([]),
  /** Two-letter codes or names, as sources write them. */
  countries: Words.default([]),
  families: Words.default([]),
})
export type Watch = z.infer<typeof Watch>

/** What a block would hit. */
export const BlastRadius = z.object({
  own: z.array(z.object({ value: z.string(), note: z.string() })),
  ownCount: z.number().int(),
  popular: z.array(z.object({ list: z.string(), entry: z.string() })),
  popularCount: z.number().int(),
  /** Addresses that a block of it would cut off; null where that cannot be told. */
  addresses: z.number().nullable(),
})
export type BlastRadius = z.infer<typeof BlastRadius>

/** Whether an indicator may be routed out to be blocked. */
export const RoutingAnswer = z.object({
  input: z.string(),
  type: IndicatorType.nullable(),
  value: z.string().nullable(),
  allowed: z.boolean(),
  /** Sentences, the most important first. */
  reasons: z.array(z.string()),
  /** True where only the very host may be blocked, never the domain it was registered under. */
  hostOnly: z.boolean(),
  blast: BlastRadius,
})
export type RoutingAnswer = z.infer<typeof RoutingAnswer>

/** Indicators judged again because a list, an asset, a verdict or the watch has changed. */
export const Rejudgement = z.object({
  id: z.number().int(),
  cause: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  judged: z.number().int(),
  suppressed: z.number().int(),
  released: z.number().int(),
  rescored: z.number().int(),
})
export type Rejudgement = z.infer<typeof Rejudgement>
