/** The scoring of a store, at the figures that ship. */
import { INITIAL_SCORING } from '../../server/src/intelligence/scoring.ts'
import { Scorekeeper } from '../../server/src/runtime/scoring/scorekeeper.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'

/** What fails in the background fails the test. */
export const thrown = (error: unknown): never => {
  throw error
}

export const scoringFor = (knowing: Knowing): Promise<Scorekeeper> =>
  Scorekeeper.load({ knowing, inForce: { current: INITIAL_SCORING }, now: Date.now, onError: thrown })
