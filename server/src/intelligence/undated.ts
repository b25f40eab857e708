/**
 * How long ago the activity behind an entry without a date is taken to be, where a list that never forgets is read for the first time.
 * To stand there says nothing about now: the entry was added at some time in the life of the list, each as likely as the other. Of
 * activity that halves with every half-life h, so much is left on average over a life A:
 *
 *   E = h / (A ln 2) × (1 − 2^(−A/h))
 *
 * One date stands for the mixture: −h log2 E ago. Since all of it fades alike, it does so at every later time, and the order of ranks stays
 * free of time.
 */
import type { IndicatorType, ThreatType } from '@keysguard/model'
import { decayClass, decayClassOf } from './decay.ts'

const DAY_MS = 86_400_000
/** Life of such a list: Maltrail's trails began in 2014, SSLBL's list in 2014, ViriBack's in 2018; lists of one's own are younger. */
export const LIST_LIFE_DAYS = 1_826

/** Milliseconds between the activity and the first reading: at most half the life of a list. */
export const undatedAgeMs = (type: IndicatorType, threat: ThreatType): number => {
  const { halfLifeDays } = decayClass(decayClassOf(type, threat))
  const left = (halfLifeDays / (LIST_LIFE_DAYS * Math.LN2)) * (1 - 2 ** (-LIST_LIFE_DAYS / halfLifeDays))
  return -halfLifeDays * Math.log2(left) * DAY_MS
}
