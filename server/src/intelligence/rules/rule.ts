/** A rule as the engine runs it: base rules that pick events, and correlations over what they pick. */
import type { RuleLevel } from '@keysguard/model'
import type { RuleEvent } from './event.ts'
import type { Expression } from './expression.ts'
import type { FieldName } from './fields.ts'
import type { Test } from './match-value.ts'

export interface BaseRule {
  readonly kind: 'base'
  readonly name: string
  readonly title: string
  readonly level: RuleLevel
  readonly test: Test
  /** Whether it looks at withdrawals: only a rule that names the field `event` does. */
  readonly seesWithdrawals: boolean
}

export type Comparator = 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq'

/** Every comparison must hold. */
export interface Threshold {
  readonly comparisons: readonly { readonly is: Comparator; readonly than: number }[]
}

export type Measure =
  | { readonly type: 'event_count' }
  | { readonly type: 'value_count'; readonly fields: readonly FieldName[] }
  | { readonly type: 'value_sum' | 'value_avg'; readonly field: FieldName }
  | { readonly type: 'value_percentile'; readonly field: FieldName; readonly percentile: number }

export type Asking =
  | { readonly kind: 'measure'; readonly measure: Measure; readonly threshold: Threshold }
  /** `expression` over the names of its rules; every one of them where nothing is said. */
  | { readonly kind: 'temporal'; readonly expression: Expression }
  | { readonly kind: 'types'; readonly threshold: Threshold }
  /** What has to come in this order, and what must not come: `after` how many of the wanted it would stand. */
  | {
      readonly kind: 'ordered'
      readonly wanted: readonly string[]
      readonly absent: readonly { readonly name: string; readonly after: number }[]
    }

export interface Correlation {
  readonly kind: 'correlation'
  readonly name: string
  readonly title: string
  readonly level: RuleLevel
  /** Names of what it is over, in order. */
  readonly rules: readonly string[]
  /** Field of each of its rules that makes the group, by rule: `group[i]` of one rule and `group[i]` of another must be equal. */
  readonly groupBy: readonly { readonly name: string; readonly fieldOf: ReadonlyMap<string, FieldName> }[]
  readonly timespanMs: number
  readonly asking: Asking
  /**
   * When it can be said whether it holds. `arrival`: as soon as enough has come. `span`: when an aligned span of time is over, because
   * more could still come (fewer than, exactly). `absence`: a timespan after each event, because what must not come could still come.
   */
  readonly answered: 'arrival' | 'span' | 'absence'
  /** Also tell what its rules find by themselves. */
  readonly generate: boolean
}

export type RuleNode = BaseRule | Correlation

export interface RuleCase {
  readonly name: string
  /** How many detections the outermost correlation makes of it. */
  readonly fires: number
  readonly events: readonly RuleEvent[]
}

/** One file: its outermost correlation gives it its name. */
export interface Rule {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly author: string
  readonly level: RuleLevel
  readonly status: string
  readonly tags: readonly string[]
  readonly falsePositives: readonly string[]
  /** What it begins as, where nobody has said otherwise. */
  readonly enabled: boolean
  /** Each after what it is over; the outermost last. */
  readonly nodes: readonly RuleNode[]
  /** Nodes whose finds are detections. */
  readonly telling: ReadonlySet<string>
  readonly cases: readonly RuleCase[]
  /** Milliseconds of past that decide what it finds next. */
  readonly memoryMs: number
  /** Whether it looks at withdrawals: they are read only where a rule wants them. */
  readonly wantsWithdrawals: boolean
}
