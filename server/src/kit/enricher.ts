/** How an enricher is declared: asked about one indicator, it answers with facts. The runtime does the rest: caching, budgets, keys, when to ask. */
import type { IndicatorType, Statement } from '@keysguard/model'
import type { z } from 'zod'
import type { Address, Ask } from './rows.ts'
import { type Settings, settingsOf } from './settings.ts'
import type { DeclaredConfig } from './source.ts'

/** What an enricher found. */
export interface Enriched {
  /** Label to text, in the order a person reads them. */
  readonly facts: Readonly<Record<string, string>>
  /** What it says of the indicator, in the words of sources; shown, not counted as evidence. */
  readonly statement?: Statement
  /** Other indicators it leads to. */
  readonly related?: readonly { readonly type: IndicatorType; readonly value: string }[]
}

export interface Subject {
  readonly type: IndicatorType
  readonly value: string
}

/** How long an answer holds: things that hardly change, things that do, things that are only true now. */
export const HOLDS_MS = { static: 86_400_000, dynamic: 300_000, 'real-time': 30_000 } as const

export interface Budget {
  readonly perMinute: number
  readonly perDay: number
}

interface Common<C extends DeclaredConfig> {
  /** Lower-case, stable for ever. */
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly homepage: string
  /** One sentence: what it tells. */
  readonly description: string
  readonly licence: string
  readonly accepts: readonly IndicatorType[]
  readonly holds: keyof typeof HOLDS_MS
  /** Null where nobody counts. */
  readonly budget: Budget | null
  /** Whether it is asked without a click when an indicator's page opens: free, fast and telling nobody outside. */
  readonly automatic: boolean
  readonly config: C
}

/** One question over HTTP. */
export interface AskingEnricher<T, C extends DeclaredConfig> extends Common<C> {
  readonly kind: 'asks'
  readonly ask: (context: {
    readonly at: (key: keyof C & string) => Address
    readonly setting: (key: keyof C & string) => string
    readonly subject: Subject
  }) => Ask
  readonly answer: z.ZodType<T>
  /** Null when the provider does not know the thing. */
  readonly read: (
    answer: T,
    context: { readonly subject: Subject; readonly status: number; readonly now: number },
  ) => Enriched | null
  /** File names under samples/<id>/, by the key of the address. */
  readonly samples: Readonly<Record<string, string>>
}

/** Looks by itself: in a file that ships with KeysGuard, or through the egress's own protocols. */
export interface LookingEnricher<C extends DeclaredConfig> extends Common<C> {
  readonly kind: 'looks'
  readonly look: (context: {
    readonly subject: Subject
    readonly setting: (key: keyof C & string) => string
    readonly signal: AbortSignal
    readonly now: number
  }) => Promise<Enriched | null>
}

/** A declared enricher with its types closed over. */
export type Enricher = AskingEnricher<unknown, Settings> | LookingEnricher<Settings>

/** Declares an enricher that asks. */
export const asks = <T, const C extends DeclaredConfig>(declared: Omit<AskingEnricher<T, C>, 'kind'>): Enricher =>
  ({ ...declared, kind: 'asks', config: settingsOf(declared.config) }) as unknown as Enricher

/** Declares an enricher that looks. */
export const looks = <const C extends DeclaredConfig>(declared: Omit<LookingEnricher<C>, 'kind'>): Enricher =>
  ({ ...declared, kind: 'looks', config: settingsOf(declared.config) }) as unknown as Enricher
