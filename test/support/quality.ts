/** Measuring the sources of a store, as of a moment. */
import { QualityKeeper } from '../../server/src/runtime/quality/quality-keeper.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { thrown } from './scoring.ts'

export const qualityFor = (knowing: Knowing, now: () => number = Date.now): Promise<QualityKeeper> =>
  QualityKeeper.load({ knowing, everyMinutes: () => 60, now, onError: thrown })
