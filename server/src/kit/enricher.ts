/** How an enricher is declared: asked about one indicator, it answers with facts. The runtime does the rest: caching, budgets, keys, when to ask. */
import type { EnricherTells, IndicatorType, StatedLimit, Statement, Terms } from '@keysguard/model'
import type { z } from 'zod'
import type { Network } from './network.ts'
import type { Address, Ask } from './rows.ts'
import { choice, number, type Settings, settingsOf } from './settings.ts'
import type { DeclaredConfig } from './source.ts'
import { isOnAtFirst } from './terms.ts'

/** What an enricher found. */
export interface Enriched {
  /** Label to text, in the order a person reads them. */
  readonly facts: Readonly<Record<string, string>>
  /** What it says of the indicator, in the words of sources; shown, not counted as evidence. */
  readonly statement?: Statement
  /** Other indicators it leads to, as the provider writes them. */
  readonly related?: readonly { readonly type: IndicatorType; readonly value: string }[]
}

/** What is asked about. */
export interface Subject {
  readonly type: IndicatorType
  readonly value: string
  /** What sources say of it here already. */
  readonly said: readonly { readonly source: string; readonly statement: Statement }[]
}

/** How long an answer holds: things that hardly change, things that do, things that are only true now. */
export const HOLDS_SECONDS = { static: 86_400, dynamic: 300, 'real-time': 30 } as const

export interface Budget {
  readonly perMinute: number
  readonly perDay: number
}

interface Common<C extends DeclaredConfig> {
  /** Lower-case, stable for ever; no source has the same. */
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly homepage: string
  /** One sentence: what it tells. */
  readonly description: string
  readonly licence: string
  /** The licence as one word, which decides whether it is on at first. */
  readonly terms: Terms
  readonly accepts: readonly IndicatorType[]
  /** Who learns of the question: `subject` means that the thing asked about is contacted itself. */
  readonly tells: EnricherTells
  readonly holds: keyof typeof HOLDS_SECONDS
  /** What a key of the lowest tier allows; null where nobody counts. */
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
  /** Where the provider tells what the key may still ask, when its answers do not say so. It costs no question. */
  readonly account?: {
    readonly ask: (context: {
      readonly at: (key: keyof C & string) => Address
      readonly setting: (key: keyof C & string) => string
    }) => Ask
    readonly read: (document: unknown) => readonly StatedLimit[]
  }
  /** Statuses by which the provider says that it does not know the thing. */
  readonly unknown: readonly number[]
  readonly answer: z.ZodType<T>
  /** Null when the provider does not know the thing. */
  readonly read: (answer: T, context: { readonly subject: Subject; readonly now: number }) => Enriched | null
  /** File names under samples/<id>/, by the key of the address. */
  readonly samples: Readonly<Record<string, string>>
}

/** Looks by itself: in a file that ships with KeysGuard, or through protocols of the egress other than HTTP. */
export interface LookingEnricher<C extends DeclaredConfig> extends Common<C> {
  readonly kind: 'looks'
  readonly look: (context: {
    readonly subject: Subject
    readonly setting: (key: keyof C & string) => string
    readonly network: Network
    readonly signal: AbortSignal
    readonly now: number
  }) => Promise<Enriched | null>
}

/** A declared enricher with its types closed over. */
export type Enricher = (AskingEnricher<unknown, Settings> | LookingEnricher<Settings>) & {
  /** Whether it can be asked without being switched on. It follows from its terms. */
  readonly onByDefault: boolean
}

/** When an enricher is asked. */
export const OCCASIONS = ['by-hand', 'page', 'page-and-new'] as const

type Declared<E> = Omit<E, 'kind'>

const A_MONTH_SECONDS = 2_592_000

/** Settings that every enricher has, beside its own. */
const standard = (declared: Declared<Common<DeclaredConfig>>): Settings => ({
  enabled: choice(isOnAtFirst(declared) ? 'yes' : 'no', 'Enabled', ['yes', 'no']),
  when: choice(
    declared.automatic ? 'page' : 'by-hand',
    'When it is asked, by hand, when the page of an indicator opens, or also for new indicators',
    [...OCCASIONS],
  ),
  risk: number(70, 'Least risk, of new indicators that are asked about', { least: 0, most: 100 }),
  holds: number(HOLDS_SECONDS[declared.holds], 'Seconds an answer holds', { least: 10, most: A_MONTH_SECONDS }),
  ...(declared.budget === null
    ? {}
    : {
        minute: number(declared.budget.perMinute, 'Questions a minute', { least: 1, most: 100_000 }),
        day: number(declared.budget.perDay, 'Questions a day, in UTC', { least: 1, most: 10_000_000 }),
      }),
})

/** Declares an enricher that asks. */
export const asks = <T, const C extends DeclaredConfig>(declared: Declared<AskingEnricher<T, C>>): Enricher =>
  ({
    ...declared,
    kind: 'asks',
    onByDefault: isOnAtFirst(declared),
    config: { ...settingsOf(declared.config), ...standard(declared) },
  }) as unknown as Enricher

/** Declares an enricher that looks. */
export const looks = <const C extends DeclaredConfig>(declared: Declared<LookingEnricher<C>>): Enricher =>
  ({
    ...declared,
    kind: 'looks',
    onByDefault: isOnAtFirst(declared),
    config: { ...settingsOf(declared.config), ...standard(declared) },
  }) as unknown as Enricher
