/** A list of what is hardly ever malicious: what stands on it, and what follows from that. */
import type { IndicatorType, ListAction, ListMatch } from '@keysguard/model'

export interface BenignList {
  readonly id: string
  /** Stands in the store as what an indicator is suppressed by. */
  readonly name: string
  /** A sentence: why it is no evidence of malice. */
  readonly why: string
  readonly action: ListAction
  readonly match: ListMatch
  /**
   * Whether an entry speaks for what lies beneath it: hosts under a name, URLs and mailboxes on it or on an address. Otherwise it is the
   * name itself (and its www.) or the address that is meant.
   */
  readonly beneath: boolean
  /** Null: whatever its entries match. */
  readonly types: ReadonlySet<IndicatorType> | null
  /** The day the entries were gathered, YYYY-MM-DD. */
  readonly dated: string
  readonly origin: 'shipped' | 'imported' | 'own'
  /** Addresses and networks, names in lower case, texts or patterns: canonical for `match`. */
  readonly entries: readonly string[]
}

/** An entry that an indicator met. */
export interface Hit {
  readonly list: BenignList
  readonly entry: string
  /** False for a network that reaches beyond the entry. */
  readonly inside: boolean
}

/** The strongest first: what suppresses goes before what is only noted. */
export const ACTION_ORDER: readonly ListAction[] = ['suppress', 'host-only', 'evidence', 'note']

/** Words in a text, for lists written down in code. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/)
