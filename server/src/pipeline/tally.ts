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

/** More remarks than these nobody reads. */
const MOST_REMARKS = 5

const FORMAT_REASONS: ReadonlySet<string> = new Set(['schema', 'malformed', 'invalid-value'])

/** Whether rows refused for this reason speak of a changed format rather than of themselves. */
export const isUnreadable = (reason: string): boolean => FORMAT_REASONS.has(reason)

/** Refusals of one value: the row was understood, and says nothing that another row of its event says. */
const OF_A_VALUE: ReadonlySet<string> = new Set([
  'invalid-value',
  'invalid-utf8',
  'nul-byte',
  'unknown-type',
  'never-an-indicator',
  'no-indicator',
])

/** Whether a row refused for this reason was not understood as a whole, so that it may speak of anything. */
export const isOfTheWhole = (reason: string): boolean => !OF_A_VALUE.has(reason)

export interface Verdict {
  readonly outcome: Outcome
  readonly reason: string
}

/** What came of one part that had changed. */
interface PartTally {
  readonly name: string
  /** Asked only for what is new: few rows, or none, are nothing suspicious. */
  readonly incremental: boolean
  /** Rows that were known of it before this run; after runs that broke off, more than there ever were at once. */
  readonly knownBefore: number
  /** How many indicators are no longer in it, so far. */
  readonly gone: () => number
  rows: number
}

/** Indicators in the events of a part that were known, and those in events the provider no longer has. */
interface EventTally {
  readonly known: number
  readonly gone: number
}

export class Tally {
  readonly counts: RunCounts = { received: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0, withdrawn: 0 }
  readonly rejections: Record<string, number> = {}
  bytes = 0
  /** Parts that were asked for, changed or not. */
  parts = 0
  readonly #changed: PartTally[] = []
  readonly #events: EventTally[] = []
  readonly #remarks: string[] = []
  /** What there is more of than was read. */
  readonly #left: string[] = []
  /** Rows not in the format expected: of this run, and those that were so before and came again. */
  #unreadable = 0
  #unreadableBefore = 0

  /** A part begins that has changed. */
  begin(part: Omit<PartTally, 'rows'>): void {
    this.#changed.push({ ...part, rows: 0 })
  }

  /** How many indicators the events of a part held, and how many of them went with events that are gone. */
  events(known: number, gone: number): void {
    this.#events.push({ known, gone })
  }

  /** Something was left out: it is said beside the outcome. */
  remark(sentence: string): void {
    if (this.#remarks.length < MOST_REMARKS) this.#remarks.push(sentence)
  }

  /** Counts rows of the part that began last; metadata is taken back with -1. */
  row(n: 1 | -1 = 1): void {
    const part = this.#changed.at(-1)
    if (part) part.rows += n
  }

  reject(reason: string): void {
    this.counts.rejected += 1
    this.rejections[reason] = (this.rejections[reason] ?? 0) + 1
    if (isUnreadable(reason)) this.#unreadable += 1
  }

  /** A part was not read to its end because its budget was spent. */
  leave(what: string): void {
    this.#left.push(what)
  }

  /** A row that was refused when it came first. */
  rejectAgain(sighting: 'refused' | 'unreadable'): void {
    this.reject('refused-before')
    if (sighting === 'unreadable') this.#unreadableBefore += 1
  }

  get #rows(): number {
    return this.#changed.reduce((sum, { rows }) => sum + rows, 0)
  }

  /** Whether the rows as a whole look wrong, so that absence from this run means nothing. */
  suspicion(source: Source, failuresBefore: number): Verdict | null {
    const whole = this.#changed.filter(({ incremental }) => !incremental)
    const empty = source.mayBeEmpty
      ? undefined
      : whole.find(({ rows, knownBefore }) => rows === 0 && (knownBefore > 0 || this.#rows === 0))
    if (empty) {
      return {
        outcome: 'empty-suspect',
        reason: `${this.#called(empty)} came in empty although rows were expected; what was known is kept. Look at the feed in a browser; if it is right, nothing needs to be done.`,
      }
    }
    const unreadable = this.#unreadable + this.#unreadableBefore
    if (unreadable > 0 && unreadable >= this.#rows * DRIFT_SHARE) {
      return {
        outcome: 'schema-drift',
        reason: `${unreadable} of ${this.#rows} rows are not in the format expected; the provider may have changed it. What was known is kept; the rows are in quarantine.`,
      }
    }
    const shrunk = failuresBefore < CONFIRMATIONS ? whole.find(hasShrunk) : undefined
    if (shrunk) {
      return {
        outcome: 'shrunk-suspect',
        reason: `${this.#called(shrunk)} shrank to ${shrunk.rows} rows, ${shrunk.gone()} indicators are no longer in it; nothing was withdrawn. If the next runs confirm it (${failuresBefore + 1} of ${CONFIRMATIONS}), it is accepted.`,
      }
    }
    const lost = failuresBefore < CONFIRMATIONS ? this.#events.find(hasLostMost) : undefined
    if (lost) {
      return {
        outcome: 'shrunk-suspect',
        reason: `Events with ${lost.gone} of the ${lost.known} indicators that were known are no longer there; nothing was withdrawn. If the next runs confirm it (${failuresBefore + 1} of ${CONFIRMATIONS}), it is accepted.`,
      }
    }
    return null
  }

  #called({ name }: PartTally): string {
    return this.parts > 1 ? `The list "${name}"` : 'The feed'
  }

  /** Whether what this run did not see can be taken for gone. */
  get absenceCounts(): boolean {
    const { rejected } = this.counts
    const doubtful = rejected - (this.rejections['refused-before'] ?? 0) + this.#unreadableBefore
    return doubtful <= this.#rows * TRUSTED_REFUSALS
  }

  /** The end of a run in which nothing was suspicious. */
  verdict(): Verdict {
    const { outcome, reason } = this.#verdict()
    return { outcome, reason: [reason, ...this.#remarks].join(' ') }
  }

  #verdict(): Verdict {
    const { counts } = this
    if (this.#left.length > 0) return { outcome: 'partial', reason: [...this.#left, ...this.#refused()].join(' ') }
    if (this.#changed.length > 0 && this.#rows === 0 && this.#changed.every(({ incremental }) => incremental))
      return { outcome: 'unchanged', reason: 'Nothing is new since the last run.' }
    if (this.#changed.length === 0 && this.parts > 0)
      return { outcome: 'unchanged', reason: 'The source says nothing has changed since the last run.' }
    const [refused] = this.#refused()
    if (refused !== undefined) return { outcome: 'partial', reason: refused }
    if (counts.new === 0 && counts.changed === 0 && counts.withdrawn === 0)
      return { outcome: 'unchanged', reason: `All ${counts.received} rows were known already.` }
    return {
      outcome: 'ok',
      reason: `${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged${counts.withdrawn > 0 ? `, ${counts.withdrawn} withdrawn` : ''}.`,
    }
  }

  #refused(): string[] {
    const { rejected, received } = this.counts
    if (rejected === 0) return []
    const worst = Object.entries(this.rejections).sort(([, a], [, b]) => b - a)[0]
    return [`${rejected} of ${received} rows were refused, most for ${worst?.[0] ?? 'no reason'}; see the quarantine.`]
  }
}

const hasLostMost = ({ known, gone }: EventTally): boolean => known >= SMALL_FEED_ROWS && gone > known * SHRUNK_TO

/** Less than half of what was known came, and more is gone than came. */
const hasShrunk = ({ rows, knownBefore, gone }: PartTally): boolean =>
  knownBefore >= SMALL_FEED_ROWS && rows < knownBefore * SHRUNK_TO && gone() > rows
