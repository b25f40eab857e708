/** The query language as data: what a parsed query means. One tree for the search box, saved hunts, rules and routes. */
import type { IndicatorType } from '../indicator.ts'
import type { Severity } from '../score.ts'
import type { ThreatType, Tlp } from '../statement.ts'

/** Half-open range; a missing end is unbounded. */
export interface NumberRange {
  readonly from?: number
  readonly below?: number
}

/** Milliseconds since 1970; relative times are resolved when the query is parsed. */
export interface TimeRange {
  readonly from?: number
  readonly below?: number
}

export type Condition =
  | { readonly field: 'type'; readonly any: readonly IndicatorType[] }
  | { readonly field: 'threat'; readonly any: readonly ThreatType[] }
  | { readonly field: 'severity'; readonly any: readonly Severity[] }
  | { readonly field: 'tlp'; readonly any: readonly Tlp[] }
  /** Source ids, malware families and tags, lower case. */
  | { readonly field: 'source' | 'malware' | 'tag'; readonly any: readonly string[] }
  /** 0..100, or for `sources` how many say so. */
  | { readonly field: 'score' | 'risk' | 'sources'; readonly range: NumberRange }
  | { readonly field: 'seen' | 'first' | 'added'; readonly range: TimeRange }
  | { readonly field: 'active' | 'suppressed' | 'sample'; readonly yes: boolean }
  /** Whole value with `*` for any run of characters; refanged, lower case. */
  | { readonly field: 'value'; readonly pattern: string }
  /** Substring of the value, malware family or tag; refanged, lower case, at least one character. */
  | { readonly field: 'text'; readonly contains: string }
  /** Addresses and networks inside this canonical network. */
  | { readonly field: 'net'; readonly within: string }
  /** The domain itself, its sub-domains, and URLs and e-mail addresses on them. */
  | { readonly field: 'under'; readonly domain: string }

export type Query =
  | { readonly kind: 'everything' }
  | { readonly kind: 'is'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
