/** The ledger of a run while it goes on, and the outcome that follows from it. */
import type { Outcome, RunCounts } from '@keysguard/model'
import type { Source } from '../kit/source.ts'

/** Fewer rows than this may vanish without being suspicious. */
const SMALL_FEED_ROWS = 20
/** A feed that loses more than this share at once is suspected of being broken. */
const SHRUNK_TO = 0.5
/** A suspicion that is confirmed this many times in a row becomes the new normal. */
export const CONFIRMATIONS = 3
/** Share of unreadable rows from which the format, not the rows, is to blame. */
const DRIFT_SHARE = 0.5

/** With more rows refused than this share, what seems to be gone may only be unreadable. */
const TRUSTED_REFUSALS = 0.05

const FORMAT_REASONS: ReadonlySet<string> = new Set(['schema', 'malformed'])

export interface Verdict {
  readonly outcome: Outcome
  readonly reason: string
}

export class Tally {
  readonly counts: RunCounts = { received: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0, withdrawn: 0 }
  readonly rejections: Record<string, number> = {}
  bytes = 0
  /** Parts that were fetched, and that had changed. */
  parts = 0
  changedParts = 0
  /** Those of the changed parts that were asked only for what is new: few rows, or none, are nothing suspicious. */
  incrementalParts = 0
  /** Rows that were known of the changed parts before this run. */
  knownBefore = 0
  /** Rows of the changed parts. */
  rows = 0

  reject(reason: string): void {
    this.counts.rejected += 1
    this.rejections[reason] = (this.rejections[reason] ?? 0) + 1
  }

  /** Whether the rows as a whole look wrong, so that absence from this run means nothing. */
  suspicion(source: Source, failuresBefore: number): Verdict | null {
    if (this.changedParts === 0) return null
    const whole = this.changedParts > this.incrementalParts
    if (whole && this.rows === 0 && !source.mayBeEmpty) {
      return {
        outcome: 'empty-suspect',
        reason:
          'The feed came in empty although rows were expected; what was known is kept. Look at the feed in a browser; if it is right, nothing needs to be done.',
      }
    }
    const unreadable = Object.entries(this.rejections).reduce((sum, [reason, n]) => sum + (FORMAT_REASONS.has(reason) ? n : 0), 0)
    if (unreadable > 0 && unreadable >= this.rows * DRIFT_SHARE) {
      return {
        outcome: 'schema-drift',
        reason: `${unreadable} of ${this.rows} rows are not in the format expected; the provider may have changed it. What was known is kept; the rows are in quarantine.`,
      }
    }
    const shrunk = whole && this.knownBefore >= SMALL_FEED_ROWS && this.rows < this.knownBefore * SHRUNK_TO
    if (shrunk && failuresBefore < CONFIRMATIONS) {
      return {
        outcome: 'shrunk-suspect',
        reason: `The feed shrank from ${this.knownBefore} to ${this.rows} rows; nothing was withdrawn. If the next runs confirm it (${failuresBefore + 1} of ${CONFIRMATIONS}), it is accepted.`,
      }
    }
    return null
  }

  /** Whether what this run did not see can be taken for gone. */
  get absenceCounts(): boolean {
    return this.counts.rejected - (this.rejections['refused-before'] ?? 0) <= this.rows * TRUSTED_REFUSALS
  }

  /** The end of a run in which nothing was suspicious. */
  verdict(): Verdict {
    const { counts } = this
    if (this.changedParts > 0 && this.rows === 0 && this.incrementalParts === this.changedParts)
      return { outcome: 'unchanged', reason: 'Nothing is new since the last run.' }
    if (this.changedParts === 0 && this.parts > 0)
      return { outcome: 'unchanged', reason: 'The source says nothing has changed since the last run.' }
    if (counts.rejected > 0) {
      const worst = Object.entries(this.rejections).sort(([, a], [, b]) => b - a)[0]
      return {
        outcome: 'partial',
        reason: `${counts.rejected} of ${counts.received} rows were refused, most for ${worst?.[0] ?? 'no reason'}; see the quarantine.`,
      }
    }
    if (counts.new === 0 && counts.changed === 0 && counts.withdrawn === 0)
      return { outcome: 'unchanged', reason: `All ${counts.received} rows were known already.` }
    return {
      outcome: 'ok',
      reason: `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged${counts.withdrawn > 0 ? `, ${counts.withdrawn} withdrawn` : ''}.`,
    }
  }
}
