/** How much a rule may remember. What is let go is counted, never silent. */

/** Events of one group. The oldest go first. */
export const MOST_EVENTS = 5_000

export interface Limits {
  /** Groups of a rule; the one that has been quiet for longest goes first. */
  readonly groups: number
  /** Events of all groups of a rule. */
  readonly events: number
  /** Events that wait for their time to be complete. */
  readonly waiting: number
}

export const LIMITS: Limits = { groups: 20_000, events: 200_000, waiting: 200_000 }

/** What was let go. */
export interface Dropped {
  /** Events that came when their time was over. */
  late: number
  groups: number
  events: number
}

export const nothingDropped = (): Dropped => ({ late: 0, groups: 0, events: 0 })
