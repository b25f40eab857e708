/** What the pipeline hands to the store: a row that passed every check. */
import type { IndicatorKey, IndicatorType, Statement } from '@keysguard/model'

export interface Judged {
  readonly key: IndicatorKey
  readonly type: IndicatorType
  readonly value: string
  readonly statement: Statement
  /** Milliseconds since 1970: the source's last evidence of activity, never later than the run. */
  readonly activeAt: number
  /** Milliseconds since 1970, as the source claims, or the time of the run. */
  readonly firstSeen: number
  readonly lastSeen: number
  readonly suppressedBy: string | null
  readonly raw: string
}

/** How the rows of one batch ended. They sum to the rows given. */
export interface WriteCounts {
  new: number
  changed: number
  unchanged: number
  duplicate: number
}
